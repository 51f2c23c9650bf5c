"""Article + Parse -> statements: gather drafts, name speakers, weigh the words."""

from collections.abc import Sequence

from reportedly.attribution import abroad
from reportedly.attribution.cast import Cast, Speaker
from reportedly.attribution.drafts import Draft
from reportedly.attribution.joining import HEADLINES, gather, stands_in
from reportedly.attribution.manner import Manner, inner, manner
from reportedly.attribution.readings import READ
from reportedly.attribution.speakers import Speakers
from reportedly.attribution.tree import Tree
from reportedly.records import (
    Article,
    Kind,
    Parse,
    Range,
    Span,
    Statement,
    span,
    statement_id,
)

# What has found the statements that no model has read: headlines, quotations without a cue.
MAKER = "rules 2"
NEARLY_ALL = 0.9
HARDLY_ANY = 0.1


def extract(article: Article, parse: Parse) -> list[Statement]:
    """The statements of one article in text order; captions are skipped. A parse without tokens has none,
    unless the article's language is one that is read by the rules of its script.

    Linear in the article's length: sentences are bounded by the parse.
    """
    if abroad.language_of(article) in abroad.RULES:
        return abroad.read(article)
    if not parse.starts:
        return []
    tree = Tree(article, parse)
    found = gather(article, tree, parse)
    speakers = Speakers(tree, Cast(tree, parse, article), found)
    inside = inner([(d.cue, d.content) for d in found])
    put = [manner(tree, d.cue, d.content, i, d.source) for d, i in zip(found, inside, strict=True)]
    rows = (
        _statement(article, tree, d, speakers.resolve(d), p, parse.maker if d.rule == READ else MAKER)
        for d, p in zip(found, put, strict=True)
    )
    return [row for row in rows if row]


def _statement(
    article: Article, tree: Tree, draft: Draft, speaker: Speaker, how: Manner, maker: str
) -> Statement | None:
    content = tree.ranges(draft.content)
    if not content:
        return None
    source, cue = _spans(tree, draft.source), tuple(_cue_spans(tree, draft))
    said = _spans_of(tree, content)
    headline = stands_in(article, tree, draft, HEADLINES)
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
        _via(article, speaker),
        how.act,
        how.modality,
        how.negated,
        how.hedges,
        maker,
        round(draft.confidence * (0.8 if headline else 1.0), 3),
        how.time,
        how.verbatim,
        how.estimates,
        how.certainty,
        how.reporter,
        speaker.kind,
        speaker.note,
        speaker.actor,
    )


def _via(article: Article, speaker: Speaker) -> tuple[str, ...]:
    """Who relayed it, outermost first: outlet, agency, those who told it within, the speaker's own paper."""
    chain = (article.outlet, article.agency, *speaker.via, speaker.document)
    return tuple(dict.fromkeys(name for name in chain if name))


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
