"""Japanese: a phrase with は or が, what is said, と and a verb of saying, nearly always in that order.

The verb stands at the end, と or ことを before it, what is said before that; the speaker opens the sentence,
or stands between と and the verb. によると names a speaker without a verb.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.attribution.abroad.page import BLOT, Find, Page, Sentence, acts, either, words
from reportedly.records import Range

# A noun phrase as newspapers write it: characters, katakana, letters and digits, joined by の.
LETTER = rf"[\u3005-\u3007\u3400-\u9fffァ-ヴー・A-Za-zＡ-Ｚａ-ｚ0-9０-９＝{BLOT}-]"
PHRASE = rf"(?:{LETTER}|(?<={LETTER})の(?={LETTER})|（[^（）\n]{{1,20}}）|(?<={LETTER})(?:さん|ら)){{1,40}}"
TOPIC = re.compile(rf"({PHRASE})(?:は|が|も)")
# "記者会見した", "訪問中の": what describes the speaker and is no name.
DESCRIBES = re.compile(r".*(?:中の|した|する|された|という|務める|率いる|の中の)")
# と, "なども": what links a content to its verb; "旨を", "ことを", "よう" with the verbs that take them.
LINK = re.compile(
    rf"(?:など)?(?<![こもあひ])と(?:も|は|まで|して|の上で)?、?"
    rf"(?:(?P<source>{PHRASE})(?:は|が|も)、?)?[^、。{BLOT}]{{0,16}}$"
)
LINKS = re.compile(r"(?:など)?と")
FACT = re.compile(r"(?P<source>(?!))?(?:こと|旨|事実|考え|方針|意向|見解)(?:を|も)[^、。]{0,12}$")
WISH = re.compile(r"(?P<source>(?!))?(?:(?:よう(?:に)?|ことを)[^、。を]{0,12}|を(?:強く|改めて)?)$")
THOUGHT = re.compile(r"(?P<source>(?!))?(?:など)?との$")
BARE = re.compile(r"(?P<source>(?!))?(?:など)?$")
# How far a link stands before its verb, and who speaks before the link, in characters.
WINDOW = 64
FARTHEST = 600
SO = re.compile(r"(?:(?P<back>そう)|こう|次のように|以下のように|このように|こんなふうに)[^、。]{0,10}$")
TAIL = (
    r"(?:ています|ていました|ている|ていた|ており|ました|ます|した|している|していた|しており|して|し(?=[、た])|する|"
    r"た|る|て|ず)?"
)
# "と指摘されている", "と述べられ": nobody speaks in a passive.
PASSIVE = re.compile(r"(?:さ|せ|られ|され)")
CLAIMS = re.compile(rf"(?<=[ぁ-ん{BLOT}])とし(?P<tail>た|て(?:いる|おり|いた)|(?=、))")
ACCORDING = re.compile(
    rf"({PHRASE}(?:の(?:ことば|言葉|話))?)(?:が[^、。]{{0,12}}(?=伝え|報じ|明らか))?"
    r"(?P<cue>(?:(?:伝えた|報じた|明らかにした)ところ)?(?:によると|によれば|によりますと))、?"
)
HEARSAY = re.compile(r"(?:という|とのこと(?:だ|です)|そうだ|とされる)$")
# Before a quotation these set the scene or name what it is about: "予算案を「…」と批判した".
ALONE = frozenset("、にでてを")
# "とのことを否定した", "辞任を否定した": acts that take a thing.
OF_THINGS = frozenset({"demand", "deny"})
# A day, then a place or hearers: what stands between speaker and content.
DAY = (
    r"(?:[0-9０-９]{1,2}日|同日|この日|[一二三四五六七八九十]{1,3}日)"
    r"(?:午前|午後|夜|朝|未明)?(?:まで)?[にの]?"
)
AT = rf"(?:で|に(?:対し(?:て)?|応じ)?|の中で|後に?)(?:、|(?={BLOT}|$))?"
MOST_SETTINGS = 5
HEAD = re.compile(rf"^\s*([^\s:：、＝={BLOT}]{{1,40}})\s*[:：、＝=]?\s*({BLOT}+)\s*$")
HEAD_BEHIND = re.compile(rf"^\s*(.{{4,}}?)\s*(と|＝|=|―|—|…|、|\s)\s*({PHRASE})\s*$")


@dataclass(slots=True)
class _Place:
    """Where the reading of a sentence has come to: the end of the last cue, who spoke it, where it began."""

    at: int
    source: Range | None = None
    begin: int = 0


def find(page: Page) -> Iterator[Find]:
    """The statements of a Japanese page, sentence by sentence."""
    for sentence in page.sentences:
        title = _headline(page, sentence) if sentence.headline else None
        if title:
            yield title
        place = _Place(0)
        yield from _according(page, sentence)
        for match in _cues().finditer(sentence.blotted):
            found = _read(page, sentence, match, place)
            if found:
                yield found


@cache
def _cues() -> re.Pattern[str]:
    suru, stems = either(acts("ja", "suru")), either(acts("ja", "stems"))
    thoughts, verbs = either(words("ja", "shown", "nouns")), either(words("ja", "shown", "verbs"))
    shown = rf"(?:{thoughts})(?:を|も)[^、。]{{0,6}}?(?:{verbs})"
    nouns = rf"(?:{suru})(?=し|する|。|$|、|（|\s)"
    return re.compile(
        rf"(?:(?<=との)(?P<shown>{shown})|(?P<suru>{nouns})|(?P<stem>{stems})){TAIL}|{CLAIMS.pattern}"
    )


@cache
def _setting() -> re.Pattern[str]:
    occasions = either(words("ja", "speakers", "occasions"))
    return re.compile(rf"、|{DAY}|[^、。は{BLOT}]{{0,24}}(?:{occasions}){AT}")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either(words('ja', 'speakers', 'ends'))}|同[氏相省庁党社紙]|ら)(?:（[^（）]*）)?$"
    )


def _act(match: re.Match[str]) -> str:
    if match["suru"]:
        return acts("ja", "suru")[match["suru"]]
    return acts("ja", "stems").get(match["stem"] or "", "say")


def _read(page: Page, sentence: Sentence, match: re.Match[str], place: _Place) -> Find | None:
    """The statement of one cue, if it has a content."""
    text = sentence.blotted
    if PASSIVE.match(text, match.end()):
        return None
    low = max(place.at, match.start() - WINDOW)
    link = _link(text[low : match.start()], match)
    if link is None:
        return _so(page, sentence, match, place)
    end = low + link.start()
    source = _core(link["source"], low + link.start("source")) if link["source"] else None
    source = source or _topic(text, max(place.at, end - FARTHEST), end) or place.source
    start = source.end + 1 if source and place.at <= source.start and source.end < end else place.at
    content = _content(page, sentence, start, end)
    if content is None and source is not place.source:
        content = _content(page, sentence, place.begin, end)
    place.begin, place.at, place.source = place.at, match.end(), source
    return (
        _found(sentence, source, match, content, 0.55 if match["tail"] is None else 0.45) if content else None
    )


def _link(before: str, match: re.Match[str]) -> re.Match[str] | None:
    """What links content and verb, in the text before the verb; its `source` is a speaker in between."""
    if match["shown"]:
        return THOUGHT.search(before)
    if match["tail"] is not None:
        return BARE.search(before)
    links = (LINK.match(before, m.start()) for m in LINKS.finditer(before))
    found = next((link for link in links if link), None) or FACT.search(before)
    return found or (WISH.search(before) if _act(match) in OF_THINGS else None)


def _topic(text: str, start: int, end: int) -> Range | None:
    """The first phrase with は or が that can be a speaker; else the sentence's topic, set off by a comma."""
    for match in TOPIC.finditer(text, start, end):
        core = _core(match[1], match.start(1))
        if core and (_ends().search(text, core.start, core.end) or text.startswith(("同", "彼"), core.start)):
            return core
        if core and match.start() == 0 and text[match.end() - 1] == "は" and text[match.end()] in "、" + BLOT:
            return core
    return None


