"""What joining and linking make of a model's readings: any readings, on any text, and the perfect ones."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution import MAKER, extract
from reportedly.attribution.joining import gather
from reportedly.attribution.tree import Tree
from reportedly.records import Article, BlockClass, Parse, Range, Reading, Statement, lay_out

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import linking  # noqa: E402

MARK = re.compile(r"\{([sct])(\d?):|\}")
TOKEN = re.compile(r"\w+|[^\w\s]")
SIGN = {"s": "source", "c": "cue", "t": "content"}


def article(text: str, *kinds: BlockClass) -> Article:
    """Each line is a block; `kinds` are those of the first lines, the rest is body."""
    ranges, at = [], 0
    for number, line in enumerate(text.split("\n")):
        ranges.append((Range(at, at + len(line)), kinds[number] if number < len(kinds) else BlockClass.BODY))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(ranges), text)


def parsed(text: str, readings: tuple[Reading, ...] = ()) -> Parse:
    """A parse that knows tokens, sentences and lines, and nothing of grammar."""
    places = [m.span() for m in TOKEN.finditer(text)]
    starts, ends = tuple(s for s, _ in places), tuple(e for _, e in places)
    tags = tuple("NNP" if text[s].isupper() else "XX" for s in starts)
    firsts = [t for t in range(len(starts)) if t == 0 or _opens(text, ends[t - 1], starts[t])]
    size = len(starts)
    return Parse(
        "a", starts, ends, tags, ("dep",) * size, tuple(range(size)), tuple(firsts), (), "m", readings
    )


def _opens(text: str, end: int, start: int) -> bool:
    """Whether a sentence opens between two tokens: a line ends there, or a sentence's stop and marks."""
    return "\n" in text[end:start] or text[max(end - 2, 0) : end].rstrip('”"').endswith((".", "!", "?"))


def read(marked: str) -> tuple[str, Parse]:
    """The text of ``{s:Lind} {c:said} {t:“...”}`` with its readings; digits tell those of one line apart."""
    text, open_, roles = "", [], {}
    last = 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            open_.append(((mark[2], marked.count("\n", 0, mark.start())), SIGN[mark[1]], len(text)))
        else:
            name, role, start = open_.pop()
            roles.setdefault(name, {}).setdefault(role, []).append((start, len(text)))
    text += marked[last:]
    plain = parsed(text)
    found = []
    for one in roles.values():
        taken: set[int] = set()
        columns = {}
        for role in ("cue", "source", "content"):
            tokens = [
                t
                for t, (s, e) in enumerate(zip(plain.starts, plain.ends, strict=True))
                if any(a < e and s < b for a, b in one.get(role, ())) and t not in taken
            ]
            taken.update(tokens)
            columns[role] = tuple(tokens)
        found.append(Reading(**columns, probability=0.8))
    return text, parsed(text, tuple(found))


def made(marked: str) -> list[str]:
    """The statements as ``source | cue | content``."""
    text, parse = read(marked)
    return [
        " | ".join(" … ".join(span.text for span in role) for role in (s.source, s.cue, s.content))
        for s in extract(article(text), parse)
    ]


