"""Russian: "«…», — заявил X", "X заявил, что …", "по словам X, …", and "«…, — сказал X, — …»".

Who speaks stands before the verb or right behind it; a noun for people or bodies, a capital letter or a
pronoun shows where the phrase begins.
"""

import re
from collections.abc import Iterator
from functools import cache

from reportedly.attribution.abroad.page import BLOT, Find, Page, Sentence, acts, either, words
from reportedly.records import Range

ENDING = r"(?:л|ла|ло|ли|)"
DASH = r"[—–-]"
# A phrase ends where punctuation stands, or a word that begins a place, a day or an occasion.
PHRASE_END = re.compile(
    rf"[,.;:!?…()\n«»{BLOT}]|\s{DASH}\s|\s(?:в|во|на|по|после|перед|со|с|из|о|об|для|при|журналистам|что|ранее|накануне|сегодня|вчера|и)\s"
)
CLOSED = re.compile(rf"{BLOT}\s*[,.]?\s*{DASH}?\s*(?:(?:как|также|ранее|затем|тогда|при этом)\s+){{0,2}}$")
# "агентство «Берёза»,": a name in marks ends the phrase.
QUOTED_NAME = re.compile(rf"{BLOT}{{1,30}}(?=[,.;]|$)")
# "сообщили в министерстве": here the place is who spoke.
IN = re.compile(r"\s*(?:в|во|на)\s+(?=\w)")
CLAUSE_START = re.compile(rf"[,.;:!?…()\n]|\s{DASH}\s")
THAT = re.compile(r"[^.!?;:]{0,80}?,\s*(?:что|будто)\s+")
AS = re.compile(r"(?:^|[,—–-])\s*как\s+(?:ранее\s+|уже\s+)?$", re.IGNORECASE)
# What is demanded or denied needs no "что".
OBJECT = frozenset({"predict", "demand", "deny", "promise", "recommend", "criticize", "praise"})
# A shorter quotation behind a verb may be a name: «Северной газете».
NAME = 30
BESIDE = re.compile(rf"[^,.!?;:{BLOT}]{{0,40}}{BLOT}")
# "заявил, что «…», и ушёл": the quotation is all that is said.
ALONE = re.compile(rf"{BLOT}+\s*(?:,\s*(?:и|но|а|однако)\s|[.!?…]|$)")
ENDS = re.compile(r"[,.;:!?\n]|\s[—–-]\s|$")
COLON = re.compile(r"[^.!?;:\n]{0,60}?:\s*")
LONGEST = 80
# How far a verb stands behind the comma of "…, сообщили в министерстве".
FARTHEST = 30
LONGEST_CONTENT = 800
# "Об этом сообщает …": what is said stands in another sentence.
OF_THIS = re.compile(r"\s*Об этом\b")
HEAD = re.compile(rf"^\s*([^:{BLOT}]{{2,60}}):\s*(\S.*)$")
ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
WORD = re.compile(r"[\w-]+")


def find(page: Page) -> Iterator[Find]:
    """The statements of a Russian page, sentence by sentence."""
    for sentence in page.sentences:
        yield from _within(page, sentence)
        title = _named(page, sentence)
        if title:
            yield title
        if title or OF_THIS.match(sentence.blotted):
            continue
        yield from _according(page, sentence)
        for match in _cues().finditer(sentence.blotted):
            found = _spoken(page, sentence, match)
            if found:
                yield found


@cache
def _cues() -> re.Pattern[str]:
    past, present = either(acts("ru", "past")), either(acts("ru", "present"))
    return re.compile(rf"\b(?:(?P<past>{past}){ENDING}|(?P<present>{present}))\b", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<cue>{either(acts('ru', 'after'))})\s+", re.IGNORECASE)


@cache
def _heads() -> re.Pattern[str]:
    """A word that may begin a phrase for a speaker: a noun of the list, a name."""
    return re.compile(
        rf"\b(?:(?:{either(words('ru', 'speakers', 'heads'))})[\w-]*|[А-ЯЁA-Z][\w-]*)", re.IGNORECASE
    )


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('ru', 'speakers', 'heads'))})", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*(?:{either(words('ru', 'speakers', 'between'))})(?=\s))*\s*", re.IGNORECASE)


@cache
def _before_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{either(words('ru', 'speakers', 'between'))}))+$", re.IGNORECASE)


def _act(match: re.Match[str]) -> str:
    if match["past"]:
        return acts("ru", "past")[match["past"].lower()]
    return acts("ru", "present")[match["present"].lower()]


