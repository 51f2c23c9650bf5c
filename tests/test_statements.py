from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.attribution import MAKER, extract
from reportedly.attribution.acts import bases_of
from reportedly.knowledge import load
from reportedly.language import model_name, parse
from reportedly.records import Article, BlockClass, Kind, Modality, Parse, Range, Statement, lay_out

B = BlockClass


def article(text: str, *kinds: BlockClass, **known: str) -> Article:
    """Each line of `text` is a block; `kinds` are those of the first lines, the rest is body."""
    ranges, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[number] if number < len(kinds) else B.BODY
        ranges.append((Range(at, at + len(line)), kind))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(ranges), text, **known)


def found(text: str, *kinds: BlockClass, **known: str) -> list[Statement]:
    piece = article(text, *kinds, **known)
    return extract(piece, next(parse([piece])))


def said_by(text: str) -> list[tuple[str | None, str]]:
    return [(s.speaker, " ".join(c.text for c in s.cue)) for s in found(text)]


def roles(s: Statement) -> tuple[str, str, str]:
    joined = (" … ".join(span.text for span in role) for role in (s.source, s.cue, s.content))
    return tuple(joined)  # type: ignore[return-value]


ROLES = [
    (
        "after",
        "The ministry said that the talks had failed.",
        "The ministry",
        "said",
        "that the talks had failed",
    ),
    ("before", "“The talks have failed,” Ms Lind said.", "Ms Lind", "said", "“The talks have failed,”"),
    (
        "inverted",
        "“The talks have failed,” said a report by the Harbour Institute.",
        "a report by the Harbour Institute",
        "said",
        "“The talks have failed,”",
    ),
    (
        "around",
        "“The talks have failed,” Ms Lind said, “and nobody is surprised.”",
        "Ms Lind",
        "said",
        "“The talks have failed,” … “and nobody is surprised.”",
    ),
    (
        "several sentences",
        "“The talks have failed,” Ms Lind said. “Nobody is surprised by it.”",
        "Ms Lind",
        "said",
        "“The talks have failed,” … “Nobody is surprised by it.”",
    ),
    (
        "according to",
        "The talks have failed, according to the Harbour Institute.",
        "the Harbour Institute",
        "according to",
        "The talks have failed",
    ),
    (
        "transcript",
        "MARA LIND: We never agreed to these terms.",
        "MARA LIND",
        ":",
        "We never agreed to these terms",
    ),
    (
        "object",
        "The minister condemned the launch of the missile.",
        "The minister",
        "condemned",
        "the launch of the missile",
    ),
    (
        "infinitive",
        "The minister vowed to defend the strait.",
        "The minister",
        "vowed",
        "to defend the strait",
    ),
    ("preposition", "The minister called for an early vote.", "The minister", "called", "an early vote"),
    ("passive", "It is believed that the fleet has left.", "", "believed", "that the fleet has left"),
    (
        "relative",
        "Mara Lind, who said that the fleet had left port, resigned on Monday.",
        "who",
        "said",
        "that the fleet had left port",
    ),
    (
        "quoted as saying",
        "Mara Lind was quoted as saying that the fleet would leave.",
        "Mara Lind",
        "saying",
        "that the fleet would leave",
    ),
    (
        "paragraphs of one utterance",
        "“The first paragraph goes on and on.\n“The second one ends here,” said Mara Lind.",
        "Mara Lind",
        "said",
        "“The first paragraph goes on and on … “The second one ends here,”",
    ),
    (
        "as",
        "Lind and Rao regard the order as an “obstacle” to peace.",
        "Lind and Rao",
        "regard",
        "the order as an “obstacle” to peace",
    ),
    (
        "dateline",
        "OSTHAVN (Fjord Press) — The fleet has left the bay, the ministry said.",
        "the ministry",
        "said",
        "The fleet has left the bay",
    ),
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), [c[1:] for c in ROLES], ids=[c[0] for c in ROLES]
)
def test_roles(text: str, source: str, cue: str, content: str) -> None:
    """The cue may have its auxiliaries and its preposition with it."""
    assert (source, content) in [(s, t) for s, c, t in map(roles, found(text)) if cue in c]


def test_a_headline_names_its_source_after_a_colon() -> None:
    text = "Navies May Soon Share Bases: Harbour Report\nNothing else is known."
    first = found(text, B.TITLE)[0]
    assert roles(first) == ("Harbour Report", ":", "Navies May Soon Share Bases")
    assert first.confidence < found("MARA LIND: We never agreed to these terms.")[0].confidence


