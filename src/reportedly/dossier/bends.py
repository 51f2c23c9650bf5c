"""A bent telling beside its witness, as a row of a page: both passages, and in them what differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.dossier.differences import differing
from reportedly.dossier.segments import Label, Segment, segments
from reportedly.records import Article, Basis, Effect, Part, Range, Span
from reportedly.records.bend import Became, Bend

TOLD, DIFFERS = "told", "differs"
SAYS = {
    Effect.MISATTRIBUTED: "the words are given to another speaker",
    Effect.LEVEL_SHIFT: "the words are given to another rank, such as a body’s in place of a person’s",
    Effect.NEGATION_FLIPPED: "a “not” is gone, or is new",
    Effect.ANTONYM: "a word became its opposite",
    Effect.RE_ANCHORED: "the words stand, and hang on another thing",
    Effect.CONTEXT_REVERSED: "the words stand, and what is around them turns them",
    Effect.FORECAST_TO_FACT: "what was expected is told as done",
    Effect.CONDITION_DROPPED: "an “if” is gone",
    Effect.HEDGE_DROPPED: "told more surely",
    Effect.HEDGE_ADDED: "told less surely",
    Effect.SCOPE_WIDENED: "a limit is gone, so that it is said of more",
    Effect.SCOPE_NARROWED: "a limit is new, so that it is said of less",
    Effect.ENTITY_SWAPPED: "said of somebody or something else",
    Effect.NUMBER_CHANGED: "another figure",
    Effect.NONE: "",
}
HELD = {
    Became.ALTERED: ("words altered", "the meaning held, the words between the marks are others"),
    Became.KEPT: ("kept", ""),
}
TURNED = {Became.REVERSES: "meaning reversed", Became.SHIFTS: "meaning shifted"}
NOTES = {
    Basis.EARLIER: "",
    Basis.UNDATED: "which of the two was first is not known",
    Basis.BELOW: "read against its own article, further down",
    Basis.NONE: "",
}
PARTS = {Part.TITLE: "headline", Part.STANDFIRST: "standfirst", Part.BODY: ""}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tellings: its article, where in it (empty: in the body), and its passage, in which
    segments have the roles TOLD and DIFFERS. `at` is the place of the words, as an address has it."""

    article: Article
    part: str
    segments: tuple[Segment, ...]
    at: str


@dataclass(frozen=True, slots=True)
class BendRow:
    """A telling and its witness: what became of the words in a name (`effect`), in a few words (`says`) and
    how far their meaning moved (`turned`; empty: it did not)."""

    bend: Bend
    effect: str
    says: str
    turned: str
    note: str
    witness: Side
    telling: Side

    @property
    def known(self) -> bool:
        """Whether it is known that the witness was first."""
        return self.bend.basis is not Basis.UNDATED


def bend_rows(bends: Sequence[Bend], articles: Mapping[str, Article]) -> Iterator[BendRow]:
    """The rows of these tellings; `articles` are those of both sides, by id."""
    for one in bends:
        theirs, ours = _marked(one)
        effect, says = HELD.get(one.became) or (plain(one.effect), SAYS[one.effect])
        yield BendRow(
            one,
            effect,
            says,
            TURNED.get(one.became, ""),
            NOTES[one.basis],
            _side(
                articles[one.witness_article],
                one.witness_part,
                one.witness_passage,
                one.witness_words,
                theirs,
            ),
            _side(articles[one.article], one.part, one.passage, one.words, ours),
        )


def plain(effect: Effect) -> str:
    """An effect as it is read aloud."""
    return effect.value.replace("_", " ").replace("re anchored", "re-anchored")


def _marked(one: Bend) -> tuple[list[Range], list[Range]]:
    """What is marked on both sides, the witness's first: the deciding words, and where none of them stands in
    a passage, all words by which the two tellings differ."""
    deciding = (
        _inside(one.witness_deciding, one.witness_passage),
        _inside(one.deciding, one.passage),
    )
    if one.became is Became.KEPT or any(deciding):
        return deciding
    theirs, ours = differing(one.witness_words.text, one.words.text)
    return _moved(theirs, one.witness_words.start), _moved(ours, one.words.start)


def _inside(words: Sequence[Span], passage: Span) -> list[Range]:
    return [Range(x.start, x.end) for x in words if passage.start <= x.start and x.end <= passage.end]


def _moved(ranges: Sequence[Range], by: int) -> list[Range]:
    return [Range(x.start + by, x.end + by) for x in ranges]


def _side(article: Article, part: Part, passage: Span, words: Span, marked: Sequence[Range]) -> Side:
    places = [(words.start, words.end, TOLD), *((x.start, x.end, DIFFERS) for x in marked)]
    labels = [Label(low - passage.start, high - passage.start, 1, role) for low, high, role in places]
    return Side(article, PARTS[part], tuple(segments(passage.text, labels)), f"{words.start}-{words.end}")
