"""Sources that are not in the pile: the report that three articles name, the agency that two of them credit.

Two who quote the same report share its words, and that says nothing of one having read the other. So an edge
between two articles stands only on words that are their own; otherwise both have from the source that they
name, and the earlier article stays as a rival.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.lineage.origins_voices import Voice
from reportedly.records import (
    Article,
    Derivation,
    HiddenSource,
    Passage,
    Rival,
    SourceKind,
    Statement,
    derivation_id,
    hidden_id,
)

EVEN = 0.5
"""Of two who share nothing but a source's words: as likely from each other as from the source itself."""

LEAST = 0.05
MOST_RIVALS = 5
OWN = 60
"""Characters of common text outside a source's words that make an edge between two articles."""


@dataclass(frozen=True, slots=True)
class _Root:
    """A hidden source, and the places of its very words in each article that names it.

    Two who report the same paper in words of their own do not hit upon the same ones: only what stands in
    quotation marks is the paper's.
    """

    source: HiddenSource
    words: dict[str, list[tuple[int, int]]]


def hidden_edges(
    story: str,
    articles: Sequence[Article],
    shared: Sequence[Voice],
    statements: Sequence[Statement],
    edges: Sequence[Derivation],
    passages: Sequence[Passage],
) -> tuple[tuple[HiddenSource, ...], tuple[Derivation, ...]]:
    """The hidden sources of a story, and its edges with those from hidden sources put in.

    `story` is its id, `articles` are the tellings, `shared` the voices that more than one of them hears. An
    edge between two articles goes where the two share nothing beyond the words of one hidden source.
    """
    voiced = [_voiced(story, voice, statements) for voice in shared]
    roots = [
        *(one for one in voiced if _is_paper(one) or _relays(one, passages)),
        *_agencies(story, articles, edges),
    ]
    kept = [edge for edge in edges if not any(_explains(root, edge, passages) for root in roots)]
    firm = {edge.child: edge.parent for edge in kept if edge.decided}
    made = []
    for root in roots:
        for child in sorted(root.words):
            if firm.get(child) not in root.words:
                made.append(_edge(root, child, articles, edges, passages))
    gone = [root.source for root in roots if any(edge.parent == root.source.id for edge in made)]
    every = sorted([*kept, *made], key=lambda edge: (edge.child, edge.parent))
    return tuple(sorted(gone, key=lambda one: one.id)), tuple(every)


def _voiced(story: str, voice: Voice, statements: Sequence[Statement]) -> _Root:
    own = {name for names in voice.statements.values() for name in names}
    words: dict[str, list[tuple[int, int]]] = {article: [] for article in voice.statements}
    for one in statements:
        if one.id in own:
            words[one.article] += [(place.start - 1, place.end + 1) for place in one.verbatim]
    children = tuple(sorted(words))
    name = hidden_id(story, voice.kind, voice.name, children)
    return _Root(HiddenSource(name, story, voice.kind, voice.name, children, tuple(sorted(own))), words)


def _is_paper(root: _Root) -> bool:
    return root.source.kind is SourceKind.DOCUMENT


def _relays(root: _Root, passages: Sequence[Passage]) -> bool:
    """Whether two articles share words that are the root's in both."""
    return any(_is_quoted(root, one) for one in passages)


def _is_quoted(root: _Root, one: Passage) -> bool:
    """Whether most of a passage is the root's words in both articles."""
    return all(
        article in root.words and 2 * _beyond(root, article, place.start, place.end) < place.end - place.start
        for article, place in ((one.a, one.a_span), (one.b, one.b_span))
    )


def _agencies(story: str, articles: Sequence[Article], edges: Sequence[Derivation]) -> Iterable[_Root]:
    """Agencies that several outlets credit, and whose own piece is not among the articles."""
    joined = {name for edge in edges for name in (edge.child, edge.parent)}
    credit: dict[str, list[Article]] = {}
    for article in articles:
        if article.agency and article.outlet and article.id in joined:
            credit.setdefault(article.agency, []).append(article)
    at_home = {(a.outlet or a.agency or "").casefold() for a in articles}
    for agency, carried in sorted(credit.items()):
        if len(carried) > 1 and agency.casefold() not in at_home:
            children = tuple(sorted(article.id for article in carried))
            name = hidden_id(story, SourceKind.AGENCY, agency, children)
            source = HiddenSource(name, story, SourceKind.AGENCY, agency, children, ())
            yield _Root(source, {article.id: [(0, len(article.text))] for article in carried})


def _explains(root: _Root, edge: Derivation, passages: Sequence[Passage]) -> bool:
    """Whether two may have from the root what they share: nothing that both share is their own, or it is too
    little to decide that one has it from the other.
    """
    if edge.child not in root.words or edge.parent not in root.words:
        return False
    if root.source.kind is SourceKind.AGENCY or not edge.decided:
        return True
    own = sum(
        _beyond(root, name, place.start, place.end)
        for one in passages
        if {one.a, one.b} == {edge.child, edge.parent}
        for name, place in ((one.a, one.a_span), (one.b, one.b_span))
    )
    return bool(edge.passages) and own < 2 * OWN


def _beyond(root: _Root, article: str, start: int, end: int) -> int:
    """How many of the characters ``[start, end)`` are not the root's words."""
    left, at = 0, start
    for low, high in sorted(root.words[article]):
        if high > at and low < end:
            left += max(0, low - at)
            at = max(at, high)
    return left + max(0, end - at)


def _edge(
    root: _Root,
    child: str,
    articles: Sequence[Article],
    edges: Sequence[Derivation],
    passages: Sequence[Passage],
) -> Derivation:
    """The edge from a hidden source to an article that names it, with the articles that may stand between."""
    rivals = _rivals(root, child, articles, edges, passages)
    source = root.source
    return Derivation(
        derivation_id(child, source.id), child, source.id,
        confidence=round(max(1 - sum(one.confidence for one in rivals), LEAST), 3), decided=not rivals,
        second=False, revision=False, grounds=(), rivals=rivals, passages=(),
    )  # fmt: skip


def _rivals(
    root: _Root,
    child: str,
    articles: Sequence[Article],
    edges: Sequence[Derivation],
    passages: Sequence[Passage],
) -> tuple[Rival, ...]:
    """The articles that share the root's words with the child, and are not known to be later."""
    dates = {article.id: article.date for article in articles}
    near = {
        one.b if one.a == child else one.a
        for one in passages
        if child in (one.a, one.b) and (root.source.kind is SourceKind.AGENCY or _is_quoted(root, one))
    }
    known = {rival.source: rival.confidence for edge in edges if edge.child == child for rival in edge.rivals}
    known |= {edge.parent: edge.confidence for edge in edges if edge.child == child}
    below = {edge.child for edge in edges if edge.parent == child and edge.decided}
    fit = [name for name in sorted(near & root.words.keys() - below) if not _later(dates[name], dates[child])]
    weighed = [(max(EVEN * known.get(name, 0.0), LEAST), name) for name in fit]
    ranked = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:MOST_RIVALS]
    return tuple(Rival(name, round(weight, 3)) for weight, name in ranked)


def _later(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one[:10] > other[:10]
