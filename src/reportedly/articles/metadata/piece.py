"""One piece of a source as the metadata rules see it: its labelled lines and the furniture around them."""

from dataclasses import dataclass
from functools import cached_property

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.fields import is_field
from reportedly.articles.metadata.tails import Tail, tails_of
from reportedly.records import Arrival, BlockClass, Evidence, Markup, Rendering, Span


@dataclass(frozen=True)
class Piece:
    """Article `number` of `pieces` in a rendering.

    `region` holds every labelled stretch from the piece's first to the next piece's first, in source order:
    kept and dropped ones, because an outlet is often named in what is dropped alone. The first piece's
    region begins with the source; `first` is where in the text its title, or else its body, begins. `above`
    holds, for a later piece, what stands above the first one and so over all of them.
    """

    rendering: Rendering
    arrival: Arrival
    number: int
    pieces: int
    region: tuple[Labelled, ...]
    first: int
    above: tuple[Labelled, ...] = ()

    @cached_property
    def text(self) -> str:
        """The source's text."""
        return self.rendering.source.text

    @property
    def markup(self) -> tuple[Markup, ...]:
        """What the page states; it speaks for its first piece only."""
        return self.rendering.markup if self.number == 0 else ()

    @property
    def is_page(self) -> bool:
        """Whether the source has markup."""
        return bool(self.rendering.runs)

    def words(self, label: Labelled) -> str:
        """The text of a stretch."""
        return self.text[label.start : label.end]

    def of(self, *kinds: BlockClass) -> list[Labelled]:
        """The piece's own stretches of these classes, in order."""
        held = [(at, label) for kind in kinds for at, label in self._own.get(kind, ())]
        return [label for _, label in (held if len(kinds) == 1 else sorted(held, key=lambda x: x[0]))]

    @cached_property
    def _own(self) -> dict[BlockClass, list[tuple[int, Labelled]]]:
        """The piece's own stretches by their classes, with their places in the region."""
        held: dict[BlockClass, list[tuple[int, Labelled]]] = {}
        for at, label in enumerate(self.region):
            if label.piece == self.number:
                held.setdefault(label.kind, []).append((at, label))
        return held

    @cached_property
    def body(self) -> list[Labelled]:
        """The body stretches of the piece."""
        return self.of(BlockClass.BODY)

    @cached_property
    def body_places(self) -> tuple[int, int]:
        """Where in the region the first and the last body stretch stand."""
        body = self._own.get(BlockClass.BODY)
        return (body[0][0], body[-1][0]) if body else (len(self.region), len(self.region))

    @cached_property
    def tails(self) -> list[tuple[int, Tail]]:
        """The numbers of the stretches above the body that have a title's tail, each with its place in it."""
        return tails_of(map(self.words, self.region[: self.body_places[0]]))

    def seen(
        self,
        field: str,
        value: str,
        rule: str,
        confidence: float,
        place: tuple[int, int],
        role: str | None = None,
    ) -> Evidence:
        """A candidate that stands in the source's text at ``[place)``."""
        start, end = place
        return Evidence(field, value, rule, confidence, Span(start, end, self.text[start:end]), None, role)


def property_of(path: str) -> str:
    """The lower-case name in a page's markup path: ``author`` for ``meta[name=Author]``.

    A field of another format has none: its name has a meaning only below its own root.
    """
    if is_field(path):
        return ""
    return path.rpartition("=" if path.endswith("]") else "/")[2].rstrip("]").lower()


def stated(
    field: str, value: str, rule: str, confidence: float, path: str, role: str | None = None
) -> Evidence:
    """A candidate that the markup, the URL or the user states."""
    return Evidence(field, value, rule, confidence, None, path, role)