LINKED = [
    ("as read", "{t:The talks failed}, {s:Lind} {c:said}.", ["Lind | said | The talks failed"]),
    (
        "marks inside, stop outside",
        "{s:Lind} {c:said} {t:: “The talks failed.”}",
        ["Lind | said | “The talks failed.”"],
    ),
    (
        "in pieces",
        "{t:“The talks,”} {s:Lind} {c:said}, {t:“have failed.”}",
        ["Lind | said | “The talks,” … “have failed.”"],
    ),
    (
        "nested",
        "{t1:{s2:Rao} {c2:fears} {t2:a war}}, {s1:Lind} {c1:said}.",
        ["Rao | fears | a war", "Lind | said | Rao fears a war"],
    ),
    (
        "runs on over paragraphs",
        "“We began to talk in May and never stopped.\n{t:“And now it is over,”} {s:Lind} {c:said}.",
        ["Lind | said | “We began to talk in May and never stopped … “And now it is over,”"],
    ),
    (
        "runs on behind its cue",
        "{s:Lind} {c:said}: {t:“We began to talk in May.}\n“And now all of it is over.”",
        ["Lind | said | “We began to talk in May … “And now all of it is over.”"],
    ),
    (
        "more of the same words",
        "{t:“The talks have failed,”} {s:Lind} {c:said}. “Nobody is surprised by that now.”",
        ["Lind | said | “The talks have failed,” … “Nobody is surprised by that now.”"],
    ),
    (
        "a closed quotation in the next paragraph",
        "{t:“The talks have failed,”} {s:Lind} {c:said}.\n“Nobody is surprised by that now.”",
        ["Lind | said | “The talks have failed,”", " |  | “Nobody is surprised by that now.”"],
    ),
    (
        "words behind indirect speech",
        "{s:Lind} {c:said} {t:the talks had failed}. “Nobody is surprised by that now.”",
        ["Lind | said | the talks had failed", " |  | “Nobody is surprised by that now.”"],
    ),
    (
        "a third paragraph",
        "{s:Lind} {c:said} {t:the talks had failed}.\nSnow fell.\n“Nobody is surprised by that now.”\nA door "
        "opened.\n“You will find your coats outside it.”",
        [
            "Lind | said | the talks had failed",
            " |  | “Nobody is surprised by that now.”",
            " |  | “You will find your coats outside it.”",
        ],
    ),
    (
        "too far off",
        "{s:Lind} {c:said} {t:the talks had failed}.\nSnow.\nSnow.\n“Nobody is surprised by that now.”",
        ["Lind | said | the talks had failed"],
    ),
    (
        "only a name",
        "{s:Lind} {c:said} {t:the talks had failed}. “The Long and Winding Night” opens today.",
        ["Lind | said | the talks had failed"],
    ),
    (
        "who only feared it",
        "{s:Lind} {c:feared} {t:for the talks}. “Nobody is surprised by that now.”",
        ["Lind | feared | for the talks"],
    ),
    (
        "behind a colon",
        "{s:Lind} {c:added}:\n“The talks have failed, as all of us knew.” Snow fell.",
        ["Lind | added | “The talks have failed, as all of us knew.”"],
    ),
    (
        "set off behind a colon",
        "{s:Lind} {c:added}:\nThe talks have failed, as all of us knew.\nSnow fell.",
        ["Lind | added | The talks have failed, as all of us knew"],
    ),
    (
        "a source with a hole",
        "{s:The head of the} harbour {s:board of Ostra} {c:said} {t:so}.",
        ["The head of the harbour board of Ostra | said | so"],
    ),
    (
        "two phrases for a source",
        "{s:A cold wind} blew over all of the bay as {s:Lind} {c:said} {t:so}.",
        ["Lind | said | so"],
    ),
    (
        "part of a quotation",
        "{s:Lind} {c:said}: “{t:We began to talk in} May.”",
        ["Lind | said | “We began to talk in May.”"],
    ),
    (
        "scraps behind a cue",
        "{s:Lind} {c:said} at {t:noon} to the board: {t:“We began to talk.”}",
        ["Lind | said | “We began to talk.”"],
    ),
    (
        "a sentence half quoted",
        "{t:The patrol}, {s:Lind} {c:said}, {t:“is all that there is.”}",
        ["Lind | said | The patrol … “is all that there is.”"],
    ),
    ("nothing behind it", "{s:Lind} {c:added} nothing.", []),
]


@pytest.mark.parametrize(("marked", "statements"), [c[1:] for c in LINKED], ids=[c[0] for c in LINKED])
def test_readings_are_linked(marked: str, statements: list[str]) -> None:
    assert made(marked) == statements


