"""Article -> Parse. Each line is parsed as a text of its own, so that a title never bleeds into the body."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportedly.language.model import model_name, pipeline
from reportedly.records import Article, Mention, Parse, Range, mention, span

# The model's memory grows with the text that it is given at once: longer lines are cut, and few go together.
LONGEST = 4000
TOGETHER = 16
ENGLISH = (None, "en")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
# Nothing that a person wrote as a word: the tokenizer peels marks off one by one, and takes minutes for it.
NO_WORD = re.compile(r"\S{120,}|([^\w\s])\1{9,}")
SURROGATE = re.compile("[\ud800-\udfff]")
COLUMNS = ["LENGTH", "TAG", "DEP", "HEAD", "SENT_START"]


def parse(articles: Iterable[Article]) -> Iterator[Parse]:
    """The parse of each article, in order; an article that is not in English has one without tokens.

    Raises ModelError when the model is missing or is not the pinned one.
    """
    for article in articles:
        yield _parse_one(article) if article.language in ENGLISH else _Columns().record(article)


def pieces(text: str) -> Iterator[Range]:
    """The lines of `text` that hold anything, the over-long cut at sentence ends, else white space."""
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        if line.strip():
            yield from _cut(text, start, stop)
        start = stop + 1


def _cut(text: str, start: int, stop: int) -> Iterator[Range]:
    while stop - start > LONGEST:
        middle = _break(text, start, start + LONGEST)
        yield Range(start, middle)
        start = middle
    yield Range(start, stop)


def _break(text: str, start: int, stop: int) -> int:
    """Where to cut ``text[start:stop]``: after its last sentence, else its last word, else at its end."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, stop)]
    if ends:
        return ends[-1]
    blank = max(text.rfind(" ", start, stop), text.rfind("\t", start, stop))
    return blank + 1 if blank > start else stop


@dataclass(slots=True)
class _Columns:
    """The columns of a parse while they grow, piece by piece."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)

    def take(self, doc: Any, at: int) -> None:
        """Add the tokens of one piece of text that begins at `at`."""
        strings, first = doc.vocab.strings, len(self.starts)
        rows = doc.to_array(COLUMNS).astype("int64").tolist()
        for number, (token, row) in enumerate(zip(doc, rows, strict=True)):
            size, tag, dep, head, opening = row
            begin = at + token.idx
            self.starts.append(begin)
            self.ends.append(begin + size)
            self.tags.append(strings[tag % 2**64])
            self.deps.append(strings[dep % 2**64])
            self.heads.append(first + number + head)
            if opening == 1:
                self.sentences.append(first + number)
        self.names += [(at + e.start_char, at + e.end_char, e.label_) for e in doc.ents]

    def record(self, article: Article) -> Parse:
        """The finished record."""
        return Parse(
            article.id,
            tuple(self.starts),
            tuple(self.ends),
            tuple(self.tags),
            tuple(self.deps),
            tuple(self.heads),
            tuple(self.sentences),
            _mentions(article, self.names),
            model_name(),
        )


def _parse_one(article: Article) -> Parse:
    text = _readable(article.text)
    model, columns, places = pipeline(), _Columns(), list(pieces(text))
    with model.memory_zone():
        docs = model.pipe((text[p.start : p.end] for p in places), batch_size=TOGETHER)
        for place, doc in zip(places, docs, strict=True):
            columns.take(doc, place.start)
    return columns.record(article)


def _readable(text: str) -> str:
    """The text as the model may see it, of the same length: it hashes words as UTF-8, which knows no lone
    surrogates, and stumbles over endless words.
    """
    return NO_WORD.sub(lambda run: "x" * len(run.group()), SURROGATE.sub("\ufffd", text))


def _mentions(article: Article, names: Sequence[tuple[int, int, str]]) -> tuple[Mention, ...]:
    return tuple(
        mention(article.id, span(article.text, start, end), label, model_name())
        for start, end, label in names
        if start < end
    )
