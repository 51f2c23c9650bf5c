"""Figures with their units, so that a month and thirty days agree, and 1.2 and 2.1 percent do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.concepts import number
from reportedly.lineage.mutations.wording import Word, grammar

_LEAST_SCALE = 100
_SLACK = 0.04  # a month is four weeks, or thirty days, or a twelfth of a year
_PART, _SHARE = "part", "share"
_ROUNDED = 0.5  # a third is 33 percent
_RANGE = frozenset({"to", "or", "and"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in the unit of its dimension (``time``, ``share``, ``part`` of a whole ... or ``""``), and its
    words.
    """

    value: float
    dimension: str
    words: tuple[int, ...]

    def agrees(self, other: "Amount") -> bool:
        """Whether both say the same, give or take what calendars differ by."""
        if {self.dimension, other.dimension} == {_PART, _SHARE}:
            return abs(self._hundredths - other._hundredths) <= _ROUNDED
        if self.dimension != other.dimension and self.dimension and other.dimension:
            return False
        slack = _SLACK if self.dimension == "time" else 1e-6
        return abs(self.value - other.value) <= slack * max(abs(self.value), abs(other.value))

    def comparable(self, other: "Amount") -> bool:
        """Whether one can stand in the other's place: tonnes for barrels, but not weeks for dollars."""
        same = self.dimension == other.dimension or not self.dimension or not other.dimension
        return same or {self.dimension, other.dimension} in ({"mass", "volume"}, {_PART, _SHARE})

    @property
    def _hundredths(self) -> float:
        """A part of a whole in hundredths, as "a fifth" is 20 percent."""
        return self.value * 100 if self.dimension == _PART else self.value


def amounts(words: Sequence[Word]) -> list[Amount]:
    """The figures among `words`, in order; "one" alone is a pronoun, "a month" is a figure."""
    found, at = [], 0
    while at < len(words):
        amount, size = _amount(words[at : at + 8])
        if amount:
            found.append(amount)
        at += size
    return found


def parts(words: Sequence[Word]) -> list[Amount]:
    """The fractions of a whole among `words`: a third, one in three."""
    return [amount for amount in amounts(words) if amount.dimension == _PART]


def _amount(words: Sequence[Word]) -> tuple[Amount | None, int]:
    """The figure that `words` begin with, and how many of them it takes (1 where there is none)."""
    value, size = _value(words)
    if value is None:
        return None, 1
    form, rest = words[0].form, words[size:]
    of = _of_how_many(rest)
    whole = number(rest[of].form) if of else None
    if of and whole and whole > value and (form == "one" or rest[0].form != "in"):
        return Amount(value / whole, _PART, _numbers(words, size + of + 1)), size + of + 1
    if rest and rest[0].form in _table("fractions"):
        return Amount(value / _table("fractions")[rest[0].form], _PART, _numbers(words, size + 1)), size + 1
    away = 1 if len(rest) > 1 and rest[0].tag.startswith("JJ") else 0  # "three long weeks"
    if len(rest) > away and rest[away].form in units() and rest[away].quoted == words[0].quoted:
        dimension, factor = units()[rest[away].form]
        return Amount(value * factor, dimension, _numbers(words, size + away + 1)), size + away + 1
    if form in grammar("vague") or words[0].tag in ("PRP", "NNP", "DT"):
        return None, size
    return Amount(value, "", _numbers(words, size)), size


def _of_how_many(rest: Sequence[Word]) -> int:
    """Where the whole stands behind "in" or "of": "one in three", "three of the nine"; 0 for nowhere."""
    if len(rest) > 2 and (rest[0].form, rest[1].form) == ("or", "more"):
        further = _of_how_many(rest[2:])
        return further + 2 if further else 0
    if len(rest) > 1 and (rest[0].form, rest[1].form) == ("out", "of"):
        further = _of_how_many(rest[1:])
        return further + 1 if further else 0
    if not rest or rest[0].form not in ("in", "of"):
        return 0
    for at, word in enumerate(rest[1:4], 1):
        if number(word.form):
            return at
        if word.tag not in ("DT", "PRP$", "NNP", "JJ"):
            break
    return 0


def _numbers(words: Sequence[Word], size: int) -> tuple[int, ...]:
    return tuple(word.at for word in words[:size])


def _value(words: Sequence[Word]) -> tuple[float | None, int]:
    form, following = words[0].form, words[1].form if len(words) > 1 else ""
    if form in ("a", "an"):
        counted = following in _table("fractions") or following in _table("scales")
        return (1.0, 1) if counted or following in grammar("spans_of_time") else (None, 1)
    if form[:1].isdigit():
        value, size = _figure(form), 1
    else:
        value, size = number(form), 1
        unit = number(following) if following.isalpha() else None
        if value is not None and 20 <= value < 100 and unit is not None and unit < 10:
            value, size = value + unit, 2
    if value is None:
        return None, 1
    while size < len(words) and words[size].form in _table("scales"):
        value, size = value * _table("scales")[words[size].form], size + 1
    return value * _scale_ahead(value, words[size:]), size


def _scale_ahead(value: float, behind: Sequence[Word]) -> float:
    """The scale that the first figure of a range has from the second: "thirty to forty thousand"."""
    if len(behind) < 3 or behind[0].form not in _RANGE or behind[0].quoted != behind[1].quoted:
        return 1.0
    upper, scale = number(behind[1].form), _table("scales").get(behind[2].form)
    return scale if scale and upper is not None and value < upper < _LEAST_SCALE else 1.0


def _figure(form: str) -> float | None:
    """1,200 and 1.2m and 30-day as numbers."""
    digits = form.replace(",", "")
    figure = "".join(c for c in digits if c.isdigit() or c == ".").strip(".")
    tail = digits.lstrip("0123456789.")
    try:
        return float(figure) * _table("scales").get(tail, 1.0)
    except ValueError:
        return None


def fractions() -> dict[str, float]:
    """Each word for a part of a whole with the number of such parts in it."""
    return _table("fractions")


@cache
def _table(name: str) -> dict[str, float]:
    return {word: float(value) for word, value in load("numerals")["numbers"][name].items()}


@cache
def units() -> dict[str, tuple[str, float]]:
    """Each unit of measure with its dimension and its size there."""
    dimensions = load("numerals")["units"].items()
    return {unit: (name, float(size)) for name, sizes in dimensions for unit, size in sizes.items()}