def _core(phrase: str, at: int) -> Range | None:
    """The phrase without the clause that describes it."""
    described = DESCRIBES.match(phrase)
    core = (phrase[described.end() :] if described else "") or phrase
    core = core.lstrip("の、")
    begin = at + len(phrase) - len(core)
    return Range(begin, at + len(phrase)) if core.strip(BLOT) else None


def _content(page: Page, sentence: Sentence, start: int, end: int) -> tuple[Range, ...] | None:
    """What is said between speaker and link: the quotations before the link, else all but the setting."""
    text = sentence.blotted
    if end > 0 and text[end - 1] == BLOT:
        low = end
        while low > start and text[low - 1] == BLOT:
            low -= 1
        lead = _past_setting(text, start, low)
        if lead >= low or text[low - 1] in ALONE:
            return (Range(sentence.start + low, sentence.start + end),)
    place = page.trimmed(sentence.start + _past_setting(text, start, end), sentence.start + end)
    return (place,) if place and place.end - place.start > 1 else None


def _past_setting(text: str, start: int, end: int) -> int:
    for _ in range(MOST_SETTINGS):
        match = _setting().match(text, start, end)
        start = match.end() if match else start
    return start


def _so(page: Page, sentence: Sentence, match: re.Match[str], place: _Place) -> Find | None:
    """ "こう述べた": the quotation that stands before this sentence or behind it."""
    text = sentence.blotted
    so = SO.search(text, max(place.at, match.start() - WINDOW), match.start())
    if so is None:
        return None
    behind = None if so["back"] else page.quotation_at(sentence.end)
    quotation = behind or page.quotation_before(sentence.start)
    if quotation is None:
        return None
    source = _topic(text, max(place.at, so.start() - FARTHEST), so.start() + 1)
    return _found(sentence, source, match, (quotation,), 0.5)


