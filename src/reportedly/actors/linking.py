"""A phrase -> the row of the registry that it means, with a reason; nothing where that would be a guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from reportedly.actors.lexicon import bodies, kindred, listed, singular
from reportedly.actors.registry import (
    Entry,
    bare,
    candidates,
    entries,
    is_ambiguous,
    misspelt,
    mononyms,
    person_id,
    surnames,
    terms,
    terms_of,
)
from reportedly.knowledge import load
from reportedly.records.actor import ActorLink

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w&'’ʻ]+(?:[-–][\w'’]+)*\.?|[,;()]")
LONGEST = 8
OWNER = re.compile(r"(?:['’]s|(?<=s)['’])$")
JOINING = frozenset({"and", "or", "&", ","})
# "Iran-backed" tells of a patron, "Tokyo-based" of a home, and who leads acts.
PATRON = re.compile(
    r"^(.+?)-(?:backed|brokered|funded|sponsored|trained|born|controlled|occupied|aligned|friendly|style|made)$"
)
HOME = re.compile(r"^(.+?)-(?:led|based|registered|owned|run|flagged)$")
AGAINST = frozenset({"anti", "pro", "non"})
FORMER = frozenset({"former", "ex"})
# With one of these a name that is also another place's is the state's: only states have them.
NATIONAL = frozenset(
    {"prime", "foreign", "president", "ministry", "embassy", "ambassador", "king", "army", "parliament"}
)
CERTAIN, LIKELY, FAIR, DOUBTFUL = 0.95, 0.85, 0.7, 0.6


@dataclass(frozen=True, slots=True)
class _Hit:
    """An entry found in the phrase, at the words ``[start, stop)``; `words` as written there."""

    entry: Entry
    start: int
    stop: int
    words: str
    owner: bool


def link(phrase: str, date: str | None = None, context: str = "") -> ActorLink | None:
    """Who or what of the registry a phrase means, on a day (ISO 8601) and in a text; None where nothing or
    more than one thing fits. "Georgia" and "the president" are nobody without more.
    """
    words = _words(phrase)
    hits = list(_hits(words, context))
    person = next((hit for hit in hits if hit.entry.kind == "person"), None)
    if person:
        return _person(person.entry, person.words, date)
    if not hits:
        return _by_surname(words, date) or _misspelt(words)
    chosen = _chosen(hits, words)
    if chosen is None:
        return None
    return _holder(chosen, words, date) or _link(chosen, words, context)


def _words(phrase: str) -> list[str]:
    """The words of a phrase; what a hyphen joins falls apart, but for "Iran-backed" and "Tokyo-based"."""
    found: list[str] = []
    for word in WORD.findall(phrase.replace("\n", " ")):
        whole = PATRON.match(word) or HOME.match(word)
        found += [word] if whole else [part for part in re.split("[-–]", word) if part]
    return found


def _unowned(word: str) -> str:
    return OWNER.sub("", word)


def _hits(words: Sequence[str], context: str) -> Iterator[_Hit]:
    """The names in a phrase, the longest first at each place."""
    at = 0
    while at < len(words):
        hit = next(_at(words, at, context), None)
        if hit:
            yield hit
        at = hit.stop if hit else at + 1


def _at(words: Sequence[str], at: int, context: str) -> Iterator[_Hit]:
    if PATRON.match(words[at]):
        return
    for stop in range(min(len(words), at + LONGEST), at, -1):
        raw = " ".join(words[at:stop])
        home = HOME.match(raw)
        spoken = home[1] if home else raw
        if (found := _entry(_unowned(spoken), context)) or (found := _entry(spoken.rstrip("."), context)):
            yield _Hit(found, at, stop, spoken, bool(OWNER.search(raw)))


def _entry(form: str, context: str) -> Entry | None:
    """The one row that a form means; of states that share it, the one that the context names."""
    shared = candidates(form)
    if shared:
        named = [code for code in shared if _is_named(code, context)]
        return _state(named[0]) if len(named) == 1 else None
    found = entries().get(bare(form), ())
    if not found and form.isupper() and len(form) > 4:
        found = entries().get(bare(form.title()), ())
    return found[0] if len({e.actor for e in found}) == 1 else None


def _state(code: str) -> Entry:
    return Entry(code, load("states")["states"][code]["name"], "people", code)


def _is_named(code: str, context: str) -> bool:
    """Whether a text names the state by a form that is its own."""
    row = load("states")["states"][code]
    forms = [row["name"]] if not is_ambiguous(code) else []
    forms += [*row.get("forms", ()), *row["adjectives"], *row.get("seats", ()), row["capital"].split(",")[0]]
    return any(form and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", context) for form in forms)


def _chosen(hits: Sequence[_Hit], words: Sequence[str]) -> _Hit | None:
    """The name that the phrase is about: of several states the first, unless they stand side by side."""
    own = [hit for hit in hits if not _is_set_off(hit, words) and not _is_surname(hit, words)]
    # A town's name that is somebody's as well gives way to a state's: "King Hassan of Morocco".
    if any(hit.entry.kind in ("state", "people") for hit in own):
        own = [hit for hit in own if hit.entry.kind != "place"]
    if not own:
        return None
    first = own[0]
    if len(own) > 1 and _lives_in(first, own[1], words):
        return own[1]
    for other in own[1:]:
        between = words[first.stop : other.start]
        beside = not between or all(w.lower() in JOINING for w in between)
        same = first.entry.country == other.entry.country
        if beside and not same and other.entry.country and first.entry.country:
            # "the Pakistani Taliban": a group of its own behind an adjective is the better name.
            return first if not between and (first.owner or first.entry.kind == "people") else None
    group = next((h for h in own if h.entry.kind == "group" and h.entry.country == first.entry.country), None)
    return group or first


def _lives_in(people: _Hit, home: _Hit, words: Sequence[str]) -> bool:
    """ "The Albanians of southern Serbia" are of Serbia."""
    plural = people.entry.kind == "people" and people.words.endswith("s")
    return plural and home.entry.kind == "state" and words[people.stop].lower() == "of"


def _is_set_off(hit: _Hit, words: Sequence[str]) -> bool:
    """ "pro-Russian", "ethnic Russians"; "former Soviet", but not "the former Panamanian president"."""
    before = words[hit.start - 1].lower() if hit.start else ""
    apart = before in AGAINST or (before == "ethnic" and hit.entry.kind == "people")
    return apart or (before in FORMER and hit.words in load("states")["past"]["names"])


def _is_surname(hit: _Hit, words: Sequence[str]) -> bool:
    """Whether a town's name is only a part of an unknown person's: "Ottilie Valencia", "Florence Lind"."""
    if hit.entry.kind != "place" or hit.stop - hit.start > 1 or hit.owner:
        return False
    first, then = words[hit.start - 1 : hit.start], words[hit.stop : hit.stop + 1]
    named = bool(first) and _is_given(first[0])
    return named or (hit.start == 0 and len(words) == 2 and bool(then) and _is_given(then[0]))


def _is_given(word: str) -> bool:
    """Whether a word may be a person's name: no title, no noun for a body, no point of the compass."""
    low = word.lower()
    common = _is_title(word) or low in _beside_towns() or low in bodies() or kindred(singular(low))
    return word[:1].isupper() and word[1:].islower() and not common


