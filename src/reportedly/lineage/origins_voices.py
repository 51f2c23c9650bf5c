"""Whose words a telling rests on: the speakers and papers of its statements, one key each across a story.

A body, its report and who speaks for it are one origin (`origins_offices`). A paper that one article names in
full and another in part ("Example Survey 2031", "Example Survey") is one; so is one that an article calls by
its kind alone ("the new report"), where it names just one paper of that kind.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.lineage.origins_offices import Heard, spoken_for
from reportedly.records import Article, SourceKind, SpeakerKind, Statement

_STATE_CODE = 3
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "this", "that", "new", "annual"})
_PERSONAL = {SpeakerKind.PERSON: SourceKind.PERSON, SpeakerKind.DOCUMENT: SourceKind.DOCUMENT}


@dataclass(frozen=True, slots=True)
class Voice:
    """One who is heard in a story: the name to show, what it is, and its statements by article."""

    key: str
    name: str
    kind: SourceKind
    statements: dict[str, tuple[str, ...]]
    heard: frozenset[str]
    """Articles that have its very words, in quotation marks, or name a paper: it speaks there for itself."""


def voices(articles: Sequence[Article], statements: Iterable[Statement]) -> list[Voice]:
    """Who is heard in the articles of one story, in order of keys.

    Counted is the outermost source that is no outlet and no agency: what a report says that a president said
    is the report's. Left out are statements without a source, and states, which speak through somebody.
    """
    known = {article.id: article for article in articles}
    heads = (_telling(one, known[one.article]) for one in statements if one.article in known)
    told = [one for one in heads if one]
    merged = _Merged()
    for one in told:
        _join(merged, one)
    _join_papers(merged, told)
    _join_offices(merged, told)
    groups: dict[str, list[_Telling]] = {}
    for one in told:
        groups.setdefault(merged.top(one.head), []).append(one)
    made = [_voice(merged, key, rows) for key, rows in sorted(groups.items())]
    return [voice for voice in made if voice.heard or _is_reported(voice)]


def _is_reported(voice: Voice) -> bool:
    """Whether several articles tell what a body says, if in words of their own."""
    return voice.kind is SourceKind.BODY and len(voice.statements) > 1


@dataclass(frozen=True, slots=True)
class _Telling:
    """A statement with its outermost source that is no carrier: its name, and the key of that."""

    statement: Statement
    head: str
    name: str


class _Merged:
    """Names that mean one source, joined."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def top(self, name: str) -> str:
        self.above.setdefault(name, name)
        while self.above[name] != name:
            name = self.above[name]
        return name

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.top(one), self.top(other)))
        self.above[b] = a


def _telling(one: Statement, article: Article) -> _Telling | None:
    """None for a statement without a source, and for one of a state."""
    carriers = {(name or "").casefold() for name in (article.outlet, article.agency)}
    relays = [name for name in one.via if name.casefold() not in carriers]
    name = relays[0] if relays else one.document
    if name:
        return _Telling(one, _by_name(name), name)
    key = _speaker(one)
    return _Telling(one, key, one.speaker) if key and one.speaker else None


def _speaker(one: Statement) -> str | None:
    if one.speaker is None or _is_state(one.actor):
        return None
    return f"actor {one.actor}" if one.actor else _by_name(one.speaker)


def _is_state(actor: str | None) -> bool:
    return actor is not None and len(actor) == _STATE_CODE and actor.isupper()


def _by_name(name: str) -> str:
    words = name.casefold().replace("’s", "").replace("'s", "").split()
    while words and words[0] in _DETERMINERS:
        words.pop(0)
    return f"name {' '.join(words) or name.casefold()}"


def _join(merged: _Merged, one: _Telling) -> None:
    """A paper is its author's, and a speaker that the registry knows goes by all its names."""
    row = one.statement
    by_speaker = _speaker(row)
    if row.speaker is None or by_speaker is None:
        return
    theirs = _is_paper(one) and row.speaker_kind is not SpeakerKind.PERSON
    if theirs or one.head == _by_name(row.speaker):
        merged.join(one.head, by_speaker)
    if by_speaker.startswith("actor "):
        merged.join(by_speaker, _by_name(row.speaker))


