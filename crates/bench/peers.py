#!/usr/bin/env python3
"""Readers in Rust and in Python on the same pages, in one table.

    pip install dateparser trafilatura lxml_html_clean
    python3 crates/bench/peers.py [pages]

Main text: speed on HTML pages of our own making; of their paragraphs, how many come out whole; of the words that come
out, how many are the paragraphs'. Times: speed on the pages' text; of the times of corpus/times.tsv, how many are
found (words overlap) and read right (to the fineness of the list); and how many more are said to be there.
One thread, in processor time; in Python one round, in Rust the fastest of five.
"""

import datetime
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# dateparser is slow: it gets the first pages only.
DATEPARSER_PAGES = 10


def words(text):
    return " ".join(text.split())


def annotated():
    for row in (HERE / "corpus/times.tsv").read_text().splitlines():
        if not row.startswith("# "):
            day, sentence, times = row.split("\t")
            yield day, sentence, [t.rsplit("=", 1) for t in times.split("|") if t]


def score(found):
    """Of the annotated times: found, read right, all; and how many more were given."""
    hit = right = count = more = 0
    for (_, sentence, times), given in zip(annotated(), found, strict=True):
        spans, at = [], 0
        for text, value in given:
            start = sentence.find(text, at)
            start = start if start >= 0 else sentence.find(text)
            at = start + len(text)
            spans.append((start, at, value))
        used = set()
        for surface, value in times:
            count += 1
            start = sentence.index(surface)
            over = [i for i, (a, b, _) in enumerate(spans) if a < start + len(surface) and start < b]
            used.update(over)
            hit += bool(over)
            right += any((spans[i][2] or "").startswith(value) for i in over)
        more += len(spans) - len(used)
    return hit, right, count, more


def fill(moment, value):
    """A moment as fine as a value of the list."""
    if "W" in value:
        return "{}-W{:02}".format(*moment.isocalendar()[:2])
    return moment.isoformat()


def times_of_dateparser(folder):
    from dateparser.search import search_dates

    def search(text, day):
        base = datetime.datetime.fromisoformat(day)
        return search_dates(text, languages=["ar"], settings={"RELATIVE_BASE": base}) or []

    found = []
    for day, sentence, times in annotated():
        week = next((v for _, v in times if "W" in v), "")
        found.append([(text, fill(moment, week)) for text, moment in search(sentence, day)])
    texts = [p.read_text() for p in sorted(folder.glob("*.txt"))[:DATEPARSER_PAGES]]
    begun = time.process_time()
    for text in texts:
        search(text, "2024-06-12")
    seconds = time.process_time() - begun
    return {"task": "times", "seconds": seconds, "bytes": sum(len(t.encode()) for t in texts), "times": found}


def main_text_of_trafilatura(folder):
    import trafilatura

    pages = [(p.read_text(), p.with_suffix(".txt").read_text()) for p in sorted(folder.glob("*.html"))]
    trafilatura.extract(pages[0][0])
    begun = time.process_time()
    read = [words(trafilatura.extract(html) or "") for html, _ in pages]
    seconds = time.process_time() - begun
    row = {"task": "main text", "seconds": seconds, "bytes": sum(len(h.encode()) for h, _ in pages), "kept": 0, "of": 0, "own": 0, "all": 0}
    for (_, text), out in zip(pages, read, strict=True):
        paragraphs = [words(p) for p in text.strip().split("\n\n")[1:]]
        kept = [p for p in paragraphs if p in out]
        row["kept"] += len(kept)
        row["of"] += len(paragraphs)
        row["own"] += sum(len(p.split()) for p in kept)
        row["all"] += len(out.split())
    return row


def main():
    pages = sys.argv[1] if len(sys.argv) > 1 else "200"
    with tempfile.TemporaryDirectory() as name:
        command = ["cargo", "run", "--release", "--quiet", "-p", "isnad-bench", "--example", "peers", "--", name, pages]
        rows = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=HERE).stdout)
        for tool, run in [("trafilatura", main_text_of_trafilatura), ("dateparser", times_of_dateparser)]:
            try:
                version = importlib.metadata.version(tool)
            except importlib.metadata.PackageNotFoundError:
                print(f"{tool} is not installed and stays out of the table", file=sys.stderr)
                continue
            rows.append({"tool": tool, "version": f"{version} (Python)", **run(pathlib.Path(name))})
    rows.sort(key=lambda r: (r["task"], r["seconds"] / r["bytes"]))
    print("| task | tool | version | MB/s | found | right |")
    print("| --- | --- | --- | ---: | --- | --- |")
    for row in rows:
        if row["task"] == "times":
            hit, right, count, more = score(row["times"])
            found, good = f"{hit} of {count} times, {more} more that are none", f"{right} of {count} values"
        else:
            found = f"{row['kept']} of {row['of']} paragraphs"
            good = f"{100 * row['own'] / max(row['all'], 1):.1f} % of the words"
        print(f"| {row['task']} | {row['tool']} | {row['version']} | {row['bytes'] / 1e6 / row['seconds']:.3g} | {found} | {good} |")


if __name__ == "__main__":
    main()