@cache
def _beside_towns() -> frozenset[str]:
    """Words that make no person of a town's name beside them, even with a capital."""
    doubtful = load("regions")["doubtful"]
    return frozenset((*doubtful["words"], *doubtful["beside"]))


def _link(hit: _Hit, words: Sequence[str], context: str) -> ActorLink | None:
    entry = hit.entry
    if entry.kind == "state" and entry.country and is_ambiguous(entry.country):
        told = any(word.lower() in NATIONAL for word in words) or _is_named(entry.country, context)
        if not told:
            return None
    reasons = {
        "state": ("the state's name", CERTAIN),
        "people": ("the state's adjective or people", LIKELY),
        "seat": ("a seat, a house or a body that stands for the state", LIKELY),
        "body": ("the body's name", CERTAIN),
        "group": ("the group's name", LIKELY),
        "place": ("a place in the state", FAIR),
    }
    why, sure = reasons[entry.kind]
    return ActorLink(entry.actor, entry.name, entry.kind, entry.country, f"{why}: {hit.words}", sure)


def _person(entry: Entry, spoken: str, date: str | None) -> ActorLink:
    """A person by name; the home is that of the office held on the day, else of the last held for a state."""
    held = [t for t in terms_of(entry.name) if date and t.holds(date)]
    home = held[0].home if held else entry.country
    country = None if home is None or home.startswith("body:") else home
    in_office = f", {held[0].office} then" if held else ""
    return ActorLink(
        entry.actor, entry.name, "person", country, f"the person's name: {spoken}{in_office}", CERTAIN
    )


