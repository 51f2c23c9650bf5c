"""Article + Parse -> statements: find cues, complete quotations, name speakers, weigh the words."""

from bisect import bisect_right
from collections.abc import Sequence

from reportedly.attribution.cast import Cast
from reportedly.attribution.cues import drafts
from reportedly.attribution.drafts import Draft
from reportedly.attribution.headlines import colons
from reportedly.attribution.manner import Manner, inner, manner
from reportedly.attribution.quotes import complete
from reportedly.attribution.speakers import Speaker, Speakers
from reportedly.attribution.tree import Tree
from reportedly.records import (
    Article,
    BlockClass,
    Kind,
    Parse,
    Range,
    Span,
    Statement,
    span,
    statement_id,
)

MAKER = "rules 1"
NEARLY_ALL = 0.9
HARDLY_ANY = 0.1
HEADLINES = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST})


def extract(article: Article, parse: Parse) -> list[Statement]:
    """The statements of one article in text order; captions are skipped. A parse without tokens has none.

    Linear in the article's length: sentences are bounded by the parse.
    """
    if not parse.starts:
        return []
    tree = Tree(article, parse)
    found = [d for d in drafts(tree) if not _in(article, tree, d, frozenset({BlockClass.CAPTION}))]
    found += colons(tree, _first_tokens(article, tree))
    found = complete(tree, sorted(found, key=lambda d: d.cue))
    speakers = Speakers(tree, Cast(tree, parse), found)
    inside = inner([(d.cue, d.content) for d in found])
    put = [manner(tree, d.cue, d.content, i) for d, i in zip(found, inside, strict=True)]
    rows = (_statement(article, tree, d, speakers.resolve(d), p) for d, p in zip(found, put, strict=True))
    return [row for row in rows if row]


def _statement(article: Article, tree: Tree, draft: Draft, speaker: Speaker, how: Manner) -> Statement | None:
    content = tree.ranges(draft.content)
    if not content:
        return None
    source, cue = _spans(tree, draft.source), tuple(_cue_spans(tree, draft))
    said = _spans_of(tree, content)
    headline = _in(article, tree, draft, HEADLINES)
    return Statement(
        statement_id(article.id, source, cue, said),
        article.id,
        _kind(tree, draft),
        source,
        cue,
        said,
        speaker.name,
        speaker.rule,
        speaker.document,
        tuple(name for name in (article.outlet, article.agency, speaker.document) if name),
        how.act,
        how.modality,
        how.negated,
        how.hedges,
        MAKER,
        round(draft.confidence * (0.8 if headline else 1.0), 3),
        how.time,
        how.verbatim,
        how.estimates,
        how.certainty,
        how.reporter,
    )


def _kind(tree: Tree, draft: Draft) -> Kind:
    spoken = [t for t in draft.content if tree.is_word(t)]
    share = sum(tree.quotation_of[t] >= 0 for t in spoken) / len(spoken) if spoken else 0.0
    if share >= NEARLY_ALL:
        return Kind.DIRECT
    return Kind.MIXED if share >= HARDLY_ANY else Kind.INDIRECT


def _spans(tree: Tree, tokens: Sequence[int]) -> tuple[Span, ...]:
    return _spans_of(tree, tree.ranges(tokens))


def _spans_of(tree: Tree, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(span(tree.text, r.start, r.end) for r in ranges)


def _cue_spans(tree: Tree, draft: Draft) -> list[Span]:
    """As other spans, but a colon is a cue too."""
    return list(_spans(tree, draft.cue)) or [
        span(tree.text, tree.starts[t], tree.ends[t]) for t in draft.cue[:1]
    ]


def _first_tokens(article: Article, tree: Tree) -> frozenset[int]:
    """The first tokens of headlines; of an article without any, that of its first line."""
    heads = [k.at for k in article.kept if k.kind in HEADLINES] or [0]
    found = (tree.at(offset + _blank(tree.text, offset)) for offset in heads)
    return frozenset(token for token in found if token is not None)


def _blank(text: str, offset: int) -> int:
    rest = text[offset : offset + 200]
    return len(rest) - len(rest.lstrip())


def _in(article: Article, tree: Tree, draft: Draft, kinds: frozenset[BlockClass]) -> bool:
    at = tree.starts[draft.cue[0]]
    place = bisect_right(article.kept, at, key=lambda k: k.at) - 1
    return place >= 0 and article.kept[place].kind in kinds
