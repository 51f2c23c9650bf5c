"""An invented press of any size: most pieces stand alone, some are told by hundreds, in their outlets' ways.

Words come by how common they are in news prose, with stock phrases among them, so that strangers share runs
of words as they do in print. The same size and seed give the same documents.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from reportedly.knowledge import load

ALONE = 0.82  # of the stories, about half of the documents
LARGEST = 300
LENGTH = 3_000  # characters of a piece, about
_TAIL = 1.1  # of the sizes of stories
_PHRASES, _OUTLETS = 4_000, 60
_STOCK, _NAMED, _FURNISHED = 0.15, 0.08, 0.5
_UNDATED = 0.05
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "ar", "en", "or")]
_KINDS = ("Times", "Post", "Herald", "Daily", "Tribune", "Press")

Row = dict[str, Any]
Paragraph = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One telling: its paragraphs, each of sentences."""

    outlet: str
    published: datetime
    title: str
    paragraphs: tuple[Paragraph, ...]


def documents(count: int, seed: int) -> Iterator[Row]:
    """As many documents, ``{id, outlet, published, title, text}``, of about 3,000 characters each."""
    press = _Press(seed)
    made = 0
    while made < count:
        for piece in press.story(min(press.size(), count - made)):
            yield press.row(made, piece)
            made += 1


class _Press:
    """Its words, phrases and outlets, and the chance that everything hangs on."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        groups = load("word_frequencies")["group"]
        counted = [(word, group["documents"]) for group in groups for word in group["words"].split()]
        self.words = [word for word, _ in counted]
        # Of a word that stands in most texts each text has many.
        self.often = list(accumulate(number**1.5 for _, number in counted))
        self.phrases = [" ".join(self._draw(self.chance.randint(3, 8))) for _ in range(_PHRASES)]
        self.used = list(accumulate(1 / rank for rank in range(1, _PHRASES + 1)))
        self.outlets = [f"{self.name()} {self.chance.choice(_KINDS)}" for _ in range(_OUTLETS)]
        self.furniture = {outlet: self.sentence(()) for outlet in self.outlets}

    def size(self) -> int:
        """How many tell the next story."""
        if self.chance.random() < ALONE:
            return 1
        return min(1 + int(self.chance.paretovariate(_TAIL)), LARGEST)

    def story(self, size: int) -> Iterator[_Piece]:
        """The tellings of one story, each taken from one before it."""
        told = [self._first()]
        yield told[0]
        ways = (self._wire, self._cut, self._extended, self._reworded, self._quoting, self._blend)
        while len(told) < size:
            way = self.chance.choices(ways, (25, 15, 20, 20, 15, 5))[0]
            parent = told[0] if self.chance.random() < 0.5 else self.chance.choice(told)
            told.append(self._telling(parent, way(parent, told)))
            yield told[-1]

    def row(self, number: int, piece: _Piece) -> Row:
        paragraphs = [" ".join(paragraph) for paragraph in piece.paragraphs]
        if self.chance.random() < _FURNISHED:
            paragraphs.append(self.furniture[piece.outlet])
        dated = self.chance.random() >= _UNDATED
        return {
            "id": f"{number:06d}",
            "outlet": piece.outlet,
            "published": piece.published.isoformat(timespec="minutes") if dated else None,
            "title": piece.title,
            "text": "\n\n".join(paragraphs),
        }

    def name(self) -> str:
        return "".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(2, 3))).capitalize()

    def sentence(self, cast: Sequence[str]) -> str:
        """A sentence, with names of the `cast` here and there."""
        words: list[str] = []
        for word in self._draw(self.chance.randint(12, 28)):
            if self.chance.random() < _STOCK:
                words += self.chance.choices(self.phrases, cum_weights=self.used)[0].split()
            words.append(self.chance.choice(cast) if cast and self.chance.random() < _NAMED else word)
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def _draw(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.often, k=count)

    def _first(self) -> _Piece:
        cast = [self.name() for _ in range(8)]
        day = datetime(2031, 1, 1) + timedelta(minutes=self.chance.randrange(525_600))
        title = f"{' '.join(self._draw(5))} {cast[0]} {cast[1]}".capitalize()
        speech = f"“{self.sentence(cast)[:-1]},” said {cast[0]} {cast[1]}."
        paragraphs = self._own(cast, LENGTH - len(speech))
        paragraphs.insert(len(paragraphs) // 2, (speech,))
        return _Piece(self.chance.choice(self.outlets), day, title, tuple(paragraphs))

    def _telling(self, parent: _Piece, paragraphs: Sequence[Paragraph]) -> _Piece:
        when = parent.published + timedelta(minutes=2 + int(self.chance.lognormvariate(5.2, 1.2)))
        return _Piece(self.chance.choice(self.outlets), when, parent.title, tuple(paragraphs))

    def _own(self, cast: Sequence[str], length: int) -> list[Paragraph]:
        """Paragraphs of nobody else's words, of about `length` characters."""
        made: list[Paragraph] = []
        while length > 0:
            made.append(tuple(self.sentence(cast) for _ in range(self.chance.randint(1, 4))))
            length -= sum(map(len, made[-1]))
        return made

    def _wire(self, parent: _Piece, _: Sequence[_Piece]) -> list[Paragraph]:
        (first, *rest), *others = parent.paragraphs
        return [(f"{self.name().upper()} (Sample Wire) — {first}", *rest), *others]

    def _cut(self, parent: _Piece, _: Sequence[_Piece]) -> list[Paragraph]:
        kept = max(2, int(len(parent.paragraphs) * self.chance.uniform(0.2, 0.7)))
        return list(parent.paragraphs[:kept])

    def _extended(self, parent: _Piece, _: Sequence[_Piece]) -> list[Paragraph]:
        made = list(parent.paragraphs)
        for paragraph in self._own((), LENGTH // 4):
            made.insert(self.chance.randint(1, len(made)), paragraph)
        return made

    def _reworded(self, parent: _Piece, _: Sequence[_Piece]) -> list[Paragraph]:
        return [tuple(map(self._edited, paragraph)) for paragraph in parent.paragraphs]

    def _edited(self, sentence: str) -> str:
        words = sentence.split()
        if self.chance.random() < 0.5:
            place = self.chance.randrange(1, len(words))
            words[place : place + self.chance.randint(0, 2)] = self._draw(self.chance.randint(0, 2))
        return " ".join(words)

    def _quoting(self, parent: _Piece, _: Sequence[_Piece]) -> list[Paragraph]:
        made = self._own((), LENGTH)
        speech = [sentence for paragraph in parent.paragraphs for sentence in paragraph if "“" in sentence]
        made[len(made) // 2 : len(made) // 2] = [(sentence,) for sentence in speech]
        return made

    def _blend(self, parent: _Piece, told: Sequence[_Piece]) -> list[Paragraph]:
        both = [*parent.paragraphs, *self.chance.choice(told).paragraphs]
        return [*self._own((), LENGTH // 4), *self.chance.sample(both, max(1, len(both) // 2))]


Way = Callable[[_Piece, Sequence[_Piece]], list[Paragraph]]
