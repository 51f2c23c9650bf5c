"""The pile of ``dossier_sample.toml`` as records. Run with a path, it writes the page, to be looked at."""

import re
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportedly.case.conflicts import conflicts
from reportedly.dossier import Dossier, render
from reportedly.records import (
    KEPT,
    Arrival,
    Article,
    Block,
    BlockClass,
    Evidence,
    Kind,
    Mention,
    Modality,
    Passage,
    Range,
    Source,
    Span,
    Statement,
    Story,
    arrival,
    article_id,
    block,
    lay_out,
    mention,
    passage,
    problem,
    source_id,
    span,
    statement_id,
    story,
)
from reportedly.text import text_of

PILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NAMES = ("Varland", "Ines Halvorsen", "Port Ansel", "Harbour Institute")
SHARED = (
    (0, "The fleets of", "on Friday.", 1, "The fleets of", "on Friday.", 0.8),
    (0, "“Neither side", "since 2026.", 1, '"Neither side', "since 2026.", 0.85),
    (0, "a “shared habit", "command”", 2, "a “shared habit", "command”", 1.0),
    (0, "the two governments may", "strait", 1, "the two governments are", "strait", 0.9),
    (0, "told", "reporters", 1, "told", "reporters", 1.0),
)


def cut(path: str, lines: Sequence[Sequence[str]], **known: str) -> tuple[Source, Arrival, list[Block]]:
    """One file: its lines ``(class, piece or "", words)`` stand two newlines apart."""
    text = "\n\n".join(words for _, _, words in lines)
    data = text.encode()
    source = Source(source_id(data), "text/plain", "utf-8", len(data), "plain/1", text)
    blocks, at = [], 0
    for kind, piece, words in lines:
        place = span(text, at, at + len(words))
        number = int(piece) if piece else None
        blocks.append(block(source.id, place, BlockClass(kind), number, f"line-{kind}", 0.8))
        at += len(words) + 2
    return source, arrival(source.id, path, url=known.get("url")), blocks


def articles_of(source: Source, came: Arrival, blocks: Sequence[Block], **known: str) -> list[Article]:
    """One article for each piece of the blocks; what is `known` is said of the first."""
    pieces = sorted({b.piece for b in blocks if b.piece is not None})
    return [_article(source, came, [b for b in blocks if b.piece == p], {} if p else known) for p in pieces]


def _article(source: Source, came: Arrival, own: Sequence[Block], known: dict[str, str]) -> Article:
    kept = lay_out([(Range(b.start, b.end), b.kind) for b in own if b.kind in KEPT])
    found = {"language": "en", **known}
    clues = []
    for line in own:
        words = span(source.text, line.start, line.end)
        if line.kind == BlockClass.TITLE:
            found["title"] = line.text
            clues.append(Evidence("title", line.text, "first-line", 0.9, words))
        if line.kind == BlockClass.DATELINE and "date" in known:
            clues.append(Evidence("date", known["date"], "dateline", 0.9, words, role="published"))
    if "outlet" in known:
        site = "meta[property=og:site_name]"
        clues.append(Evidence("outlet", known["outlet"], "site-name", 0.7, markup=site))
        clues.append(Evidence("outlet", "Meridian", "in-text", 0.2, markup="title"))
    name, text = article_id(source.id, kept, came.id), text_of(source.text, kept)
    return Article(name, source.id, came.id, own[0].piece or 0, kept, text, evidence=tuple(clues), **found)


def say(article: Article, content: Sequence[str], **given: Any) -> Statement:
    """A statement whose roles are found by their words: source and cue nearest to the content."""
    text, parts, at = article.text, [], 0
    for words in content:
        parts.append(_find(text, words, at))
        at = parts[-1].end
    where = parts[0].start if parts else 0
    roles = [(_nearest(text, given[r], where),) if r in given else () for r in ("source", "cue")]
    speaker, who = given.get("speaker"), given.get("source")
    return Statement(
        id=statement_id(article.id, roles[0], roles[1], tuple(parts)),
        article=article.id,
        kind=Kind(given.get("kind", "indirect")),
        source=roles[0],
        cue=roles[1],
        content=tuple(parts),
        speaker=speaker,
        speaker_rule=None if not speaker else "name" if speaker == who else "nearest-name",
        document=given.get("document"),
        via=tuple(given.get("via", [x for x in (article.outlet, article.agency) if x])),
        act=given.get("act", "say"),
        modality=Modality(given.get("modality", "asserted")),
        negated=given.get("negated", False),
        hedges=tuple(_find(text, h, where) for h in given.get("hedges", ()) if h in text[where:]),
        maker="rules/1",
        confidence=0.82,
    )


def _find(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return span(text, at, at + len(words))


def _nearest(text: str, words: str, to: int) -> Span:
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return _find(text, words, min(places, key=lambda i: abs(i - to)))


def sample() -> Dossier:
    """Six articles from five files, about forty statements, two errors."""
    sources, arrivals, blocks, articles, statements = [], [], [], [], []
    for file in PILE["file"]:
        told = file.get("statement", [])
        known = {k: v for k, v in file.items() if k not in ("path", "lines", "statement")}
        source, came, cuts = cut(file["path"], file["lines"], **known)
        found = articles_of(source, came, cuts, **known)
        sources.append(source)
        arrivals.append(came)
        blocks += cuts
        articles += found
        statements += [say(found[0], **s) for s in told]
    return Dossier(
        title=PILE["title"],
        sources=sources,
        arrivals=arrivals,
        articles=articles,
        blocks=blocks,
        statements=statements,
        conflicts=conflicts(statements),
        passages=_passages(articles),
        stories=_stories(articles),
        problems=[problem("sources", **p) for p in PILE["problem"]],
        mentions=_mentions(articles),
        notice=PILE["notice"],
        made_with="reportedly 0.1.0 with rules/1",
    )


def _passages(articles: Sequence[Article]) -> list[Passage]:
    def words(number: int, first: str, last: str) -> Span:
        text = articles[number].text
        start = text.index(first)
        return span(text, start, text.index(last, start) + len(last))

    return [
        passage(articles[a].id, words(a, *ends), articles[b].id, words(b, first, last), like)
        for a, *ends, b, first, last, like in SHARED
    ]


def _stories(articles: Sequence[Article]) -> list[Story]:
    wire, ledger, ruhl, locks, kurier, noll = articles
    together = (wire.id, ledger.id, ruhl.id, kurier.id)
    alone = [story(str(a.title), (a.id,), None, None) for a in (locks, noll)]
    return [*alone, story(str(wire.title), together, "2031-03-14", "2031-03-16")]


def _mentions(articles: Sequence[Article]) -> list[Mention]:
    found = [(a, n, "ORG") for a in articles for n in NAMES if n in a.text]
    found += [(a, "five years", "DATE") for a in articles if "five years" in a.text]
    return [mention(a.id, _find(a.text, n), label, "names/1") for a, n, label in found]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(sample()), encoding="utf-8")