def _holder(hit: _Hit, words: Sequence[str], date: str | None) -> ActorLink | None:
    """ "the Russian president" on a day: who then held the office, where the registry has just one."""
    office = _office(words)
    if not (date and office and hit.entry.country and hit.entry.kind in ("state", "people")):
        return None
    held = {t.person for t in terms() if t.home == hit.entry.country and t.office == office and t.holds(date)}
    if len(held) != 1:
        return None
    name = held.pop()
    why = f"{office} of {hit.entry.name} on {date}"
    return ActorLink(person_id(name), name, "person", hit.entry.country, why, LIKELY)


def _office(words: Sequence[str]) -> str | None:
    """The office that a phrase ends in, if it is nothing more than a state and an office."""
    low = [w.lower() for w in words if w.lower() not in ("the", "current", "of")]
    for office in (
        "prime minister",
        "foreign minister",
        "defence minister",
        "president",
        "chancellor",
        "premier",
    ):
        parts = office.split()
        spelled = [w.replace("defense", "defence") for w in low[-len(parts) :]]
        if (
            spelled == parts
            and len(low) <= len(parts) + 2
            and not {"vice", "deputy", "former", "ex"} & set(low)
        ):
            return office
    return None


def _by_surname(words: Sequence[str], date: str | None) -> ActorLink | None:
    """ "Mr Lavrov": a last name that the registry has once, or once on the day, with no other name; else
    the one name that somebody goes by.
    """
    names = [w for w in map(_unowned, words) if w[:1].isupper() and not _is_title(w)]
    if len(names) != 1 or words[-1].lower() in bodies() or kindred(singular(words[-1].lower())):
        return None
    form = bare(names[0])
    entry = _officeholder(form, date) or mononyms().get(form)
    if entry is None or form in entries():
        return None
    found = _person(entry, names[0], date)
    return replace(found, reason=f"the last name alone: {names[0]}", confidence=FAIR)


def _misspelt(words: Sequence[str]) -> ActorLink | None:
    """The first word that is a state's name but for one letter."""
    for word in map(_unowned, words):
        entry = misspelt(word)
        if entry:
            why = f"a misspelling of {entry.name}: {word}"
            return ActorLink(entry.actor, entry.name, entry.kind, entry.country, why, DOUBTFUL)
    return None


def _officeholder(form: str, date: str | None) -> Entry | None:
    """Who of that last name held an office by the day; before the day only where nobody shares the name."""
    people = surnames().get(form, ())
    if len(people) > 1 and date:
        people = tuple(p for p in people if any(t.holds(date) for t in terms_of(p)))
    known = [p for p in people if not date or any(t.start <= date for t in terms_of(p))]
    (one, *others) = known or people or ("",)
    return entries()[bare(one)][0] if one and not others else None


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in listed("titles") or low in ("the", "a", "an")
