"""What the script rules find -> statements: names, quoted stretches, hedges."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache

from reportedly.attribution.abroad.page import BLOT, Find, Page, acts, either, words
from reportedly.records import Article, Kind, Modality, Range, Span, Statement, span, statement_id

MAKER = "script rules 1"
NEARLY_ALL = 0.9
HARDLY_ANY = 0.1
# "the same minister", "this report": who spoke last, whatever the noun.
SAME = {
    "ja": re.compile(r"同\w{1,4}|彼女?ら?"),
    "zh": re.compile(r"[该該]\w{0,5}"),
    "ru": re.compile(r"(?!)"),
}
INFLECTED = re.compile(r"(?:[аеиоуыюяьй]|ом|ым|ой|ого|ым|ем|ей)$")
MOOD_OF_ACT = {
    "predict": Modality.PREDICTED,
    "recommend": Modality.RECOMMENDED,
    "demand": Modality.RECOMMENDED,
}
RANK = (
    Modality.POSSIBLE,
    Modality.PROBABLE,
    Modality.CONDITIONAL,
    Modality.RECOMMENDED,
    Modality.PREDICTED,
)
# A short name reaches back over so many others.
REACH = 40


def statements(article: Article, page: Page, found: Iterable[Find]) -> list[Statement]:
    """The statements of `found` in text order, each place once."""
    names = Names(page.language)
    rows: dict[str, Statement] = {}
    for each in sorted(found, key=lambda f: (f.cue or f.content)[0]):
        row = _statement(article, page, each, names)
        rows.setdefault(row.id, row)
    return list(rows.values())


def _statement(article: Article, page: Page, found: Find, names: "Names") -> Statement:
    source = _spans(page, (found.source,) if found.source else ())
    cue, content = _spans(page, found.cue), _spans(page, found.content)
    speaker, rule = names.of(source[0].text if source else "")
    document = speaker if _is_document(page.language, speaker or "") else None
    hedges = tuple(_hedges(page, found.content))
    return Statement(
        statement_id(article.id, source, cue, content),
        article.id,
        _kind(page, found.content),
        source,
        cue,
        content,
        speaker,
        rule,
        document,
        tuple(name for name in (article.outlet, article.agency, document) if name),
        found.act,
        _modality(page.language, hedges, found.act),
        found.act == "deny",
        hedges,
        MAKER,
        found.confidence,
        verbatim=tuple(_verbatim(page, found.content)),
    )


class Names:
    """Speakers by name, in text order: a short name is a longer one before it, a pronoun who spoke last."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.full: deque[tuple[str, frozenset[str]]] = deque(maxlen=REACH)
        self.last: str | None = None

    def of(self, phrase: str) -> tuple[str | None, str | None]:
        """The speaker of a source phrase, "" for none, and the rule that names it."""
        if not phrase:
            return self.last, "not named: who spoke last" if self.last else None
        name = self._trimmed(" ".join(phrase.split()))
        if self._is_pronoun(name):
            return (self.last, "pronoun: who spoke last") if self.last else (name, "pronoun, unresolved")
        stems = _stems(name) if self.language == "ru" else frozenset()
        known = next((full for full, of in reversed(self.full) if self._holds(full, of, name, stems)), None)
        if known is None:
            self.full.append((name, stems))
        self.last = known or name
        return self.last, "named before" if known not in (None, name) else "named"

    def _is_pronoun(self, name: str) -> bool:
        if self.language == "ja":
            return SAME["ja"].fullmatch(name) is not None
        pronouns = words(self.language, "speakers", "pronouns")
        return name.lower() in pronouns or SAME[self.language].fullmatch(name) is not None

    def _trimmed(self, name: str) -> str:
        """The name without a title of courtesy; an office stays."""
        if self.language == "ru":
            return name
        for title in words(self.language, "speakers", "trimmed"):
            short = name.removesuffix(title)
            if len(short) > 1 and short != "同":
                name = short
        return name

    def _holds(self, full: str, of: frozenset[str], name: str, stems: frozenset[str]) -> bool:
        """Whether `full` is a longer form of `name`; in Russian by the stems of their capitalised words."""
        if self.language != "ru":
            return len(name) > 1 and name in full
        return full == name or (len(stems) == len(name.split()) and stems <= of)


def _stems(name: str) -> frozenset[str]:
    return frozenset(
        INFLECTED.sub("", word.lower()) if len(word) > 4 else word.lower()
        for word in name.split()
        if word[:1].isupper()
    )


def _is_document(language: str, name: str) -> bool:
    documents = tuple(words(language, "speakers", "documents"))
    return name.lower().startswith(documents) if language == "ru" else name.endswith(documents)


def _kind(page: Page, content: Iterable[Range]) -> Kind:
    said = [c for r in content for c in page.blotted[r.start : r.end] if c.isalnum() or c == BLOT]
    share = said.count(BLOT) / len(said) if said else 0.0
    if share >= NEARLY_ALL:
        return Kind.DIRECT
    return Kind.MIXED if share >= HARDLY_ANY else Kind.INDIRECT


def _verbatim(page: Page, content: Iterable[Range]) -> Iterator[Span]:
    """The stretches of the content inside quotation marks, without the marks."""
    for place in content:
        number = bisect_left(page.ends, place.start + 1)
        while number < len(page.quotations) and page.starts[number] < place.end:
            quotation = page.quotations[number]
            inner = page.trimmed(*_unmarked(page, quotation))
            if inner and max(inner.start, place.start) < min(inner.end, place.end):
                yield span(page.text, max(inner.start, place.start), min(inner.end, place.end))
            number += 1


def _unmarked(page: Page, quotation: Range) -> tuple[int, int]:
    start, end = quotation.start, quotation.end
    while start < end and not (page.text[start].isalnum()):
        start += 1
    while start < end and not (page.text[end - 1].isalnum() or page.text[end - 1] in "。！？.!?…%％"):
        end -= 1
    return start, end


@cache
def _moods(language: str) -> dict[str, str]:
    return acts(language, "hedges")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    edge = r"\b" if language == "ru" else ""
    return re.compile(rf"{edge}(?:{either(_moods(language))}){edge}", re.IGNORECASE)


def _hedges(page: Page, content: Iterable[Range]) -> Iterator[Span]:
    """The words in the content that weaken it, in order."""
    for place in content:
        for match in _pattern(page.language).finditer(page.text, place.start, place.end):
            yield span(page.text, *match.span())


def _modality(language: str, hedges: Iterable[Span], act: str) -> Modality:
    found = {Modality(_moods(language)[hedge.text.lower()]) for hedge in hedges}
    return next((mood for mood in RANK if mood in found), MOOD_OF_ACT.get(act, Modality.ASSERTED))


def _spans(page: Page, places: Iterable[Range]) -> tuple[Span, ...]:
    return tuple(span(page.text, r.start, r.end) for r in places)
