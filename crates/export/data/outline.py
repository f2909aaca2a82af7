#!/usr/bin/env python3
"""Builds outline.tsv, the countries' outlines that the map of a report is drawn from.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz      # Natural Earth 4.1 as TopoJSON, public domain
    pip install babel pycountry                                      # names from CLDR, numeric codes of ISO 3166
    python3 crates/export/data/outline.py package/countries-50m.json > crates/export/data/outline.tsv

Borders are Natural Earth's: who holds a place in fact, no opinion on whose it is. They are simplified (Douglas and
Peucker 1973, to TOLERANCE degrees), arc by arc so that neighbours keep their common border, and islets are dropped.

Rows: `arc`, coordinates as an encoded polyline (Google's algorithm, longitude first, hundredths of a degree);
`country`, ISO 3166 code, English name, Arabic name, rings: arcs joined by commas, rings by semicolons; a negative
arc ~n runs backwards, as in TopoJSON.
"""

import json
import sys

import pycountry
from babel import Locale

TOLERANCE = 0.025
ISLET = 0.02  # square degrees
SKIPPED = {"Antarctica", "Fr. S. Antarctic Lands", "Heard I. and McDonald Is.", "S. Geo. and the Is."}
# Short names where CLDR's are long, as maps have them.
SHORT = {
    "PS": ("Palestine", "فلسطين"),
    "AE": ("UAE", "الإمارات"),
    "CD": ("DR Congo", "الكونغو الديمقراطية"),
    "CG": ("Congo", "الكونغو"),
    "BA": ("Bosnia", "البوسنة"),
    "GB": ("United Kingdom", "بريطانيا"),
    "MM": ("Myanmar", "ميانمار"),
    "CF": ("Central African Rep.", "أفريقيا الوسطى"),
}
# Natural Earth gives these no code; the last two have none in ISO 3166.
UNCODED = {"Kosovo": "XK", "Somaliland": "", "N. Cyprus": ""}


def simplified(points):
    """Douglas and Peucker."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    dx, dy = bx - ax, by - ay
    length = (dx * dx + dy * dy) ** 0.5

    def off(p):
        if length == 0:
            return ((p[0] - ax) ** 2 + (p[1] - ay) ** 2) ** 0.5
        return abs(dy * (p[0] - ax) - dx * (p[1] - ay)) / length

    at = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[at]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: at + 1])[:-1] + simplified(points[at:])


def encoded(points):
    out, last = [], (0, 0)
    for x, y in points:
        here = (round(x * 100), round(y * 100))
        for delta in (here[0] - last[0], here[1] - last[1]):
            n = ~(delta << 1) if delta < 0 else delta << 1
            while n >= 0x20:
                out.append(chr((0x20 | n & 0x1F) + 63))
                n >>= 5
            out.append(chr(n + 63))
        last = here
    return "".join(out)


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def main():
    topology = json.load(open(sys.argv[1], encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    names = {language: Locale(language).territories for language in ("en", "ar")}
    countries, used = [], {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in SKIPPED:
            continue
        country = pycountry.countries.get(numeric=shape["id"]) if shape.get("id") else None
        code = country.alpha_2 if country else UNCODED.get(name, "")
        en, ar = SHORT.get(code) or (names["en"].get(code, ""), names["ar"].get(code, ""))
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sized = []
        for rings in polygons:
            ring = [p for n in rings[0] for p in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]
            sized.append((area(ring), rings))
        most = max(size for size, _ in sized)
        kept = [rings for size, rings in sized if size >= ISLET or size == most]
        rings = [[n for n in ring] for polygon in kept for ring in polygon]
        for ring in rings:
            for n in ring:
                used.setdefault(n if n >= 0 else ~n, len(used))
        countries.append((code, en, ar, rings))
    print("# Natural Earth 1:50m countries (public domain), names from CLDR; built by outline.py")
    for n in used:
        points = simplified(arcs[n])
        if len(points) == 2 and arcs[n][0] == arcs[n][-1]:  # an islet that must keep an area
            points = arcs[n][:: max(1, len(arcs[n]) // 4)] + [arcs[n][-1]]
        print("arc", encoded(points), sep="\t")
    for code, en, ar, rings in sorted(countries):
        renamed = [",".join(str(used[n] if n >= 0 else ~used[~n]) for n in ring) for ring in rings]
        print("country", code, en, ar, ";".join(renamed), sep="\t")


main()
