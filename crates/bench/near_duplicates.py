#!/usr/bin/env python3
"""datasketch on the words of the labelled pages, for examples/near_duplicates.rs: reads both halves as JSON from standard input,
takes the length of runs and the threshold that do best on the tuning half, and prints what they find in the test half."""

import json
import sys
import time

from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 126


def found(pages, length, least):
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(42, 3))
    signatures, pairs = [], []
    for at, words in enumerate(pages):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([" ".join(words[i : i + length]).encode() for i in range(len(words) - length + 1)])
        pairs += [(other, at) for other in index.query(signature) if signatures[other].jaccard(signature) >= least]
        index.insert(at, signature)
        signatures.append(signature)
    return pairs


def f1(pairs, wanted):
    wanted = {tuple(pair) for pair in wanted}
    return 2 * len(wanted & set(pairs)) / max(1, len(wanted) + len(pairs))


given = json.load(sys.stdin)
tune, test = given["tune"], given["test"]
_, length, least = max(
    (f1(found(tune["words"], length, percent / 100), tune["reprints"]), length, percent / 100)
    for length in (2, 3, 4)
    for percent in range(10, 70, 4)
)
seconds = []
for _ in range(given["rounds"]):
    begun = time.perf_counter()
    pairs = found(test["words"], length, least)
    seconds.append(time.perf_counter() - begun)
json.dump({"found": pairs, "seconds": min(seconds), "how": f"runs of {length}, from {least}"}, sys.stdout)
