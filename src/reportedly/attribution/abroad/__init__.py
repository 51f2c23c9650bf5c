"""Statements of articles that are not in English: by rules that know a script and its words, without a parse.

They see what newspapers in a language write most often, and say so: a confidence of at most 0.6, a maker of
their own. What they do not cover has no statements at all.
"""

import re

from reportedly.attribution.abroad import chinese, japanese, russian
from reportedly.attribution.abroad.page import Page
from reportedly.attribution.abroad.speaking import MAKER, statements
from reportedly.records import Article, Statement

RULES = {"ja": japanese.find, "zh": chinese.find, "ru": russian.find}
SAMPLE = 2000
KANA = re.compile(r"[ぁ-んァ-ヴ]")
HAN = re.compile(r"[\u3400-\u9fff]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LETTER = re.compile(r"\w")
# Letters of the neighbours of Russian, which other verbs go with.
NOT_RUSSIAN = re.compile(r"[іїєґўјљњћђџѓќѕІЇЄҐЎЈЉЊЋЂЏЃЌЅ]")

__all__ = ["MAKER", "RULES", "language_of", "read"]


def read(article: Article) -> list[Statement]:
    """The statements of an article in text order; none in a language without rules. Linear time."""
    language = language_of(article)
    if language not in RULES:
        return []
    page = Page(article, language)
    return statements(article, page, RULES[language](page))


def language_of(article: Article) -> str | None:
    """The article's language; where it is too short to tell, the one of `RULES` that its script shows."""
    return article.language or _by_script(article.text[:SAMPLE])


def _by_script(text: str) -> str | None:
    """Japanese, Chinese or Russian for a text that is mostly in their letters, else None."""
    half = len(LETTER.findall(text)) / 2
    kana, han = len(KANA.findall(text)), len(HAN.findall(text))
    if kana + han > half:
        return "ja" if kana * 10 > han else "zh"
    return "ru" if len(CYRILLIC.findall(text)) > half and not NOT_RUSSIAN.search(text) else None
