#!/usr/bin/env python3
"""A web archive (.warc.gz), read by Isnad into claims and by warcio with trafilatura into text, in one table. Linux only.

    python3 -m venv bench/.venv && bench/.venv/bin/pip install warcio trafilatura lxml_html_clean
    bench/.venv/bin/python crates/bench/warc_peers.py [--pages N] [--rounds N] [--archive FILE] [--isnad PROGRAM]

The archive is made of our own pages, unless one is given. All get the same file, on one core and on two (their processes are bound to
them), in turn, each on as many threads or processes as cores: warcio reads in the parent, and on two cores two children extract. Each
writes a line of JSON a page into a file. Seconds are by the clock, with the start of the program; the median of the rounds counts.
Memory is that of all processes together, shared pages counted once, asked for ten times a second.
"""

import argparse
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HTML = ("text/html", "application/xhtml+xml", "text/plain")


def pages(archive):
    """The pages of an archive, by the rule that Isnad has: responses with status 200 that are HTML or text."""
    from warcio.archiveiterator import ArchiveIterator

    with open(archive, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response" or record.http_headers.get_statuscode() != "200":
                continue
            kind = (record.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
            if kind in HTML:
                yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def extracted(page):
    import trafilatura

    address, html = page
    text = trafilatura.extract(html, url=address)
    return json.dumps({"url": address, "text": text}, ensure_ascii=False) if text else None


def read_as_peer(archive, out, cores):
    """What a child of this program does."""
    with open(out, "w", encoding="utf-8") as lines:
        if cores == 1:
            lines.writelines(line + "\n" for line in map(extracted, pages(archive)) if line)
        else:
            with multiprocessing.Pool(cores) as pool:
                lines.writelines(line + "\n" for line in pool.imap(extracted, pages(archive), chunksize=16) if line)


def processes(root):
    """A process and all below it."""
    found = [root]
    for pid in found:
        try:
            for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            pass  # it has ended
    return found


def memory(root):
    """Megabytes of a process and all below it."""
    kilobytes = 0
    for pid in processes(root):
        try:
            rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return kilobytes / 1024


def run(command, cores, environment, out=None):
    """Seconds by the clock, of the processors, and megabytes at the highest."""
    peak = 0.0
    begun = time.perf_counter()
    child = subprocess.Popen(
        command,
        stdout=out or subprocess.DEVNULL,
        env=os.environ | environment,
        preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores]),
    )
    ended = threading.Event()

    def watch():
        nonlocal peak
        while not ended.wait(0.1):
            peak = max(peak, memory(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watcher.join()
    if child.returncode != 0:
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, peak


def isnad(program, archive, out, cores):
    with open(out, "wb") as lines:
        return run([program, "analyze", archive], cores, {"RAYON_NUM_THREADS": str(cores)}, lines)


def peer(archive, out, cores):
    return run([sys.executable, __file__, "--archive", archive, "--read-into", out, "--cores", str(cores)], cores, {})


def counted(out):
    """Pages and claims of what was written."""
    found = claims = 0
    with open(out, encoding="utf-8") as lines:
        for line in lines:
            found += 1
            claims += len(json.loads(line).get("claims", []))
    return found, claims


def unpacked(archive):
    """Bytes of an archive's records."""
    import gzip

    with gzip.open(archive) as file:
        return sum(len(part) for part in iter(lambda: file.read(1 << 20), b""))


def main():
    parser = argparse.ArgumentParser(description="Isnad beside warcio with trafilatura, on one web archive.")
    parser.add_argument("--pages", default="3000", help="pages of the archive that is made")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--archive", help="an archive to read in place of one that is made")
    parser.add_argument("--isnad", help="the program, in place of the one that is built")
    parser.add_argument("--read-into", help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, default=1, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read_into:
        return read_as_peer(given.archive, given.read_into, given.cores)

    if not given.isnad:
        subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "isnad"], check=True, cwd=ROOT)
    program = given.isnad or str(ROOT / "target/release/isnad")
    tools = {"isnad": lambda *what: isnad(program, *what)}
    try:
        versions = [f"{name} {importlib.metadata.version(name)}" for name in ("warcio", "trafilatura")]
        tools[" + ".join(versions) + " (Python)"] = peer
    except importlib.metadata.PackageNotFoundError as missing:
        print(f"{missing.name} is not installed: it and what goes with it stay out of the table", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        archive, out = given.archive, f"{folder}/out.jsonl"
        if not archive:
            archive = f"{folder}/made.warc.gz"
            maker = ["cargo", "run", "--release", "--quiet", "-p", "isnad-bench", "--bin", "warc", "--", given.pages, archive]
            subprocess.run(maker, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        packed, whole = os.path.getsize(archive) / 1e6, unpacked(archive) / 1e6
        runs, read = {}, {}
        for _ in range(given.rounds):
            for cores in (1, 2):
                for tool, measure in tools.items():
                    runs.setdefault((tool, cores), []).append(measure(archive, out, cores))
                    read[tool] = counted(out)
    print(f"{packed:.1f} MB packed, {whole:.1f} MB unpacked; load {os.getloadavg()[0]:.1f}; median of {given.rounds}\n")
    print("| tool | cores | pages | claims | pages/s | MB/s packed | MB/s unpacked | processor time, s | peak memory, MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for (tool, cores), measured in sorted(runs.items(), key=lambda run: run[0][1]):
        seconds, spent, peak = (statistics.median(column) for column in zip(*measured, strict=True))
        found, claims = read[tool]
        print(
            f"| {tool} | {cores} | {found} | {claims or '–'} | {found / seconds:.0f} | {packed / seconds:.2f} | {whole / seconds:.2f} "
            f"| {spent:.1f} | {peak:.0f} |"
        )


if __name__ == "__main__":
    main()
