"""Make a pile of invented news whose stories are easily taken for each other, with the truth.

    python benchmarks/make_stories.py OUTPUT [--seed N] [--threads N]

OUTPUT is a file of `{id, title, text, date, outlet, cluster}`, one object a line; `date` may be null. The
same arguments give the same bytes. A thread is a pair of states over two months; what happens between them
(one story each) happens again a week later in other places and figures, is told by several outlets at once,
in an agency's snap, its full piece and rewrites of it, and comes back as background of what follows. Digests
and analyses tell of several stories and belong to none. The sentences are in corpora/stories/kinds.toml.
"""

import argparse
import json
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

KINDS = Path(__file__).resolve().parents[1] / "corpora" / "stories" / "kinds.toml"
SEED = 5
THREADS = 14
FIRST_DAY = date(2031, 3, 3)
STORIES = (5, 8)
OUTLETS = (2, 6)
BACKGROUND, COPIED, UNDATED = 0.6, 0.35, 0.08

Row = dict[str, Any]

_SYLLABLES = (
    "bar bel bran cor dal dor el far fen gal hol is kel lor mar nor os pel quar ras sol tar ul var wen yar"
)
_ENDINGS = {
    "state": "ia or land mark esh une ay",
    "town": "ton haven vik mouth burg by stad",
    "person": "en ick ov ano is ell ard",
    "thing": "a ine et ora on",
}
_TOPICS = (
    "the herring quotas", "the grain toll", "the cable to the islands", "the reservoir", "the ferry lines",
    "the gas pipeline", "the border market", "the sand banks", "the wind farms", "the salmon rivers",
    "the fibre line", "the customs shed", "the lighthouse dues", "the air corridor",
)  # fmt: skip
_BODIES = ("Council", "Court", "Institute", "Commission", "Union", "Office")
_OUTLETS = ("Courier", "Herald", "Ledger", "Mercury", "Gazette", "Observer", "Dispatch", "Chronicle", "Post")
_AGENCIES = ("Kestry Press", "Varrick", "Sundwire")
_WEIGHING = (
    "What looks like a string of [quarrels|rows] between {A} and {B} is [one|a single] quarrel about rank.",
    "Neither {CA} nor {CB} can [afford|want] to win it, and neither says so.",
    "For {T} there is [no lack of|plenty of] maps, and a lack of readers.",
    "The [pattern|order] of events is the same each time: a step, a protest, a meeting in a third town.",
    "Those who [do business|trade] across the border have stopped waiting for {PA} and {PB}.",
)


@dataclass(frozen=True)
class Thread:
    """Two states and those who speak for them."""

    slots: dict[str, str]
    past: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Happening:
    """One story: what kind of thing, on which day, with which names and figures."""

    key: str
    kind: Row
    day: date
    slots: dict[str, str]
    background: tuple[str, ...]


def stories_pile(seed: int, threads: int) -> Iterator[Row]:
    """The articles of a pile, in the order of their threads."""
    rng = random.Random(seed)
    kinds = {name: row for name, row in tomllib.loads(KINDS.read_text("utf-8")).items() if name != "about"}
    outlets = [f"{_name(rng, 'town')} {rng.choice(_OUTLETS)}" for _ in range(24)]
    states = [_state(rng) for _ in range(threads)]
    told: list[Happening] = []
    for number in range(threads):
        thread = _thread(rng, states, _TOPICS[number % len(_TOPICS)])
        made = list(_happenings(rng, number, thread, kinds))
        told += made
        for one in made:
            yield from _coverage(rng, one, outlets)
        yield _analysis(rng, number, thread, made, rng.choice(outlets))
    yield from _digests(rng, sorted(told, key=lambda one: (one.day, one.key)), outlets)


def _name(rng: random.Random, kind: str) -> str:
    words = [rng.choice(_SYLLABLES.split()) for _ in range(rng.choice((1, 2)))]
    return "".join([*words, rng.choice(_ENDINGS[kind].split())]).capitalize()


def _person(rng: random.Random) -> str:
    return f"{_name(rng, 'thing')} {_name(rng, 'person')}"


def _state(rng: random.Random) -> dict[str, str]:
    return {"": _name(rng, "state"), "C": _name(rng, "town"), "P": _person(rng), "Q": _person(rng)}


def _thread(rng: random.Random, states: Sequence[dict[str, str]], topic: str) -> Thread:
    slots = {"T": f"{topic} of {_name(rng, 'town')}", "BODY": f"{_name(rng, 'town')} {rng.choice(_BODIES)}"}
    for letter, state in zip("AB", rng.sample(states, 2), strict=True):
        slots |= {f"{role}{letter}": name for role, name in state.items()}
    return Thread(slots)