def _spoken(page: Page, sentence: Sentence, match: re.Match[str]) -> Find | None:
    text = sentence.blotted
    before = _quotation_before(text, match.start())
    if before is not None:
        source = _behind(text, match.end()) or _in_front(text, match.start())
        content = _with_rest(page, sentence, before, source.end if source else match.end())
        return _found(sentence, match, source, content, 0.6)
    if AS.search(text, max(0, match.start() - 20), match.start()):
        return _as(page, sentence, match)
    said = _said(page, sentence, match)
    if said:
        return _found(
            sentence, match, _in_front(text, match.start()) or _behind(text, match.end()), (said,), 0.55
        )
    return _trailing(page, sentence, match) or _object(page, sentence, match)


def _as(page: Page, sentence: Sentence, match: re.Match[str]) -> Find | None:
    """ "Как сообщает X, …", and the same at the end."""
    source = _behind(sentence.blotted, match.end())
    if source is None:
        return None
    said = _rest(page, sentence, source.end) or _lead(page, sentence, match.start())
    return _found(sentence, match, source, (said,), 0.5) if said else None


def _trailing(page: Page, sentence: Sentence, match: re.Match[str]) -> Find | None:
    """ "…, сообщили в министерстве": what is said stands before, without marks."""
    text = sentence.blotted
    clause = _clause(text, match.start())
    source = _behind(text, match.end())
    set_off = text[max(0, clause - 3) : clause].rstrip()[-1:] in (",", "—", "–", "-")
    if source is None or match.start() - clause > FARTHEST or not set_off:
        return None
    said = _lead(page, sentence, clause)
    return _found(sentence, match, source, (said,), 0.45) if said else None


def _object(page: Page, sentence: Sentence, match: re.Match[str]) -> Find | None:
    """ "X призвал стороны к сдержанности"."""
    source = _in_front(sentence.blotted, match.start()) if _act(match) in OBJECT else None
    said = _rest(page, sentence, match.end()) if source else None
    return _found(sentence, match, source, (said,), 0.4) if said else None


def _rest(page: Page, sentence: Sentence, at: int) -> Range | None:
    """What follows in the sentence, if it is a few words at least."""
    stop = min(len(sentence.blotted), at + LONGEST_CONTENT)
    return _some(page.trimmed(sentence.start + at, sentence.start + stop))


def _lead(page: Page, sentence: Sentence, at: int) -> Range | None:
    """What goes before in the sentence, if it is a few words at least."""
    return _some(page.trimmed(sentence.start + max(0, at - LONGEST_CONTENT), sentence.start + at))


def _some(place: Range | None) -> Range | None:
    return place if place and place.end - place.start > 3 else None


def _quotation_before(text: str, at: int) -> Range | None:
    """The quotation of "«…», — заявил"."""
    match = CLOSED.search(text, max(0, at - FARTHEST), at)
    if match is None:
        return None
    end = match.start() + 1
    start = end
    while start > 0 and text[start - 1] == BLOT:
        start -= 1
    return Range(start, end)


def _with_rest(page: Page, sentence: Sentence, before: Range, at: int) -> tuple[Range, ...]:
    """The quotation, and the one that goes on behind the speaker: "«A», — сказал X, — «B»"."""
    first = sentence.place(before.start, before.end)
    match = re.match(rf"\s*[,.]\s*{DASH}?\s*(?={BLOT})", sentence.blotted[at : at + 12])
    quotation = page.quotation_at(sentence.start + at + match.end()) if match else None
    return (first, quotation) if quotation else (first,)


def _said(page: Page, sentence: Sentence, match: re.Match[str]) -> Range | None:
    """What follows the verb: ", что …" or ": «…»", speakers and hearers in between, or "… «слово»"."""
    window = sentence.blotted[match.end() : match.end() + 2 * LONGEST]
    that = THAT.match(window)
    if that and that.group().count(BLOT) <= NAME:
        start = match.end() + that.end()
        alone = ALONE.match(sentence.blotted, start)
        return page.quotation_at(sentence.start + start) if alone else _rest(page, sentence, start)
    colon = COLON.match(window)
    if colon:
        quotation = page.quotation_at(sentence.start + match.end() + colon.end())
        return quotation or _rest(page, sentence, match.end() + colon.end())
    beside = BESIDE.match(window)
    return _rest(page, sentence, match.end()) if beside else None


def _clause(text: str, at: int) -> int:
    low = max(0, at - LONGEST)
    starts = [m.end() for m in CLAUSE_START.finditer(text, low, at)]
    return starts[-1] if starts else low


