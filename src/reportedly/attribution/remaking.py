"""A statement made of words that an analyst named: they stay as they are, the rest is read from them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from reportedly.attribution.extraction import HARDLY_ANY, NEARLY_ALL
from reportedly.attribution.manner import manner
from reportedly.attribution.tree import Tree
from reportedly.records import Article, Kind, Modality, Parse, Roles, Span, Statement, statement_id

MAKER = "ruling"


def remade(
    article: Article, parse: Parse, words: Roles, others: Sequence[Statement], before: Statement | None
) -> Statement:
    """The statement of these words, all in the article's text.

    How surely it is put is read from its words. Its speaker stays what it was `before`, unless its source
    phrase is another; then it is the speaker whom `others` have for the same phrase, else the phrase itself.
    """
    tree = Tree(article, parse)
    cue, content = _tokens(tree, words.cue), _tokens(tree, words.content)
    inner = {t for row in _inside(words, others) for t in _tokens(tree, row.content)}
    how = manner(tree, cue, content, inner, _tokens(tree, words.source))
    same = before if before and before.source == words.source else _namesake(words.source, others)
    made = replace(same, maker=MAKER) if same else _nameless(article, words)
    return replace(
        made,
        id=statement_id(article.id, words.source, words.cue, words.content),
        kind=_kind(tree, content),
        source=words.source,
        cue=words.cue,
        content=words.content,
        confidence=1.0,
        **{name: getattr(how, name) for name in how.__dataclass_fields__},
    )


def _nameless(article: Article, words: Roles) -> Statement:
    """A statement whose speaker goes by the source phrase alone."""
    phrase = " ".join(" ".join(x.text.split()) for x in words.source)
    return Statement(
        id="",
        article=article.id,
        kind=Kind.INDIRECT,
        source=(),
        cue=(),
        content=(),
        speaker=phrase or None,
        speaker_rule=MAKER if phrase else None,
        document=None,
        via=tuple(name for name in (article.outlet, article.agency) if name),
        act="say",
        modality=Modality.ASSERTED,
        negated=False,
        hedges=(),
        maker=MAKER,
        confidence=1.0,
    )


def _tokens(tree: Tree, pieces: Iterable[Span]) -> list[int]:
    """The tokens that the spans touch, in order."""
    found: set[int] = set()
    for piece in pieces:
        found.update(range(bisect_right(tree.ends, piece.start), bisect_left(tree.starts, piece.end)))
    return sorted(found)


def _inside(words: Roles, others: Iterable[Statement]) -> list[Statement]:
    """The statements whose cues begin inside this content."""
    return [
        row for row in others if row.cue and any(x.start <= row.cue[0].start < x.end for x in words.content)
    ]


def _namesake(source: tuple[Span, ...], others: Iterable[Statement]) -> Statement | None:
    phrase = [x.text.casefold() for x in source]
    return next((x for x in others if phrase and [y.text.casefold() for y in x.source] == phrase), None)


def _kind(tree: Tree, content: Sequence[int]) -> Kind:
    words = [t for t in content if tree.is_word(t)]
    share = sum(tree.quotation_of[t] >= 0 for t in words) / max(len(words), 1)
    return Kind.DIRECT if share >= NEARLY_ALL else Kind.MIXED if share >= HARDLY_ANY else Kind.INDIRECT
