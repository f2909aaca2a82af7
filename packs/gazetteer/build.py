#!/usr/bin/env python3
"""Builds places.tsv from open data and our own tables.

    build.py ../shared/data/gazetteer/gazetteer_geonames_union.tsv.gz

Reads the GeoNames extract (CC BY 4.0), countries.tsv, supplement.tsv and ambiguous.tsv beside this file, and
writes places.tsv. Deterministic: the same input gives the same bytes. Python's standard library only.
Towns under 5,000 people outside the regions that crisis news is about are left out, and so are names in
other than Arabic letters.
"""
import collections, gzip, pathlib, re, sys, unicodedata

HERE = pathlib.Path(__file__).parent
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FOLD = str.maketrans("أإآٱىة", "ااااي" + "ه")
ARABIC = re.compile("[\u0621-\u064a][\u0621-\u064a ]+")
# Where every listed place counts, however small.
NEAR = set("AE AF AM AZ BH DJ DZ EG EH ER ET GE IL IQ IR JO KW LB LY MA ML MR NE OM PK PS QA SA SD SO SS SY TD TN TR UA YE".split())
SMALL = 5000
# Rows of the open data that lie no further, in degrees, from a place of ours and share its consonants are that place.
NEARBY = 0.12


def fold(name):
    return MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(FOLD)


def clean(name):
    return re.sub(r"\s+", " ", MARKS.sub("", unicodedata.normalize("NFC", name)).replace("‌", " ")).strip()


def slug(name):
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.replace("'", "").replace("`", "")).strip("-")


def plain(name):
    """English name without the dots and strokes of transliteration."""
    return re.sub(r"[‘’`ʼ]", "", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()) or name


def skeleton(name):
    """The consonants of an English name without article, which spellings of one name share."""
    bare = re.sub(r"^(al|an|ar|as|ash|at|ad|az|el)[ -]", "", plain(name).lower())
    return re.sub(r"(.)\1", r"\1", re.sub(r"[^bcdfgjklmnpqrstvxz]", "", bare).replace("q", "k").replace("c", "k"))


def table(path):
    lines = [l for l in path.read_text("utf-8").splitlines() if l.strip() and not l.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, l.split("\t") + [""] * len(head))) for l in lines[1:]]


def main():
    ambiguity = {}
    for row in table(HERE / "source/ambiguous.tsv"):
        for name in row["names"].split("|"):
            ambiguity[fold(name)] = row["ambiguity"]
    raw = []
    for line in gzip.open(sys.argv[1], "rt", encoding="utf-8").read().splitlines()[1:]:
        _, en, names, _, lat, lon, cc, _, population = line.split("\t")
        raw.append((en, [clean(n) for n in re.split("[،|]", names)], float(lat), float(lon), cc, int(population or 0)))
    by_english = collections.defaultdict(list)
    for place in raw:
        by_english[(plain(place[0]), place[4])].append(place)

    places, taken, known = [], set(), set()

    def add(id, en, ar, variants, level, cc, lat, lon, population, capital_of=""):
        names = list(dict.fromkeys(n for n in [ar] + variants if n))
        why = ambiguity.get(fold(names[0]), "") if level not in ("country", "capital") else ""
        taken.add(id)
        for n in names:
            known.add((fold(n), cc))
        places.append([id, en, names[0], "|".join(names[1:]), level, cc, f"{lat:.3f}", f"{lon:.3f}", str(population), why, capital_of])

    for c in table(HERE / "source/countries.tsv"):
        cc = c["code"].lower()
        near = [p for p in raw if p[4] == c["code"]]
        lat, lon = (max(near, key=lambda p: p[5])[2:4]) if near else (0.0, 0.0)
        add(c["id"], c["en"], c["ar"], c["variants"].split("|"), "country", cc, lat, lon, 0)
        if c["capital"]:
            spots = sorted(by_english.get((plain(c["capital"]), c["code"]), []), key=lambda p: -p[5])
            spot = spots[0] if spots else (0, 0, lat, lon, 0, 0)
            names = c["capital_ar"].split("|")
            add(slug(c["capital"]), plain(c["capital"]), names[0], names[1:], "capital", cc, spot[2], spot[3], spot[5], c["id"])
    for s in table(HERE / "source/supplement.tsv"):
        if s["id"] in taken:
            continue
        spots = sorted(by_english.get((s["en"], s["country"].upper()), []), key=lambda p: -p[5])
        add(s["id"], s["en"], s["ar"], s["variants"].split("|"), s["level"], s["country"], float(s["lat"]), float(s["lon"]), spots[0][5] if spots else 200000)
    by_hand = collections.defaultdict(list)
    for place in places:
        if place[4] in ("capital", "city", "town", "village"):
            by_hand[place[5]].append(place)
    states = {fold(n) for p in places if p[4] == "country" for n in [p[2]] + p[3].split("|")}
    seen_names = collections.Counter()
    for en, names, lat, lon, cc, population in sorted(raw, key=lambda p: (-p[5], p[0], p[4])):
        if population < SMALL and cc not in NEAR:
            continue
        # A leading «ئ» is Uyghur and Kurdish spelling.
        names = [n for n in dict.fromkeys(names) if ARABIC.fullmatch(n) and len(n) >= 3 and n[0] != "ئ" and fold(n) not in states]
        bones = skeleton(en)
        ours = next((p for p in by_hand[cc.lower()] if len(bones) > 1 and skeleton(p[1]) == bones and abs(float(p[6]) - lat) < NEARBY and abs(float(p[7]) - lon) < NEARBY), None)
        if ours:
            have = {fold(n) for n in [ours[2]] + ours[3].split("|")}
            more = [n for n in names if fold(n) not in ambiguity and fold(n) not in have and fold("ال" + n) not in have][:3]
            ours[3] = "|".join(n for n in [ours[3]] + more if n)
            ours[8] = str(max(int(ours[8]), population))
            known.update((fold(n), cc.lower()) for n in more)
            continue
        names = [n for n in names if (fold(n), cc.lower()) not in known and seen_names[fold(n)] < 3 and fold(n) not in ambiguity or n.count(" ")]
        names = [n for n in names if (fold(n), cc.lower()) not in known]
        if not names:
            continue
        id = slug(en)
        for candidate in (id, f"{id}-{cc.lower()}", f"{id}-{cc.lower()}-{lat:.1f}".replace(".", "")):
            if candidate and candidate not in taken:
                id = candidate
                break
        else:
            continue
        for n in names:
            seen_names[fold(n)] += 1
        level = "city" if population >= 100000 else "town" if population >= 10000 else "village"
        add(id, plain(en), names[0], names[1:4], level, cc.lower(), lat, lon, population)
    out = ["# Built by build.py from GeoNames (CC BY 4.0) and our own tables in source/; do not edit by hand.", "id\ten\tar\tvariants\tlevel\tcountry\tlat\tlon\tpopulation\tambiguity\tcapital_of"]
    out += ["\t".join(p) for p in sorted(places, key=lambda p: p[0])]
    (HERE / "places.tsv").write_text("\n".join(out) + "\n", "utf-8")
    print(f"{len(places)} places")


if __name__ == "__main__":
    main()