def test_captions_are_skipped() -> None:
    text = "The minister said that the talks had failed.\nThe minister said that the fleet had left."
    (only,) = found(text, B.BODY, B.CAPTION)
    assert only.content[0].text == "that the talks had failed"


def test_a_shared_subject_speaks_on() -> None:
    text = "The institute said the fleet had left, adding that it would return."
    assert said_by(text) == [("the institute", "said"), ("the institute", "adding")]


SPEAKERS = [
    (
        "paper by a body",
        "The fleet may leave, said a report by the Harbour Institute of Norland. The report said it left.",
        ["Harbour Institute of Norland"] * 2,
    ),
    (
        "paper of a body",
        "The Harbour Institute had its annual report printed. The report said the fleet would return.",
        ["Harbour Institute"],
    ),
    (
        "it",
        "The fleet has left, the Harbour Institute said. The ships will be back in May, it added.",
        ["Harbour Institute"] * 2,
    ),
    (
        "kind of body",
        "The Harbour Institute said the fleet had left. The think tank said it would return.",
        ["Harbour Institute"] * 2,
    ),
    (
        "surname",
        "Mara Lind said the fleet had left. Lind said it would return.",
        ["Mara Lind"] * 2,
    ),
    ("pronoun", "Mara Lind said the fleet had left. She said it would return.", ["Mara Lind"] * 2),
    (
        "acronym",
        "The Harbour Institute for Sea Studies (HISS) said the fleet had left. HISS said it would return.",
        ["Harbour Institute for Sea Studies"] * 2,
    ),
    (
        "described before it is named",
        "A think tank warned of a long crisis.\nThe Harbour Institute said the fleet had left.",
        ["Harbour Institute"] * 2,
    ),
    ("relative", "Mara Lind, who said the fleet had left, has resigned.", ["Mara Lind"]),
    (
        "paper in apposition",
        "“It may leave,” said the Maritime Yearbook, the annual study of the Harbour Institute.",
        ["Harbour Institute"],
    ),
    (
        "authors",
        "The Harbour Institute released a yearbook. Its authors say that the fleet left.",
        ["Harbour Institute"],
    ),
    ("they", "Two diplomats said that the fleet had left. They said it would return.", ["two diplomats"] * 2),
    (
        "described and named",
        "The Strait Liaison Office said the fleet had left. The office said it would return.",
        ["Strait Liaison Office"] * 2,
    ),
    ("unnamed", "A defence official said the fleet had left.", ["a defence official"]),
    ("nobody", "It is believed that the fleet has left.", [None]),
    ("several", "Lind and Rao said that the fleet had left.", ["Lind and Rao"]),
]


@pytest.mark.parametrize(("text", "speakers"), [c[1:] for c in SPEAKERS], ids=[c[0] for c in SPEAKERS])
def test_speakers(text: str, speakers: list[str | None]) -> None:
    assert [s.speaker for s in found(text)] == speakers


def test_a_document_is_relayed_by_outlet_and_agency() -> None:
    text = "The fleet may leave, the Harbour Institute said in its Maritime Outlook Report."
    (only,) = found(text, outlet="The Fjord Courier", agency="Fjord Press")
    assert (only.speaker, only.document) == ("Harbour Institute", "Maritime Outlook Report")
    assert only.via == ("The Fjord Courier", "Fjord Press", "Maritime Outlook Report")


