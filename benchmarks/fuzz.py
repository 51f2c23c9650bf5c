"""No text may raise, and none may take more time than its length calls for: broken texts, read by all of it.

    python benchmarks/fuzz.py                          # 20,000 broken texts, and how time grows by kind
    python benchmarks/fuzz.py --count 500 --seed 7
    python benchmarks/fuzz.py --also FOLDER FILE.jsonl # texts that lie there too: *.txt, "text" of each line

Each text goes through `language.parse` and `attribution.extract`. Printed: how many texts, statements and
faults, the slowest texts, and for each kind of long text the time at a length and at four times that length,
with the power of growth (1.0 is a straight line). Exit code 1 where anything raised or a place does not hold
its words.
"""

import argparse
import json
import math
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from broken_texts import UNITS, texts
from reportedly import attribution, language
from reportedly.records import Article, BlockClass, Range, Statement, lay_out

LENGTH = 20_000
TIMES = 4


def article(text: str, code: str | None) -> Article:
    """The text as an article, every line a block of body, the first one a title."""
    ranges, at = [], 0
    for line in text.split("\n"):
        ranges.append((Range(at, at + len(line)), BlockClass.BODY if at else BlockClass.TITLE))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(ranges), text, language=code)


def read(text: str, code: str | None) -> list[Statement]:
    """The statements of a text, by the same two calls as a run makes. Raises ValueError where a span lies."""
    piece = article(text, code)
    found = attribution.extract(piece, next(iter(language.parse([piece]))))
    for row in found:
        for span in (*row.source, *row.cue, *row.content, *row.hedges, *row.verbatim):
            if text[span.start : span.end] != span.text or not span.text:
                raise ValueError(f"{span} is not in the text")
    return found


def also(paths: Iterable[Path]) -> Iterator[tuple[str, str | None]]:
    """The texts of other files and folders."""
    for path in paths:
        if path.is_dir():
            yield from also(sorted(path.glob("*.txt")))
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from ((json.loads(line)["text"], None) for line in lines)
        else:
            yield path.read_text("utf-8", "replace"), None


def survive(pile: Iterable[tuple[str, str | None]], seconds: float) -> bool:
    """Read all of `pile`, or what can be read in so many CPU seconds; print what came of it."""
    count = statements = faults = characters = 0
    slowest: list[tuple[float, str]] = []
    began = time.process_time()
    for text, code in pile:
        start = time.process_time()
        if start - began > seconds:
            print(f"stopped after {seconds:.0f} CPU seconds")
            break
        try:
            statements += len(read(text, code))
        except Exception:
            faults += 1
            print(f"raised over {text[:300]!r} ({code}):\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
        slowest = sorted([*slowest, (time.process_time() - start, text[:60])], reverse=True)[:3]
        count, characters = count + 1, characters + len(text)
    spent = time.process_time() - began
    print(f"{count:,} texts, {characters:,} characters, {statements:,} statements, {faults} faults")
    print(f"{spent:.1f} CPU seconds, {characters / max(spent, 0.001):,.0f} characters a second; slowest:")
    for took, text in slowest:
        print(f"  {took:.2f} s  {text!r}")
    return faults == 0


def growth(length: int) -> None:
    """Print the time that each kind of long text takes at two lengths, and the power that it grows with."""
    print(f"\n{'kind':22}{length:>10,}{length * TIMES:>10,}  power")
    for name, unit in UNITS.items():
        short, long = (seconds_of(unit * (size // len(unit) + 1)) for size in (length, length * TIMES))
        power = math.log(max(long, 1e-3) / max(short, 1e-3), TIMES)
        print(
            f"{name:22}{short:>10.2f}{long:>10.2f}  {power:5.2f}{'  <-' if power > 1.3 else ''}", flush=True
        )


def seconds_of(text: str) -> float:
    """CPU seconds to read a text."""
    start = time.process_time()
    read(text, None)
    return time.process_time() - start


def main() -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=math.inf, help="stop after so many CPU seconds")
    parser.add_argument("--length", type=int, default=LENGTH, help="0: do not measure growth")
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    read("Nobody said a word.", "en")
    fine = survive(texts(given.count, given.seed), given.seconds)
    if given.also:
        fine = survive(also(given.also), given.seconds) and fine
    if given.length:
        growth(given.length)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
