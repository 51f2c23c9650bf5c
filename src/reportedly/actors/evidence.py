"""What kind of thing a name means, by the words in it and around it."""

from collections.abc import Iterator, Mapping
from functools import cache

from reportedly.actors.describing import Description
from reportedly.actors.lexicon import bodies, documents, kindred, listed, nouns
from reportedly.actors.naming import JOINING, QUOTES, Run
from reportedly.actors.registry import is_state
from reportedly.actors.tokens import Tokens
from reportedly.knowledge import load
from reportedly.records.actor import SpeakerKind

LABELS = {
    "PERSON": SpeakerKind.PERSON,
    "ORG": SpeakerKind.BODY,
    "GPE": SpeakerKind.BODY,
    "NORP": SpeakerKind.GROUP,
    "WORK_OF_ART": SpeakerKind.DOCUMENT,
    "LAW": SpeakerKind.DOCUMENT,
}
# A newsroom's last word that is also an everyday word counts less.
COMMON = 2
ON_AIR = frozenset({"radio", "television", "tv", "channel"})
SURE = 3
# "Norrlandic", "Norrlander" and "Norrlandish" make a state of "Norrland".
ADJECTIVES = ("n", "an", "ian", "ese", "ish", "ic", "i", "er")
PLACING = frozenset({"in", "across", "near", "throughout"})
Vote = tuple[SpeakerKind, int]


def votes(tokens: Tokens, run: Run, around: list[Description]) -> Iterator[Vote]:
    """Kinds with their weight, from one mention."""
    if run.titled:
        yield SpeakerKind.PERSON, SURE + 1
    for description in around:
        kind = kindred(description.noun)
        # People are told by nouns that we list; "a pool of underwriters" is something else.
        yield (SpeakerKind(kind), SURE) if kind else (SpeakerKind.BODY, SURE - 1)
    yield from _by_words(tokens, run)
    if run.label in LABELS:
        yield LABELS[run.label], 1 + (run.label == "PERSON" and run.stop - run.start > 1)
    if run.stop - run.start == 1 and not run.titled and _is_place(tokens, run):
        yield SpeakerKind.BODY, SURE - 1
    behind = tokens.words[run.stop : run.stop + 3]
    if behind[:2] == [",", "which"] or tokens.tags[run.stop - 1] == "NNPS":
        yield SpeakerKind.BODY, COMMON
    if _is_quoted(tokens, run) and tokens.words[head_of(tokens, run)] not in nouns("lands"):
        yield SpeakerKind.DOCUMENT, SURE
    if run.first > 0 and tokens.words[run.first - 1] in ("told", "tells") and run.label != "PERSON":
        yield SpeakerKind.OUTLET, COMMON
    if behind[:1] == [","] and len(behind) > 1 and (behind[1] == "who" or behind[1].isdigit()):
        yield SpeakerKind.PERSON, SURE


def _by_words(tokens: Tokens, run: Run) -> Iterator[Vote]:
    """From the name's own words: "Institute", "Gazette", "Report 2034"."""
    name = tokens.spelled(run.start, run.stop)
    if is_newsroom(name):
        yield SpeakerKind.OUTLET, SURE + 1
    if is_state(name):
        yield SpeakerKind.BODY, SURE + 1
    head = head_of(tokens, run)
    word = tokens.words[head]
    if tokens.words[run.start] in ON_AIR and run.stop - run.start > 1:
        yield SpeakerKind.OUTLET, SURE
    if word in listed("outlets") and (run.stop - run.start > 1 or _has_article(tokens, run)):
        yield SpeakerKind.OUTLET, COMMON if word in listed("outlets", "common") else SURE
    if word in bodies():
        yield SpeakerKind.BODY, SURE
    if tokens.words[run.stop - 1].isdigit() or word in documents():
        yield SpeakerKind.DOCUMENT, SURE - 1


def head_of(tokens: Tokens, run: Run) -> int:
    """The noun of a name: the word before its first "of" or "for", else the last that is no number."""
    for token in range(run.start + 1, run.stop):
        if tokens.words[token] in JOINING:
            return token - 1
    last = run.stop - 1
    return last - 1 if tokens.words[last].isdigit() and last > run.start else last


def _is_quoted(tokens: Tokens, run: Run) -> bool:
    """A name that fills a quotation is a title: “The Moving Line”."""
    first = run.start - 1
    if first > 0 and tokens.words[first] == "the":
        first -= 1
    behind = run.stop if run.stop < len(tokens) and tokens.words[run.stop] != "," else run.stop + 1
    several = run.stop - run.start > 1 or first < run.start - 1
    return (
        several
        and first >= 0
        and behind < len(tokens)
        and {tokens.forms[first], tokens.forms[behind]} <= QUOTES
    )


def _is_place(tokens: Tokens, run: Run) -> bool:
    """ "in Norrland"; "Norrland's parliament"; a name whose own adjective the article uses."""
    if run.first > 0 and tokens.words[run.first - 1] in PLACING:
        return True
    owned = tokens.words[run.stop : run.stop + 1] in (["'s"], ["'"])
    if owned and any(
        w in bodies() or w in listed("small", "sovereign") for w in tokens.words[run.stop + 1 : run.stop + 4]
    ):
        return True
    return any(tokens.words[run.start] + ending in tokens.vocabulary for ending in ADJECTIVES)


def _has_article(tokens: Tokens, run: Run) -> bool:
    return run.start > 0 and tokens.words[run.start - 1] == "the"


def is_newsroom(name: str) -> bool:
    """Whether the lists of agencies and outlets hold the name."""
    return name in newsrooms()


@cache
def newsrooms() -> Mapping[str, str]:
    """Every form of every agency and outlet that we list -> its name."""
    rows = [*load("agencies")["agencies"].values(), *load("outlets")["outlets"].values()]
    return {form: row["name"] for row in rows for form in (*row["forms"], *row.get("short", ()), row["name"])}
