"""Measure the product beside its peers: what `make bench` runs.

    python benchmarks/run.py [AREA...] [--bench DIR] [--out DIR]
    python benchmarks/run.py --markdown

AREA is textdump, unseen, extraction, metadata, intake, attribution, prose, certainty, actors, events,
status, joins, relations, examples, stories, reuse, fingerprints, quotes, spans or speed (default: all). The
files to measure on lie in DIR (default: $BENCH, else ../shared/bench). Figures go to OUT/results.json
(default bench-out), where an area that was not run keeps its last ones; --markdown prints it as tables. Exit
codes: 0 also where a floor is missed or the files are absent; 1 an area could not be measured; 2 bad usage.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import msgspec
from rich.console import Console

from yardsticks.bench import HERE, Bench, BenchError
from yardsticks.figures import Area, markdown, missed, print_area

AREAS = (
    "textdump",
    "unseen",
    "extraction",
    "metadata",
    "intake",
    "attribution",
    "prose",
    "certainty",
    "actors",
    "events",
    "status",
    "joins",
    "relations",
    "examples",
    "stories",
    "reuse",
    "fingerprints",
    "quotes",
    "spans",
    "speed",
)
RESULTS = "results.json"


def measure(name: str, bench: Bench) -> Area:
    """The figures of one area. Raises BenchError where a scorer or a prediction fails."""
    module = import_module(f"yardsticks.{name}")
    start = time.monotonic()
    figures = module.measure(bench)
    made = datetime.now(UTC).isoformat(timespec="minutes")
    return Area(name, module.TITLE, made, time.monotonic() - start, tuple(figures), module.NOTES)


def run(names: Sequence[str], bench: Bench, console: Console) -> int:
    """Measure, print and keep each area as it is done; the exit code."""
    done: list[Area] = []
    failed = 0
    for name in names:
        console.print(f"measuring {name} ...", style="dim")
        try:
            done.append(measure(name, bench))
        except BenchError as error:
            console.print(f"{name}: not measured. {error}", style="red", highlight=False)
            failed = 1
            continue
        print_area(done[-1], console)
        keep(done[-1], bench.out)
    lines = missed(done)
    console.print("\n".join(["Floors not held:", *lines]) if lines else "All floors hold.", highlight=False)
    return failed


def results(out: Path) -> dict[str, Area]:
    """The areas that were measured so far, by their names."""
    path = out / RESULTS
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Area]) if path.exists() else {}


def keep(area: Area, out: Path) -> None:
    """Put an area's figures in place of its last ones."""
    known = {**results(out), area.name: area}
    text = msgspec.json.format(msgspec.json.encode({name: known[name] for name in AREAS if name in known}))
    (out / RESULTS).write_bytes(text)


def main(arguments: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("areas", nargs="*", metavar="AREA", help="what to measure")
    default = os.environ.get("BENCH") or HERE.parent.parent / "shared" / "bench"
    parser.add_argument("--bench", type=Path, default=Path(default), help="the folder of the benchmark files")
    parser.add_argument("--out", type=Path, default=HERE.parent / "bench-out", help="where to write")
    parser.add_argument("--markdown", action="store_true", help="print the last results as Markdown")
    given = parser.parse_args(arguments)
    for name in given.areas:
        if name not in AREAS:
            parser.error(f"there is no area {name!r}; there are {', '.join(AREAS)}.")
    if given.markdown:
        print(markdown(results(given.out).values()), end="")
        return 0
    if not given.bench.is_dir():
        print(f"bench skipped: no directory {given.bench}; give one with BENCH=DIR or --bench DIR.")
        return 0
    given.out.mkdir(parents=True, exist_ok=True)
    return run(given.areas or AREAS, Bench(given.bench.resolve(), given.out.resolve()), Console())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