def _in_front(text: str, at: int) -> Range | None:
    """The phrase before the verb in its clause, from the first noun for a speaker or name on."""
    start = _clause(text, at)
    phrase = text[start:at].rstrip()
    for match in _heads().finditer(phrase):
        listed = _known().match(match.group())
        if not (listed or match.group()[0].isupper()) or _is_lead(match.group()):
            continue
        begin = _with_adjectives(phrase, match.start())
        end = PHRASE_END.search(phrase, match.end())
        stop = end.start() if end else len(phrase)
        core = phrase[begin:stop].rstrip()
        between = _before_verb().search(core)
        core = core[: between.start()] if between else core
        return Range(start + begin, start + begin + len(core))
    return None


def _is_lead(word: str) -> bool:
    """Whether the word opens a clause and names nobody: "Ранее", "В", "По"."""
    return any(word.lower() in words("ru", "speakers", group) for group in ("small", "between"))


def _with_adjectives(phrase: str, at: int) -> int:
    """Where the phrase begins with the adjectives before its noun: "официальный представитель"."""
    for word in reversed(list(WORD.finditer(phrase, 0, at))[-3:]):
        if not ADJECTIVE.search(word.group()) or _is_lead(word.group()):
            break
        at = word.start()
    return at


def _behind(text: str, at: int) -> Range | None:
    """The phrase right behind the verb; "в министерстве" too."""
    skip = _between().match(text, at)
    start = skip.end() if skip else at
    place = IN.match(text, start)
    start = place.end() if place else start
    while start < len(text) and text[start] == " ":
        start += 1
    end = PHRASE_END.search(text, start, min(len(text), start + LONGEST))
    stop = end.start() if end else min(len(text), start + LONGEST)
    name = QUOTED_NAME.match(text, stop)
    stop = name.end() if name else stop
    core = text[start:stop].strip()
    first = WORD.match(core)
    if not first or not (_known().search(core) or any(w[0].isupper() for w in core.split())):
        return None
    return Range(start, start + len(core))


def _according(page: Page, sentence: Sentence) -> Iterator[Find]:
    """ "По словам X, …", and the same at the end of a sentence."""
    text = sentence.blotted
    for match in _after().finditer(text):
        end = ENDS.search(text, match.end(), min(len(text), match.end() + LONGEST))
        if end is None or end.start() <= match.end():
            continue
        source = Range(match.end(), end.start())
        said = _rest(page, sentence, end.start()) or _lead(page, sentence, match.start())
        if said:
            cue = sentence.place(*match.span("cue"))
            act = acts("ru", "after")[match["cue"].lower()]
            yield Find(sentence.place(source.start, source.end), (cue,), (said,), act, 0.55)


def _within(page: Page, sentence: Sentence) -> Iterator[Find]:
    """ "«A, — сказал X, — B»": the speaker between dashes inside the marks."""
    for quotation in page.quotations_in(sentence):
        text = page.text[quotation.start : quotation.end]
        for match in _cues().finditer(text):
            lead = re.search(rf"[,!?…]\s+{DASH}\s+$", text[max(0, match.start() - 8) : match.start()])
            source = _behind(text, match.end()) if lead else None
            if lead is None or source is None:
                continue
            stop = re.match(
                rf"[^—–»\n]{{0,{LONGEST}}}?[,.]\s+{DASH}\s+", text[source.end : source.end + 2 * LONGEST]
            )
            first = Range(quotation.start, max(0, match.start() - 8) + lead.start() + 1 + quotation.start)
            rest = Range(quotation.start + source.end + stop.end(), quotation.end) if stop else None
            content = (first, rest) if rest else (first,)
            cue = Range(quotation.start + match.start(), quotation.start + match.end())
            spoken = Range(quotation.start + source.start, quotation.start + source.end)
            yield Find(spoken, (cue,), content, _act(match), 0.6)
            break


def _named(page: Page, sentence: Sentence) -> Find | None:
    """ "МИД: …" in a title, "Орлин: «…»" anywhere."""
    match = HEAD.match(sentence.blotted)
    if match and not sentence.headline and (match[2][0] != BLOT or _cues().search(match[1])):
        return None
    said = page.trimmed(sentence.start + match.start(2), sentence.end) if match else None
    if match is None or said is None or not match[1].strip()[0].isupper():
        return None
    colon = Range(sentence.start + match.end(1), sentence.start + match.end(1) + 1)
    return Find(sentence.place(*match.span(1)), (colon,), (said,), "say", 0.4)


def _found(
    sentence: Sentence,
    match: re.Match[str],
    source: Range | None,
    content: tuple[Range, ...],
    confidence: float,
) -> Find:
    cue = (sentence.place(*match.span()),)
    placed = sentence.place(source.start, source.end) if source else None
    return Find(placed, cue, content, _act(match), confidence if source else 0.35)