def _according(page: Page, sentence: Sentence) -> Iterator[Find]:
    """ "Xによると": what follows in the sentence, without the "it is said" at its end."""
    matches = list(ACCORDING.finditer(sentence.blotted))
    stops = [*(m.start() for m in matches[1:]), len(sentence.blotted)]
    for match, stop in zip(matches, stops, strict=False):
        body = sentence.blotted[match.end() : stop].rstrip("。 　")
        hearsay = HEARSAY.search(body)
        length = hearsay.start() if hearsay else len(body)
        said = page.trimmed(sentence.start + match.end(), sentence.start + match.end() + length)
        core = _core(match[1], match.start(1))
        if said and core:
            cue = sentence.place(*match.span("cue"))
            yield Find(sentence.place(core.start, core.end), (cue,), (said,), "report", 0.55)


def _headline(page: Page, sentence: Sentence) -> Find | None:
    """ "外相「…」" and "「…」=外相"."""
    before, behind = HEAD.match(sentence.blotted), HEAD_BEHIND.match(sentence.blotted)
    if before and _ends().search(before[1]):
        source, content = before.span(1), before.span(2)
    elif behind and _ends().search(behind[3]) and (BLOT in behind[1] or behind[2] in "＝=―—"):
        source, content = behind.span(3), behind.span(1)
    else:
        return None
    said = page.trimmed(sentence.start + content[0], sentence.start + content[1])
    return Find(sentence.place(*source), (), (said,), "say", 0.4) if said else None


def _found(
    sentence: Sentence,
    source: Range | None,
    match: re.Match[str],
    content: tuple[Range, ...],
    confidence: float,
) -> Find:
    start = match.start() + (1 if match["tail"] is not None else 0)
    placed = sentence.place(source.start, source.end) if source else None
    return Find(placed, (sentence.place(start, match.end()),), content, _act(match), confidence)