def _happenings(
    rng: random.Random, number: int, thread: Thread, kinds: dict[str, Row]
) -> Iterator[Happening]:
    """What happens in a thread, in order; one kind of thing happens twice."""
    chosen = rng.sample(sorted(kinds), rng.randint(*STORIES) - 1)
    chosen.insert(rng.randint(1, len(chosen)), rng.choice(chosen))
    day = FIRST_DAY + timedelta(days=rng.randint(0, 20))
    for place, kind in enumerate(chosen):
        slots = _turned(rng, thread.slots) | _particulars(rng, day)
        background = tuple(rng.sample(thread.past, min(len(thread.past), 2)))
        yield Happening(f"{number:02}-{place}-{kind}", kinds[kind], day, slots, background)
        thread.past.extend(_filled(rng, line, slots) for line in kinds[kind]["past"])
        day += timedelta(days=rng.randint(1, 11))


def _turned(rng: random.Random, slots: dict[str, str]) -> dict[str, str]:
    """The two states the one way round or the other."""
    if rng.random() < 0.5:
        return slots
    other = {"A": "B", "B": "A"}
    return {
        name[:-1] + other.get(name[-1], name[-1]): word for name, word in slots.items() if name != "BODY"
    } | {"BODY": slots["BODY"]}


def _particulars(rng: random.Random, day: date) -> dict[str, str]:
    return {
        "PLACE": _name(rng, "town"), "PLACE2": _name(rng, "town"), "SHIP": _name(rng, "thing"),
        "CODE": f"{_name(rng, 'thing')} {rng.choice(('Shield', 'Current', 'Compass', 'Tide'))}",
        "X": _person(rng), "DAY": day.strftime("%A"), "N1": str(rng.randint(11, 90)),
        "N2": str(rng.randint(3, 9)), "N3": str(rng.randint(12, 60)), "N4": str(rng.randint(2, 5)),
    }  # fmt: skip


def _filled(rng: random.Random, line: str, slots: dict[str, str]) -> str:
    chosen = re.sub(r"\[([^\]]*)\]", lambda found: rng.choice(found[1].split("|")), line)
    return re.sub(r"\{(\w+)\}", lambda found: slots[found[1]], chosen)


def _coverage(rng: random.Random, one: Happening, outlets: Sequence[str]) -> Iterator[Row]:
    """A story as told: an agency's snap now and then, its full piece, other newsrooms, rewrites."""
    agency = rng.choice(_AGENCIES)
    full = _piece(rng, one, len(one.kind["facts"]))
    if rng.random() < 0.4:
        yield _row(rng, one, agency, _piece(rng, one, 1)[:2], 0)
    yield _row(rng, one, agency, full, 0)
    for outlet in rng.sample(outlets, rng.randint(*OUTLETS)):
        if rng.random() < COPIED:
            kept = full[: rng.randint(2, len(full))]
        else:
            kept = _piece(rng, one, rng.randint(1, 4))
        yield _row(rng, one, outlet, kept, rng.choice((0, 0, 1)))


def _piece(rng: random.Random, one: Happening, facts: int) -> list[str]:
    """The sentences of an article that a newsroom wrote itself; earlier stories stand at its foot."""
    chosen = rng.sample(one.kind["facts"], facts)
    told = [_filled(rng, rng.choice(ways), one.slots) for ways in (one.kind["lead"], *chosen)]
    return [*told, *(one.background if rng.random() < BACKGROUND else ())]


def _row(rng: random.Random, one: Happening, outlet: str, told: Sequence[str], later: int) -> Row:
    title = _filled(rng, rng.choice(one.kind["title"]), one.slots)
    return _article(rng, title, "\n\n".join(told), one.day + timedelta(days=later), outlet, one.key)


def _article(rng: random.Random, title: str, text: str, day: date, outlet: str, cluster: str) -> Row:
    when = None if rng.random() < UNDATED else day.isoformat()
    name = f"{rng.getrandbits(48):012x}"
    return {"id": name, "title": title, "text": text, "date": when, "outlet": outlet, "cluster": cluster}


def _analysis(rng: random.Random, number: int, thread: Thread, made: Sequence[Happening], outlet: str) -> Row:
    """A piece on the whole thread, which is no telling of any of its stories."""
    lines = [_filled(rng, line, thread.slots) for line in rng.sample(_WEIGHING, 3)]
    text = "\n\n".join([lines[0], *rng.sample(thread.past, min(4, len(thread.past))), *lines[1:]])
    title = _filled(rng, "What {A} and {B} [quarrel about|want of each other]", thread.slots)
    return _article(rng, title, text, made[-1].day + timedelta(days=2), outlet, f"{number:02}-analysis")


def _digests(rng: random.Random, told: Sequence[Happening], outlets: Sequence[str]) -> Iterator[Row]:
    """The week in brief: the leads of four stories of different threads."""
    for start in range(0, len(told) - 8, 8):
        chosen = rng.sample(told[start : start + 8], 4)
        lines = [_filled(rng, rng.choice(one.kind["lead"]), one.slots) for one in chosen]
        day = max(one.day for one in chosen) + timedelta(days=1)
        yield _article(
            rng, "The week in brief", "\n\n".join(lines), day, rng.choice(outlets), f"digest-{start}"
        )


def main() -> None:
    """Write the pile."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=THREADS)
    given = parser.parse_args()
    rows = stories_pile(given.seed, given.threads)
    given.output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
