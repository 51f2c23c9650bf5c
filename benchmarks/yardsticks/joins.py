"""How well the mentions of one happening are joined: three invented affairs whose tellings are marked."""

import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportedly.case import Case
from yardsticks.bench import HERE, Bench
from yardsticks.figures import Figure

TITLE = "Tellings of one event"
FOLDER = HERE.parent / "corpora" / "joins"
NOTES = (
    "BCubed (Bagga and Baldwin 1998) over the marked tellings that are in an event; the rest was not read.",
    "The drills were seen while joining was written, the convoys were not; the talks were written and scored "
    "once before joining learned words for one thing, and seen then.",
)
MARK = re.compile(r"\{\{(\w+)\|([^}]*)\}\}")


def measure(bench: Bench) -> list[Figure]:
    """BCubed figures and the share of marked tellings that were read, an affair each."""
    figures = []
    for name in ("drills", "convoys", "talks"):
        with tempfile.TemporaryDirectory() as folder:
            found, wanted = joined(FOLDER / f"{name}.toml", Path(folder))
        precision, recall = bcubed(found, wanted)
        figures += [
            Figure(f"{name}, BCubed F1", 2 * precision * recall / max(precision + recall, 1e-9)),
            Figure(f"{name}, BCubed precision", precision),
            Figure(f"{name}, BCubed recall", recall),
            Figure(f"{name}, tellings read", len(found) / len(wanted)),
        ]
    return figures


def joined(affair: Path, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Telling -> event as the product has it, for those that it read, and telling -> happening as marked."""
    rows = tomllib.loads(affair.read_text("utf-8"))["article"]
    pile = folder / "pile"
    pile.mkdir()
    for row in rows:
        (pile / row["file"]).write_text(MARK.sub(r"\2", row["text"]).strip() + "\n", "utf-8")
    wanted = {place: key for row in rows for place, key in _marked(row["file"], row["text"])}
    with Case(folder / "case") as case:
        case.read(pile, workers=0)
        return dict(_found(case, wanted, rows)), wanted


def bcubed(found: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[float, float]:
    """BCubed precision and recall over the items that were found."""
    items = list(found)
    same = [
        (
            sum(found[a] == found[b] and wanted[a] == wanted[b] for b in items),
            sum(found[a] == found[b] for b in items),
            sum(wanted[a] == wanted[b] for b in items),
        )
        for a in items
    ]
    count = max(len(items), 1)
    return sum(x / y for x, y, _ in same) / count, sum(x / z for x, _, z in same) / count


def _marked(file: str, text: str) -> Iterator[tuple[str, str]]:
    for number, match in enumerate(MARK.finditer(text)):
        yield f"{file} {number}", match[1]


def _found(
    case: Case, wanted: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """Each marked telling with the event of a mention whose trigger lies in its words or around them."""
    paths = {row.id: row.path.rpartition("/")[2] for row in case.arrivals()}
    articles = {row.id: row for row in case.articles()}
    event_of = {name: event.id for event in case.events() for name in event.mentions}
    texts = {row["file"]: row["text"] for row in rows}
    for mention in case.event_mentions():
        article = articles[mention.article]
        if mention.id not in event_of:
            continue
        for number, (start, end) in enumerate(_places(texts[paths[article.arrival]], article.text)):
            if any(piece.start < end and start < piece.end for piece in mention.trigger):
                yield f"{paths[article.arrival]} {number}", event_of[mention.id]


def _places(marked: str, text: str) -> Iterator[tuple[int, int]]:
    """Where each mark's words stand in the article's text, found by what stands before them in their line."""
    for match in MARK.finditer(marked):
        line = marked.rfind("\n", 0, match.start()) + 1
        before = MARK.sub(r"\2", marked[line : match.start()]).partition(") — ")
        lead = (before[2] if before[1] else before[0]) + match[2]
        at = text.find(lead)
        yield (at + len(lead) - len(match[2]), at + len(lead)) if at >= 0 else (0, 0)
