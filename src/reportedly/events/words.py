"""A parse as words that hang on one another: forms, bases, children, subtrees, sentences, by token number."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reportedly.knowledge import load
from reportedly.records import Parse

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# What the tags of verbs begin with.
VERB = "VB"
# "Stopped short of ...": what follows was not done.
SHORT_OF = ["short", "of"]
AUXILIARIES = ("aux", "auxpass", "neg")


class Words:
    """One article's tokens with the links that rules follow; `words` are in lower case."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text, self.parse = text, parse
        self.tags, self.deps, self.heads = parse.tags, parse.deps, parse.heads
        self.starts, self.ends = parse.starts, parse.ends
        self.forms = [text[s:e] for s, e in zip(parse.starts, parse.ends, strict=True)]
        self.words = [plain(form) for form in self.forms]
        self._said: dict[int, frozenset[str]] = {}
        self.children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)

    def __len__(self) -> int:
        return len(self.words)

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that holds `token`."""
        number = max(bisect_right(self.parse.sentences, token) - 1, 0)
        later = self.parse.sentences[number + 1 : number + 2]
        return range(self.parse.sentences[number], later[0] if later else len(self))

    def said(self, sentence: range) -> frozenset[str]:
        """The words of a sentence and what they may be forms of."""
        found = self._said.get(sentence.start)
        if found is None:
            found = frozenset(base for t in sentence for base in bases(self.words[t]))
            self._said[sentence.start] = found
        return found

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of `token` in one of these relations."""
        return next((c for c in self.children[token] if self.deps[c] in deps), None)

    def child_all(self, token: int, *deps: str) -> list[int]:
        """All children of `token` in these relations."""
        return [c for c in self.children[token] if self.deps[c] in deps]

    def above(self, token: int, most: int = 12) -> Iterator[int]:
        """The heads over `token`, the nearest first."""
        for _ in range(most):
            if self.heads[token] == token:
                return
            token = self.heads[token]
            yield token

    def subtree(self, token: int, without: tuple[str, ...] = (), most: int = 200) -> list[int]:
        """`token` and what hangs below it in text order, leaving out branches in the relations `without`."""
        found: list[int] = []
        open_ = [token]
        while open_ and len(found) < most:
            at = open_.pop()
            found.append(at)
            open_ += [c for c in self.children[at] if self.deps[c] not in without]
        return sorted(found)

    def is_verb(self, token: int) -> bool:
        """Whether the tagger takes it for a verb."""
        return self.tags[token].startswith(VERB)

    def is_noun(self, token: int) -> bool:
        """Whether the tagger takes it for a noun or a name."""
        return self.tags[token].startswith("NN")

    def at(self, offset: int) -> int | None:
        """The token that holds the character at `offset`, if one does."""
        token = bisect_right(self.starts, offset) - 1
        return token if token >= 0 and offset < self.ends[token] else None

    def between(self, start: int, end: int) -> range:
        """The tokens that begin in ``text[start:end]``."""
        first = bisect_right(self.starts, start - 1)
        return range(first, bisect_right(self.starts, end - 1))


def plain(form: str) -> str:
    """A word as the lists have it: in lower case, its apostrophe straight."""
    return form.lower().replace("’", "'")


@lru_cache(maxsize=20_000)
def bases(word: str) -> tuple[str, ...]:
    """What a form may be a form of, itself among them: "carried" -> carried, carri, carry, carrie ..."""
    found: list[str] = [word, *_irregular().get(word, ())]
    for ending, others in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            found += [stem + other for other in others]
            if len(stem) > 2 and stem[-1] == stem[-2] and ending in ("ed", "ing"):
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def is_past_form(word: str) -> bool:
    """Whether a word in lower case is a verb's past tense or participle by its form: "opened", "forgave"; of
    "put" that cannot be told.
    """
    strong = word in _irregular() and word not in _irregular()[word] and not word.endswith(("s", "ing"))
    return strong or word.endswith("ed")


ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for base, forms in load("plover")["irregular"].items():
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    return found