def _join_papers(merged: _Merged, told: Sequence[_Telling]) -> None:
    papers: dict[str, set[str]] = {}
    for one in told:
        if one.statement.document:
            papers.setdefault(one.statement.article, set()).add(one.statement.document)
    every = sorted({name for names in papers.values() for name in names})
    for short in [name for name in every if _is_named(name)]:
        for name in every:
            if f"{_by_name(name)} ".startswith(f"{_by_name(short)} "):
                merged.join(_by_name(short), _by_name(name))
    _join_plain(merged, told)
    for names in papers.values():
        for plain in [name for name in names if not _is_named(name)]:
            tops = {
                merged.top(_by_name(x)) for x in names if _is_named(x) and _kind_word(x) & _kind_word(plain)
            }
            if len(tops) == 1:
                merged.join(_by_name(plain), tops.pop())


def _join_plain(merged: _Merged, told: Sequence[_Telling]) -> None:
    """ "The paper" and "the report" of one article and one speaker are one."""
    first: dict[tuple[str, str], str] = {}
    for row in (one.statement for one in told):
        if row.document and row.speaker and not _is_named(row.document):
            name = _by_name(row.document)
            merged.join(first.setdefault((row.article, row.speaker), name), name)


def _join_offices(merged: _Merged, told: Sequence[_Telling]) -> None:
    """Who is brought in as speaking for a body or a paper that is heard in the article, is one with it."""
    by_article: dict[str, list[_Telling]] = {}
    for one in told:
        by_article.setdefault(one.statement.article, []).append(one)
    for rows in by_article.values():
        heard = [each for one in rows for each in _bodies(merged, one)]
        for one in rows:
            if one.statement.speaker_kind is SpeakerKind.PERSON and not _is_paper(one):
                phrase = " ".join(place.text for place in one.statement.source)
                if key := spoken_for(phrase, _place(one.statement), heard):
                    merged.join(one.head, key)


def _bodies(merged: _Merged, one: _Telling) -> Iterable[Heard]:
    """The body and the paper that speak in a statement, under the key that both go by."""
    row = one.statement
    if row.document:
        yield Heard(_place(row), row.document, merged.top(_by_name(row.document)), is_paper=True)
    if row.speaker and row.speaker_kind is SpeakerKind.BODY:
        key = merged.top(_speaker(row) or one.head)
        yield Heard(_place(row), row.speaker, key, is_paper=False)


def _place(row: Statement) -> int:
    return min((place.start for place in row.source or row.content), default=0)


def _is_named(paper: str) -> bool:
    """Whether a paper goes by a name of its own: its word for what it is has a capital."""
    words = [word for word in paper.split() if word.isalpha()]
    return len(words) > 1 and words[-1][:1].isupper()


def _kind_word(paper: str) -> set[str]:
    words = [word.casefold() for word in paper.split() if word.isalpha()]
    return set(words[-1:])


def _voice(merged: _Merged, key: str, rows: Sequence[_Telling]) -> Voice:
    said: dict[str, list[str]] = {}
    for one in rows:
        said.setdefault(one.statement.article, []).append(one.statement.id)
    papers = Counter(one.name for one in rows if _is_paper(one) and _is_named(one.name))
    bodies = Counter(one.name for one in rows if one.statement.speaker_kind is SpeakerKind.BODY)
    names = papers or bodies or Counter(one.name for one in rows)
    name = min(names, key=lambda x: (-names[x], -len(x), x))
    heard = {one.statement.article for one in rows if one.statement.verbatim or _is_paper(one)}
    kinds = Counter(one.statement.speaker_kind for one in rows if one.name == one.statement.speaker)
    body = SourceKind.BODY if bodies else _kind(kinds)
    kind = SourceKind.DOCUMENT if any(map(_is_paper, rows)) else body
    return Voice(key, name, kind, {a: tuple(sorted(s)) for a, s in sorted(said.items())}, frozenset(heard))


def _is_paper(one: _Telling) -> bool:
    return one.statement.document is not None and one.name == one.statement.document


def _kind(kinds: Counter[SpeakerKind | None]) -> SourceKind:
    top = max(kinds, key=lambda kind: (kinds[kind], kind or "")) if kinds else None
    return _PERSONAL.get(top, SourceKind.BODY) if top else SourceKind.UNKNOWN
