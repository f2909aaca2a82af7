#!/usr/bin/env python3
"""Writes the labelled pages as text files, from days of the SaudiNewsNet corpus (https://github.com/inparallel/SaudiNewsNet).

    python3 eval/stories/pages.py CORPUS/2015-07-*.json -o pages [--all]

A file is named after its outlet and its address; labels name it. `--all` writes every page, not the labelled ones alone.
"""
import argparse
import csv
import hashlib
import json
import pathlib

here = pathlib.Path(__file__).parent
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("days", nargs="+", type=pathlib.Path)
arguments.add_argument("-o", "--output", type=pathlib.Path, default=pathlib.Path("pages"))
arguments.add_argument("--all", action="store_true")
given = arguments.parse_args()

labelled = {row["file"] for table in sorted(here.glob("*.tsv")) for row in csv.DictReader(table.open(encoding="utf-8"), delimiter="\t")}
given.output.mkdir(parents=True, exist_ok=True)
written = set()
for day in given.days:
    for page in json.loads(day.read_text(encoding="utf-8")):
        name = f"{page['source']}_{hashlib.md5(page['url'].encode()).hexdigest()[:12]}.txt"
        if given.all or name in labelled:
            paragraphs = [line.strip() for line in [page["title"], *page["content"].splitlines()] if line.strip()]
            (given.output / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
            written.add(name)
print(f"{len(written)} pages; {len(labelled - written)} labelled pages are not in these days")
