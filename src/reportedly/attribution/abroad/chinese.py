"""Chinese, in both scripts: who, where and when, a verb of saying, then a comma or colon and what is said.

Nothing inflects and nothing parts the words, so lists and the place in the clause decide: the subject opens
the clause and ends where a day, a place or an adverb begins.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from reportedly.attribution.abroad.page import BLOT, Find, Page, Sentence, acts, either, words
from reportedly.records import Range

BREAK = re.compile(rf"[，,；;：:、！？!?。—\n{BLOT}]")
DAY = (
    r"(?:[0-9０-９]{1,4}年)?(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}[日号號]|[一二三四五六七八九十]{1,3}[日号號]"
)
NUMBER = re.compile(r"[0-9０-９]")
BEHIND_CUE = re.compile(r"(?:道|了)?[，,：:]?\s*")
CLOSING = "。！？!?，, "
# So many characters tell whether anything follows.
NEAR = 12
LONGEST_SUBJECT = 40
WINDOW = 80
# A shorter quotation with more words behind it is a part of what is said.
UTTERANCE = 8
# Acts that stand behind what is said; others are nouns there.
BEHIND = frozenset({"say", "report", "show", "believe"})
# "有分析称": there are those who say so.
SOME = "有"
OF_DATA = re.compile(r"(?:最新)?(?:公布|发布|發布|发表|發表)?的$")
HEAD = re.compile(rf"^\s*([^，：:{BLOT}\s]{{2,20}})(：|:)\s*(\S.*)$")


def find(page: Page) -> Iterator[Find]:
    """The statements of a Chinese page, sentence by sentence."""
    for sentence in page.sentences:
        title = _named(page, sentence)
        if title:
            yield title
            continue
        yield from _according(page, sentence)
        yield from _spoken(page, sentence)


@cache
def _cues() -> re.Pattern[str]:
    verbs = acts("zh", "verbs")
    one = _guarded([v for v in verbs if len(v) == 1], "before", "behind")
    more = _guarded([v for v in verbs if len(v) > 1], "light", "nominal")
    return re.compile(rf"(?P<cue>{more}|{one})")


def _guarded(verbs: list[str], before: str, behind: str) -> str:
    """A pattern for the verbs where none of the words that make nouns of them stands beside."""
    apart = "".join(rf"(?<!{re.escape(w)})" for w in words("zh", "no_cue", before))
    return rf"{apart}(?:{either(verbs)})(?!{either(words('zh', 'no_cue', behind))})"


@cache
def _opener() -> re.Pattern[str]:
    openers, closers = either(words("zh", "after", "openers")), either(acts("zh", "after"))
    return re.compile(
        rf"(?<![证證依占佔论論票凭憑单單])(?P<opener>{openers})(?P<source>[^，。；：、\s{BLOT}]{{1,24}}?)(?P<cue>{closers})[，,：:]?"
    )


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(rf"{DAY}|{either(words('zh', 'speakers', 'cut'))}")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('zh', 'speakers', 'lead'))}|{DAY}|\s)*")


def _spoken(page: Page, sentence: Sentence) -> Iterator[Find]:
    """Each verb of saying with the clause before it and what follows, up to the clause of the next."""
    text = sentence.blotted
    matches = [m for m in _cues().finditer(text) if not _inside_phrase(text, m)]
    breaks = [m.start() for m in BREAK.finditer(text)]
    clauses = [_clause(breaks, m.start()) for m in matches]
    last: Range | None = None
    for number, (match, clause) in enumerate(zip(matches, clauses, strict=True)):
        source = _subject(text, clause, match.start())
        if source is None and not text.startswith(SOME, clause):
            source = last or _subject(text, 0, _first_break(breaks, match.start()))
        stop = clauses[number + 1] if number + 1 < len(matches) else len(text)
        content = _content(page, sentence, match, clause, max(stop, match.end()))
        if content is None:
            continue
        last = source or last
        placed = sentence.place(source.start, source.end) if source else None
        cue = (sentence.place(*match.span("cue")),)
        yield Find(placed, cue, content, acts("zh", "verbs")[match["cue"]], 0.5 if source else 0.4)


def _inside_phrase(text: str, match: re.Match[str]) -> bool:
    """Whether the verb closes "据 … 报道", which `_according` reads."""
    window = text[max(match.start() - 30, 0) : match.end()]
    return any(m.end("cue") >= len(window) for m in _opener().finditer(window))


def _clause(breaks: list[int], at: int) -> int:
    place = bisect_left(breaks, at) - 1
    return breaks[place] + 1 if place >= 0 else 0


def _first_break(breaks: list[int], at: int) -> int:
    return breaks[0] if breaks and breaks[0] < at else 0


def _subject(text: str, start: int, end: int) -> Range | None:
    """Who opens the clause ``text[start:end]``: up to the first day, place or adverb."""
    if end - start > WINDOW:
        return None
    lead = _lead().match(text, start, end)
    start = lead.end() if lead else start
    shortest = 1 if text[start : start + 1] in words("zh", "speakers", "pronouns") else 2
    cut = next((m.start() for m in _cut().finditer(text, start + shortest, end)), end)
    if _cut().match(text, start, end) or not 0 < cut - start <= LONGEST_SUBJECT:
        return None
    subject = text[start:cut].rstrip()
    return Range(start, start + len(subject)) if subject and not NUMBER.match(subject) else None


def _content(
    page: Page, sentence: Sentence, match: re.Match[str], clause: int, stop: int
) -> tuple[Range, ...] | None:
    """What follows the verb; where nothing does, the quotation or the clause before it."""
    text = sentence.blotted
    opening = BEHIND_CUE.match(text, match.end())
    start = opening.end() if opening else match.end()
    before = _before(page, sentence, clause)
    quotation = page.quotation_at(sentence.start + start) if start < stop else None
    rest = text[match.end() : stop]
    if before and not rest[:NEAR].strip(f"，,道：:{CLOSING}{BLOT}"):
        return (before, quotation) if quotation else (before,)
    if quotation and _is_whole(text, sentence, quotation):
        return (quotation,)
    place = page.trimmed(sentence.start + start, sentence.start + stop)
    if place and place.end - place.start > 1:
        return (place,)
    if acts("zh", "verbs")[match["cue"]] not in BEHIND or match.end() < _end(text):
        return None
    said = page.trimmed(sentence.start, sentence.start + max(clause - 1, 0))
    return (said,) if said else None


def _end(text: str) -> int:
    """Where the last word of the sentence ends, as far as its last characters tell."""
    return len(text) - len(text[-NEAR:]) + len(text[-NEAR:].rstrip(CLOSING))


def _before(page: Page, sentence: Sentence, clause: int) -> Range | None:
    """The quotation of this sentence that ends right before the clause of the verb."""
    quotation = page.quotation_before(sentence.start + clause)
    return quotation if quotation and quotation.start >= sentence.start else None


def _is_whole(text: str, sentence: Sentence, quotation: Range) -> bool:
    """Whether the quotation is all that is said: it is no mere word, or nothing follows it."""
    end = quotation.end - sentence.start
    rest = text[end : end + NEAR]
    long = quotation.end - quotation.start >= UTTERANCE and rest[:1] in ("，", "。", "；")
    return long or not rest.strip(CLOSING)


def _according(page: Page, sentence: Sentence) -> Iterator[Find]:
    """ "据 … 报道": all that follows in the sentence."""
    matches = list(_opener().finditer(sentence.blotted))
    stops = [*(m.start() for m in matches[1:]), len(sentence.blotted)]
    for match, stop in zip(matches, stops, strict=False):
        place = page.trimmed(sentence.start + match.end(), sentence.start + stop)
        if place and place.end - place.start > 3:
            cue = tuple(sentence.place(*match.span(name)) for name in ("opener", "cue"))
            name = OF_DATA.sub("", match["source"]) or match["source"]
            source = sentence.place(match.start("source"), match.start("source") + len(name))
            yield Find(source, cue, (place,), acts("zh", "after")[match["cue"]], 0.5)


def _named(page: Page, sentence: Sentence) -> Find | None:
    """ "外交部：…" in a title, "李某：“…”" anywhere."""
    match = HEAD.match(sentence.blotted)
    if match and not sentence.headline and (match[3][0] != BLOT or _cues().search(match[1])):
        return None
    said = page.trimmed(sentence.start + match.start(3), sentence.end) if match else None
    if match is None or said is None:
        return None
    source, cue = sentence.place(*match.span(1)), sentence.place(*match.span(2))
    return Find(source, (cue,), (said,), "say", 0.4)
