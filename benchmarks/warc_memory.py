"""How much memory a web archive takes to read, by its size: what should be flat is shown to be.

    python benchmarks/warc_memory.py SIZE_GB [SIZE_GB ...] [--whole]

For each size a WARC of gzip records is made in a temporary folder (invented pages, no two alike),
taken into a fresh case by a process of its own, and deleted again. Printed: pages a second and the peak
of that process (VmHWM) beside its peak before the file is opened. --whole runs the stages too, with one
worker, and measures the reading process alone. Needs Linux, and up to seven times SIZE_GB of disk.
"""

import argparse
import gzip
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = 30_000
PARAGRAPHS = 4_000
GB = 1_000_000_000
MIB = 1_024  # VmHWM counts in KiB
LEVEL = 4


def write_archive(path: Path, size: int) -> int:
    """Write a WARC of about `size` bytes; the number of its pages."""
    pages = _pages(random.Random(7))
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            file.write(gzip.compress(_record(number, page), LEVEL, mtime=0))
            if file.tell() >= size:
                return number + 1
    raise AssertionError("pages have no end")


def _pages(chance: random.Random) -> Iterator[str]:
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ol")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(WORDS)]
    paragraphs = [" ".join(chance.choices(words, k=chance.randint(20, 120))) for _ in range(PARAGRAPHS)]
    while True:
        body = "\n".join(f"<p>{p}.</p>" for p in chance.choices(paragraphs, k=chance.randint(20, 180)))
        title = " ".join(chance.choices(words, k=8))
        yield f"<html><head><title>{title}</title></head><body><h1>{title}</h1>\n{body}</body></html>"


def _record(number: int, page: str) -> bytes:
    body = page.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2031-05-09T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def measure(archive: Path, case: Path, whole: bool) -> dict[str, float]:
    """What a process of its own says of its reading; see `_read`."""
    command = [sys.executable, __file__, "--inside", str(archive), str(case), *(["--whole"] if whole else [])]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _read(archive: Path, folder: Path, whole: bool) -> dict[str, float]:
    """Take an archive into a case: seconds, members, and the process's peak in MiB before and after."""
    from reportedly.case import Case
    from reportedly.case.intake import Said
    from reportedly.case.journal import Journal
    from reportedly.case.taking import take_in

    with Case(folder) as case:
        start, before = time.monotonic(), _peak()
        if whole:
            members = case.read(archive, workers=1).new
        else:
            members = take_in([archive], Said(), Journal(folder), folder / "sources", case.settings).new
    return {"seconds": time.monotonic() - start, "members": members, "before": before, "peak": _peak()}


def _peak() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / MIB


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="+", metavar="SIZE_GB")
    parser.add_argument("--whole", action="store_true", help="run the stages too")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(_read(Path(given.what[0]), Path(given.what[1]), given.whole)))
        return 0
    print("      GB     pages   seconds  pages/s  peak before  peak (MiB)")
    for size in map(float, given.what):
        with tempfile.TemporaryDirectory(prefix="warc-memory-") as name:
            folder = Path(name)
            pages = write_archive(folder / "pages.warc.gz", int(size * GB))
            found = measure(folder / "pages.warc.gz", folder / "case", given.whole)
            assert found["members"] == pages, f"{found['members']} of {pages} pages came in"
            rate = pages / found["seconds"]
            print(f"{size:8.2f} {pages:9,} {found['seconds']:9.1f} {rate:8.0f}"
                  f" {found['before']:12.0f} {found['peak']:11.0f}", flush=True)  # fmt: skip
            shutil.rmtree(folder / "case")
    return 0


if __name__ == "__main__":
    sys.exit(main())
