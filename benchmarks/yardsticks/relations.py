"""Two states: what imported votes come to beside published figures, and how soon a year's page is drawn."""

import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from reportedly import relations
from reportedly.case import Case
from reportedly.case.database import is_current
from reportedly.dossier import render_relation
from reportedly.records.ties import Agreement
from yardsticks.bench import HERE, Bench
from yardsticks.figures import Figure, Peer

TITLE = "Pairs of states"
NOTES = (
    "Votes: our reading of a file beside the figures published with it, which leave out a roll call of 2017.",
    "Page: the fastest of three openings of an invented case of 73,000 articles, all on one pair.",
)
PAIRS = (("China-Russia", "CHN", "RUS"), ("Japan-United States", "JPN", "USA"))
YEAR = 2017
TRIES = 3


def measure(bench: Bench) -> list[Figure]:
    """Agreement, kappa and distance of 2017 beside the published ones; seconds for a page."""
    figures = [figure for pair in PAIRS for figure in _votes(bench.files / "structural", *pair)]
    apart = max(abs(one.ours - peer.value) for one in figures for peer in one.peers)
    figures.append(Figure("largest difference from the published", apart, unit="no unit"))
    folder = bench.folder("relations") / "case"
    if not is_current(folder / "case.sqlite"):  # one of other tables would be emptied
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, str(HERE / "make_pair.py"), str(folder)], check=True)
    asked, drawn = _times(folder)
    figures.append(Figure("a year of 200 articles a day, query", asked, unit="s"))
    figures.append(Figure("a year of 200 articles a day, query and page", asked + drawn, unit="s"))
    return figures


def _votes(files: Path, name: str, a: str, b: str) -> Iterator[Figure]:
    ours = _ours(files, a, b)
    theirs = _published(files / "dyad_similarity_by_year.csv", {f"{a}-{b}", f"{b}-{a}"})
    for what, value, column in (
        ("agreement", ours.agreement, "agree"),
        ("kappa", ours.kappa, "kappa"),
        ("ideal-point distance", ours.distance, "ipdist"),
    ):
        peer = Peer("published", float(theirs[column]))
        yield Figure(f"{name} {YEAR}, {what}", value if value is not None else -1.0, (peer,), unit="no unit")


def _ours(files: Path, a: str, b: str) -> Agreement:
    votes = relations.read_votes((files / "unga_votes_9.csv").read_bytes(), "unga_votes_9.csv")
    points = relations.read_ideal_points((files / "ideal_points.csv").read_bytes(), "ideal_points.csv")
    one, other = ([row for row in votes if row.state == state] for state in (a, b))
    here, there = ([row for row in points if row.state == state] for state in (a, b))
    return next(x for x in relations.agreements(relations.voted(one, other), (here, there)) if x.year == YEAR)


def _published(path: Path, pairs: set[str]) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["pair"] in pairs and row["year"] == str(YEAR))


def _times(folder: Path) -> tuple[float, float]:
    """Seconds from opening the case to its answer, and from there to the page, of the fastest try."""
    tries = []
    for _ in range(TRIES):
        start = time.perf_counter()
        with Case(folder, create=False) as case:
            found = case.relation("IND", "IDN")
        asked = time.perf_counter()
        render_relation(found)
        tries.append((asked - start, time.perf_counter() - asked))
    return min(tries, key=sum)
