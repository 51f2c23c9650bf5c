"""What two states do and say, a row in a line or two each: its sentence with the deciding words marked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.dossier.segments import Label, Segment, segments
from reportedly.records.dyad import PairRows, Relation, Teller
from reportedly.records.relation import Dealing, Direction, Remark
from reportedly.relations import name_of

LONGEST = 420
"""So many characters of a statement are shown."""

BASES = {"the two": ", by “the two”", "opens with": ", a guess: the text opens with them"}
"""What is said of a pair that is not named."""


@dataclass(frozen=True, slots=True)
class Item:
    """A dealing or a remark in a line or two: its sentence with the deciding words marked."""

    id: str
    day: str | None
    what: str
    note: str
    text: tuple[Segment, ...]
    more: int
    teller: Teller | None


class Items(Mapping[str, Item]):
    """The rows of a pair by their ids, each laid out when it is first asked for: a page shows few of many."""

    def __init__(self, relation: Relation | PairRows, first: str, second: str) -> None:
        self._tellers = {one.id: one for one in relation.tellers}
        self._states = first, second
        self._rows: dict[str, Dealing | Remark] = {one.id: one for one in relation.dealings}
        self._rows |= {one.id: one for one in relation.remarks}
        self._made: dict[str, Item] = {}

    def __getitem__(self, name: str) -> Item:
        if name not in self._made:
            self._made[name] = self._item(self._rows[name])
        return self._made[name]

    def _item(self, row: Dealing | Remark) -> Item:
        if isinstance(row, Dealing):
            return _dealing(row, self._tellers, *self._states)
        return _remark(row, self._tellers)

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _dealing(one: Dealing, tellers: Mapping[str, Teller], first: str, second: str) -> Item:
    ways = {
        Direction.FORTH: f"{first} → {second}",
        Direction.BACK: f"{second} → {first}",
        Direction.MUTUAL: "each other",
        Direction.TOGETHER: "together",
    }
    marks = [("trigger", one.trigger.start, one.trigger.end)]
    if one.sign:
        marks.append(("sign", one.sign.start, one.sign.end))
    told = f"{one.tellings} {'article' if one.tellings == 1 else 'articles'} in own words"
    roots = f", {one.origins} {'origin' if one.origins == 1 else 'origins'}" if one.origins else ""
    fate = f", {one.fate.value}" if one.fate else ""
    what = f"{one.root.value.lower()}, {one.status.value.replace('_', ' ')}{fate}"
    known = BASES.get(one.basis, "")
    return Item(
        one.id,
        one.day,
        what,
        f"{ways[one.direction]}{known}; {told}{roots}",
        tuple(_marked(one.sentence.text, one.sentence.start, marks)),
        0,
        tellers.get(one.article),
    )


def _remark(one: Remark, tellers: Mapping[str, Teller]) -> Item:
    who = name_of(one.speaker) if one.speaker else "another speaker"
    marks = [("toned", x.start, x.end) for x in one.tone_words]
    if one.sign:
        marks.append(("sign", one.sign.start, one.sign.end))
    text = one.words.text
    denied = ", negated" if one.negated else ""
    return Item(
        one.id,
        one.day,
        f"{one.act or 'says'}{denied}",
        f"{who}{BASES.get(one.basis, '')}; leans {one.tone.value}",
        tuple(_marked(text[:LONGEST], one.words.start, marks)),
        max(len(text) - LONGEST, 0),
        tellers.get(one.article),
    )


def _marked(text: str, start: int, marks: Iterable[tuple[str, int, int]]) -> Iterable[Segment]:
    labels = [Label(low - start, high - start, n, role) for n, (role, low, high) in enumerate(marks, 1)]
    return segments(text, [label for label in labels if label.start >= 0])
