#!/usr/bin/env python3
"""Words of the packs, and marks that matter, as a dictionary of libFuzzer on standard output."""

from pathlib import Path

PACKS = Path(__file__).parent.parent / "packs" / "ar"
# File, columns with forms, most words of it.
FILES = [
    ("numbers.tsv", ["forms"], 200),
    ("times.tsv", ["forms"], 250),
    ("time_links.tsv", ["forms"], 120),
    ("cues.tsv", ["past", "present", "fixed", "passive"], 200),
    ("measures.tsv", ["verb", "fixed"], 100),
    ("qualifiers.tsv", ["forms"], 80),
    ("words.tsv", ["forms"], 120),
    ("events.tsv", ["forms", "verb", "fixed"], 80),
    ("counted.tsv", ["singular", "dual", "plural"], 80),
    ("groups.tsv", ["forms"], 40),
    ("agencies.tsv", ["ar", "abbreviations"], 30),
    ("boilerplate.tsv", ["phrase"], 60),
    ("page_labels.tsv", ["forms"], 40),
]
MARKS = """« » " “ ” ( ) [ ] ، ؛ : . .. … ؟ ! - – / % ٪ ٫ ٬ 1 20 3,5 1.000.000 13,00 18:00 2023 20-9-2023 ١٢ ۱۲ ألف و ف ب ل
<p> </p> <div> </div> <article> <h1> </h1> <title> </title> <table> <td> <li> <a&#32;href="x"> </a> <br> <script> </script> <!-- -->
<meta&#32;property="article:published_time"&#32;content="2023-09-20T10:00:00Z"> <meta&#32;charset="windows-1256"> <figcaption> <time>
<script&#32;type="application/ld+json"> &#x61f; &#xd800; &nbsp; &#0;""".split()


def words():
    yield from (mark.replace("&#32;", " ") for mark in MARKS)
    yield from ("\n", "\n\n", "\u200f", "\u202b", "\u064e", "\u0640", "\ufefb", "\ufdfa", "\ufeff", "\u00a0")
    for name, columns, most in FILES:
        rows = [line.rstrip("\n").split("\t") for line in open(PACKS / name, encoding="utf-8") if line.strip() and line[0] != "#"]
        head = rows[0]
        found = []
        for row in rows[1:]:
            for column in columns:
                if column in head and head.index(column) < len(row):
                    cell = row[head.index(column)].replace("(ال)", "")
                    found += [word.lstrip("=") for word in cell.split("|") if word]
        # From all over the file.
        yield from found[:: max(1, len(found) // most)][:most]


for number, word in enumerate(dict.fromkeys(words())):
    escaped = "".join(f"\\x{byte:02x}" for byte in word.encode())
    print(f'w{number}="{escaped}"')