KINDS = [
    ("“The talks have failed,” Ms Lind said.", Kind.DIRECT),
    ("Ms Lind said the talks had “failed for good” after a long night.", Kind.MIXED),
    ("Ms Lind said the talks had failed.", Kind.INDIRECT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_is_the_share_of_quoted_words(text: str, kind: Kind) -> None:
    assert [s.kind for s in found(text)] == [kind]


CERTAINTY = [
    ("The ministry said the fleet has left.", Modality.ASSERTED, False, []),
    ("The ministry said the fleet may leave.", Modality.POSSIBLE, False, ["may"]),
    ("The ministry said it is likely that the fleet left.", Modality.PROBABLE, False, ["likely"]),
    ("The ministry said the fleet will leave.", Modality.PREDICTED, False, []),
    ("The ministry said the fleet will leave if talks fail.", Modality.CONDITIONAL, False, ["if"]),
    ("The ministry said the fleet should leave.", Modality.RECOMMENDED, False, []),
    ("The ministry said the fleet has not left.", Modality.ASSERTED, True, []),
    ("The ministry denied that the fleet has left.", Modality.ASSERTED, True, []),
    ("The ministry said the fleet would leave.", Modality.PREDICTED, False, []),
    ("The ministry said the fleet is a guard, not a threat.", Modality.ASSERTED, False, []),
    ("The ministry said it will not only watch but act.", Modality.PREDICTED, False, []),
    ("The ministry said the fleet left in May 2021.", Modality.ASSERTED, False, []),
]


@pytest.mark.parametrize(("text", "modality", "negated", "hedges"), CERTAINTY)
def test_certainty(text: str, modality: Modality, negated: bool, hedges: list[str]) -> None:
    (only,) = found(text)
    assert (only.modality, only.negated, [h.text for h in only.hedges]) == (modality, negated, hedges)


ACTS = [
    ("The ministry warned that the fleet had left.", "warn"),
    ("The ministry denied that the fleet had left.", "deny"),
    ("The ministry urged the fleet to leave.", "demand"),
    ("The ministry predicted that the fleet would leave.", "predict"),
    ("The ministry did not say whether the fleet had left.", "not-say"),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_acts(text: str, act: str) -> None:
    assert [s.act for s in found(text)] == [act]


def test_every_verb_has_one_act() -> None:
    cues = load("cues")
    acts = [verb for listed in cues["acts"].values() for verb in listed]
    assert sorted({v for v in acts if acts.count(v) > 1}) == []
    assert cues["irregular"].keys() - set(acts) == set()


@pytest.mark.parametrize(
    ("form", "base"),
    [("said", "say"), ("denies", "deny"), ("urging", "urge"), ("slammed", "slam"), ("argued", "argue")],
)
def test_verb_forms(form: str, base: str) -> None:
    assert base in bases_of(form)


@pytest.mark.parametrize(
    "text", ["", "\n", "“", "”\n“", ":", "said", "said said said", "according to", "It said.", "“a”: “b”"]
)
def test_hardly_a_text_makes_no_statement_and_no_error(text: str) -> None:
    assert {s.maker for s in found(text)} <= {MAKER, model_name()}


def check_spans(text: str, statements: list[Statement]) -> None:
    assert len({s.id for s in statements}) == len(statements)
    for s in statements:
        assert s.cue or s.kind is Kind.DIRECT
        assert s.content
        for role in (s.source, s.cue, s.content, s.hedges):
            assert all(text[x.start : x.end] == x.text for x in role)
            assert all(a.end <= b.start for a, b in pairwise(role))
        assert not any("\n" in x.text for x in (*s.source, *s.cue, *s.content))


WORDS = [
    "said",
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'s",
    "the report",
    "Lind",
    "it",
    "that",
    "may",
    "😀",
    "字",
    "\u200fעם\u200e",
    ",",
    ".",
    ":",
    "—",
    "\n",
    "according to",
    "he",
    "e\u0301",
    "THE MINISTRY",
    "not",
    "“Yes,”",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(TEXTS)
@settings(max_examples=25)
def test_spans_are_exact_in_broken_texts(text: str) -> None:
    check_spans(text, found(text))


@pytest.mark.slow
@given(TEXTS | st.text(max_size=200))
@settings(max_examples=600)
def test_spans_are_exact_in_many_broken_texts(text: str) -> None:
    check_spans(text, found(text))


HEADS = st.lists(st.tuples(st.sampled_from(WORDS[:8]), st.integers(0, 30)), min_size=1, max_size=30)


@given(HEADS, st.randoms(use_true_random=False))
def test_no_tree_raises(made: list[tuple[str, int]], random) -> None:  # type: ignore[no-untyped-def]
    """Any labels and heads, even ones that no parser gives: the record, not the model, is the contract."""
    text, starts = "", []
    for word, _ in made:
        starts.append(len(text))
        text += word + " "
    size = len(made)
    labels = ["nsubj", "ccomp", "ROOT", "dobj", "prep", "conj", "relcl", "poss", "agent", "appos", "neg"]
    tags = ["VBD", "NN", "NNP", "PRP", "IN", "MD"]
    heads = [min(h, i) for i, (_, h) in enumerate(made)]
    columns = ([random.choice(tags) for _ in made], [random.choice(labels) for _ in made], heads)
    ends = [s + len(w) for s, (w, _) in zip(starts, made, strict=True)]
    record = Parse("a", tuple(starts), tuple(ends), *map(tuple, columns), (0,), (), "test")
    assert size == len(record.starts)
    check_spans(text, extract(article(text), record))


SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real clippings are not part of the repository")
def test_a_real_report_stands_behind_the_wire_story() -> None:
    text = next(SEEDS.glob("000*.txt")).read_text()
    named = [s for s in found(text) if s.speaker]
    assert len(named) >= 14
    nested = [s for s in named if any("United States" in x.text for x in s.source)]
    assert {s.speaker for s in named if s not in nested} == {"National Institute for Defense Studies"}