def test_the_models_probability_is_the_confidence() -> None:
    text, parse = read("{t:The talks failed}, {s:Lind} {c:said}. “Nobody is surprised by that now.”")
    first, second = extract(article(text), parse)
    assert (first.confidence, first.maker, second.maker) == (0.8, "m", MAKER)
    assert second.confidence < 0.8


def test_a_quotation_in_a_caption_goes_on_with_nothing() -> None:
    text, parse = read("{s:Lind} {c:said} {t:the talks had failed}.\n“Nobody is surprised by that now.”")
    (only,) = extract(article(text, BlockClass.BODY, BlockClass.CAPTION), parse)
    assert only.content[0].text == "the talks had failed"


def check_spans(text: str, statements: list[Statement]) -> None:
    assert len({s.id for s in statements}) == len(statements)
    for s in statements:
        assert s.content
        for role in (s.source, s.cue, s.content, s.hedges):
            assert all(text[x.start : x.end] == x.text and "\n" not in x.text for x in role)
            assert all(a.end <= b.start for a, b in pairwise(role))


WORDS = [
    "said",
    "“",
    "”",
    '"',
    "Lind",
    "the report",
    ":",
    ".",
    ",",
    "\n",
    "not",
    "“Yes it is so.”",
    "'",
    "may",
]
TOKENS = st.lists(st.integers(-2, 50), max_size=8).map(tuple)
READINGS = st.builds(Reading, TOKENS, TOKENS, TOKENS, st.floats(-1, 2), st.booleans())


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.lists(READINGS, max_size=6).map(tuple))
@settings(max_examples=100)
def test_any_readings_make_exact_spans(text: str, readings: tuple[Reading, ...]) -> None:
    check_spans(text, extract(article(text), parsed(text, readings)))


@pytest.fixture(scope="module")
def pairs() -> list[tuple[linking.Roles | None, linking.Roles | None]]:
    """The annotated statements of the part that may be looked at, beside what perfect readings become."""
    rows = linking.rows(ROOT / "corpora" / "attribution" / "train")
    pieces = [linking.article(row) for row in rows]
    return [p for r, a in zip(rows, pieces, strict=True) for p in linking.compare(r, a, parsed(a.text))]


def test_joining_loses_nothing(pairs: list[tuple[linking.Roles | None, linking.Roles | None]]) -> None:
    cued = [(gold, ours) for gold, ours in pairs if gold and gold.cue]
    assert sum(gold == ours for gold, ours in cued) >= 0.99 * len(cued)


def test_linking_invents_little(pairs: list[tuple[linking.Roles | None, linking.Roles | None]]) -> None:
    assert sum(gold is None for gold, _ in pairs) <= 0.01 * len(pairs)


def test_most_quotations_without_a_cue_are_found(
    pairs: list[tuple[linking.Roles | None, linking.Roles | None]],
) -> None:
    orphans = [(gold, ours) for gold, ours in pairs if gold and not gold.cue]
    assert sum(gold == ours for gold, ours in orphans) >= 0.4 * len(orphans)


def test_a_long_interview_has_one_speaker() -> None:
    text, parse = read("{s:Lind} {c:said} {t:so}.\n" + "“Nobody is surprised by that now.”\n" * 2000)
    found = gather(article(text), Tree(article(text), parse), parse)
    assert [d.follows for d in found] == [(), *[found[0].cue] * 2000]


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "{t:Navies May Soon Share Bases}: {s:Norrland} {c:Report}\nNothing else is known.",
            "Norrland Report",
        ),
        (
            "{t:Navies May Soon Share Bases}, {s:Norrland} {c:Said}: Report\nNothing else is known.",
            "Norrland",
        ),
    ],
)
def test_a_word_of_the_tellers_name_is_no_verb(marked: str, source: str) -> None:
    text, made = read(marked)
    told = article(text, BlockClass.TITLE)
    first = gather(told, Tree(told, made), made)[0]
    assert " ".join(text[made.starts[t] : made.ends[t]] for t in first.source) == source
