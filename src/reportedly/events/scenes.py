"""What stands around a trigger: its verb group, what governs it, its sentence, its statement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.events.drafts import Draft
from reportedly.events.words import AUXILIARIES, SUBJECTS, Words, bases
from reportedly.knowledge import load
from reportedly.records import Span, Statement

# Behind these another event begins: "ended the talks after a raid".
APART = frozenset({
    "after", "before", "since", "during", "following", "despite", "amid", "because", "over",
    "without", "against",
})  # fmt: skip
# Relations through which a word is still what its head speaks of.
INSIDE = frozenset({
    "xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "acl", "nsubjpass", "nsubj", "attr",
    "conj", "oprd", "dative",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """A trigger's surroundings. `group` are the auxiliaries and negations of its verb, `governing` the words
    over it that still speak of it, the nearest first; `speech` is the innermost statement that holds it.
    `setting` is the nearest date before it in its line, `chronicle` the date that its line begins with,
    `imagined` says that a game or a fancy was spoken of,
    `disputed` that somebody in its line denies something.
    """

    words: Words
    draft: Draft
    verb: int | None
    group: tuple[str, ...]
    governing: tuple[int, ...]
    sentence: range
    speech: Statement | None
    headline: bool
    setting: str | None = None
    chronicle: str | None = None
    imagined: bool = False
    disputed: bool = False

    def has(self, kind: str) -> bool:
        """Whether a word of that list of ``statuses.toml`` stands in the verb's group."""
        return not near(kind).isdisjoint(self.group)

    def governed(self, kind: str) -> bool:
        """Whether a word of that list governs the trigger."""
        return any(not governing(kind).isdisjoint(bases(self.words.words[t])) for t in self.governing)

    @property
    def tag(self) -> str:
        """The tag of the trigger's verb."""
        return self.words.tags[self.verb] if self.verb is not None else ""

    @property
    def perfect(self) -> bool:
        """Whether the verb's group has a "have" before a participle."""
        return self.tag in ("VBN", "VBD") and not {"have", "has", "had", "'ve"}.isdisjoint(self.group)


def scene(
    words: Words,
    draft: Draft,
    speech: Statement | None,
    headline: bool,
    setting: str | None = None,
    chronicle: str | None = None,
    imagined: bool = False,
    disputed: bool = False,
) -> Scene:
    """The surroundings of a draft, with what its line sets."""
    above = _governing(words, draft.head)
    verb = draft.head if words.is_verb(draft.head) else next((t for t in above if words.is_verb(t)), None)
    group = tuple(_group(words, verb)) if verb is not None else ()
    own = tuple(words.words[c] for c in words.children[draft.head] if words.deps[c] in ("det", "neg"))
    around = (*group, *own), above, words.sentence(draft.head)
    return Scene(words, draft, verb, *around, speech, headline, setting, chronicle, imagined, disputed)


def _governing(words: Words, head: int) -> tuple[int, ...]:
    found: list[int] = []
    at = head
    for above in words.above(head, 8):
        if words.deps[at] not in INSIDE or words.words[above] in APART:
            break
        found.append(above)
        at = above
    return tuple(found)


def _group(words: Words, verb: int) -> list[str]:
    """The auxiliaries of a verb; one that is joined to another and has no subject has that one's too, and
    "act" has those of "could come to act".
    """
    found = _helping(words, verb)
    over = words.heads[verb]
    if words.deps[verb] == "xcomp" and not governing("carrying").isdisjoint(bases(words.words[over])):
        found += _helping(words, over)
    at = verb
    for _ in range(4):
        if words.deps[at] != "conj" or words.child(at, *SUBJECTS) is not None:
            break
        at = words.heads[at]
        if not words.is_verb(at):
            break
        found += [words.words[c] for c in words.children[at] if words.deps[c] in AUXILIARIES and c < verb]
    return found


def _helping(words: Words, verb: int) -> list[str]:
    return [
        words.words[c]
        for c in words.children[verb]
        if words.deps[c] in AUXILIARIES or (words.words[c] in near("negation") and words.deps[c] != "prep")
    ]


@cache
def near(kind: str) -> frozenset[str]:
    """A list of words that stand in the clause."""
    return frozenset(load("statuses")["near"][kind])


@cache
def governing(kind: str) -> frozenset[str]:
    """A list of words that govern a trigger."""
    return frozenset(load("statuses")["governing"][kind])


def line_of(text: str, place: int) -> int:
    """Where the line that holds a place begins, less one: the place of the newline before it."""
    return text.rfind("\n", 0, place)


def by_line(text: str, statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements whose content stands in each line, by `line_of`, so that a long text stays linear."""
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        lines = {line_of(text, place) for piece in statement.content for place in _lines(text, piece)}
        for line in lines:
            found.setdefault(line, []).append(statement)
    return found


def _lines(text: str, piece: Span) -> Iterator[int]:
    """A place in each line that a piece runs over."""
    yield piece.start
    at = text.find("\n", piece.start, piece.end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, piece.end)


def innermost(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement with the shortest content around ``[start, end)``; a cue of its own is no content."""
    around = [s for s in statements if any(p.start <= start and end <= p.end for p in s.content)]
    return min(around, key=_length, default=None)


def _length(statement: Statement) -> int:
    return sum(piece.end - piece.start for piece in statement.content)
