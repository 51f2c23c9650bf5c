"""How surely a statement is put: act, modality, polarity, hedges, time, verbatim words, whose certainty."""

import csv
import io
import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import knowledge
from reportedly.attribution.acts import bases_of
from reportedly.attribution.manner import Manner, inner, manner
from reportedly.attribution.tree import Tree
from reportedly.export import to_csv, to_json
from reportedly.knowledge import load
from reportedly.language import parse
from reportedly.pipeline import codec
from reportedly.pipeline.plan import STAGES
from reportedly.records import (
    Article,
    BlockClass,
    Certainty,
    Estimate,
    Kind,
    Modality,
    Parse,
    Range,
    Reporter,
    Span,
    Statement,
    Time,
    lay_out,
)

M, T, C, R = Modality, Time, Certainty, Reporter
PIECE = re.compile(r"\{([sct]):([^{}]*)\}")


def article(text: str) -> Article:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((Range(at, at + len(line)), BlockClass.BODY))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(lines), text)


def put(marked: str) -> Manner:
    """How the words of a text with its roles in braces are put: "{s:Lind} {c:said} {t:it may rain}"."""
    places: dict[str, list[Range]] = {"s": [], "c": [], "t": []}
    text, last = "", 0
    for found in PIECE.finditer(marked):
        text += marked[last : found.start()]
        places[found[1]].append(Range(len(text), len(text) + len(found[2])))
        text += found[2]
        last = found.end()
    text += marked[last:]
    piece = article(text)
    tree = Tree(piece, next(parse([piece])))
    source, cue, content = ([t for r in places[role] for t in tokens(tree, r)] for role in "sct")
    return manner(tree, cue, content, source=source)


def tokens(tree: Tree, place: Range) -> list[int]:
    edges = enumerate(zip(tree.starts, tree.ends, strict=True))
    return [t for t, (start, end) in edges if start < place.end and place.start < end]


ACTS = [
    ("{s:Lind} {c:said} {t:the ice was thin}.", "say"),
    ("{s:Lind} {c:is convinced} {t:that the ice is thin}.", "believe"),
    ("{s:The ministry} {c:took strong exception to} {t:the remark}.", "criticize"),
    ("{s:The ministry} {c:ruled out} {t:a second ferry}.", "deny"),
    ("{s:Rao} {c:issued a statement deploring} {t:the delay}.", "criticize"),
    ("{s:The envoy} {c:voiced} {t:concern over the buoys}.", "fear"),
    ("{s:Two harbours} {c:are believed to oppose} {t:the toll}.", "criticize"),
    ("{s:Lind} {c:did not say} {t:who would pay}.", "not-say"),
    ("{s:Neither harbour} {c:has said} {t:who will pay}.", "not-say"),
    ("{s:Lind} {c:declined to comment on} {t:the toll}.", "not-say"),
    ("{s:Lind} {c:did not wish} {t:to be named}.", "not-say"),
    ("{s:Lind} {c:did not rule out} {t:a second toll}.", "say"),
    ("{s:The clerk} {c:refused to sign} {t:the protocol}.", "deny"),
    ("{s:The chart} {c:is silent on} {t:the reef}.", "not-say"),
    ("{s:The guild} {c:asked} {t:whether the reef had moved}.", "ask"),
    ("{s:The guild} {c:asked} {t:the pilots to wait}.", "demand"),
    ("{s:The guild} {c:asked for} {t:a second pilot}.", "demand"),
    ("{s:The guild} {c:told} {t:the pilots to wait}.", "demand"),
    ("{s:The guild} {c:told} reporters {t:that the pilots had waited}.", "say"),
    ("{s:Rao} {c:demanded to know} {t:who had paid}.", "ask"),
    ("{s:Rao} {c:called for} {t:a second pilot}.", "demand"),
    ("{s:Rao} {c:called} {t:the toll “a tax on fog”}.", "criticize"),
    ("{s:The two ports} {c:agreed} {t:to share a tug}.", "confirm"),
    ("{s:The two ports} {c:plan} {t:to share a tug}.", "want"),
    ("{s:Rao} {c:said in a statement} {t:that the tug had sunk}.", "say"),
    ("{s:Rao} {c:shot back} {t:that the tug was fine}.", "answer"),
    ("{c:In} {s:its} {c:view}, {t:the tug is fine}.", "believe"),
    ("{c:According to} {s:the guild}, {t:the tug is fine}.", "say"),
    ("{s:The study} {c:found} {t:no trace of oil}.", "show"),
    ("{s:Pilots} {c:see} {t:tolls doubling}.", "predict"),
    ("{s:Lind} {c:said} {t:the reports of a leak were groundless}.", "deny"),
    ("{s:Reporter}{c::} {t:Has the tug left?}", "ask"),
    ("{s:Harbour}{c::} {t:tug has left}", "say"),
    ("{t:“The tug has left.”}", "say"),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_acts(text: str, act: str) -> None:
    assert put(text).act == act


MODALITIES = [
    ("{s:Lind} {c:said} {t:the tug has left}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:the tug may leave}.", M.POSSIBLE, ["may"]),
    ("{s:Lind} {c:said} {t:they could not find the tug}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:a second leak cannot be ruled out}.", M.POSSIBLE, ["cannot be ruled out"]),
    ("{s:Lind} {c:said} {t:the tug will probably leave}.", M.PROBABLE, ["probably"]),
    ("{s:Lind} {c:said} {t:the tug is believed to have left}.", M.PROBABLE, ["is believed to"]),
    ("{s:Lind} {c:said} {t:the tug would leave in May}.", M.PREDICTED, []),
    ("{s:Lind} {c:says} {t:a strike would close the port}.", M.CONDITIONAL, ["would"]),
    ("{s:The study} {c:found} {t:a strike would close the port}.", M.CONDITIONAL, ["would"]),
    ("{s:Lind} {c:said} {t:the tug will leave if the fog lifts}.", M.CONDITIONAL, ["if"]),
    ("{s:Lind} {c:said} {t:the pilots should wait}.", M.RECOMMENDED, []),
    ("{s:Lind} {c:said} {t:the pilots should have waited}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:pilots should not sail unless they are sure}.", M.RECOMMENDED, ["unless"]),
    ("{s:Lind} {c:urged} {t:them to wait}.", M.RECOMMENDED, []),
    ("{s:Lind} {c:said}: {t:“Wait for the fog to lift.”}", M.RECOMMENDED, []),
    ("{s:Lind} {c:hopes} {t:to leave by summer}.", M.PREDICTED, []),
    ("{s:Lind} {c:did not rule out} {t:a second toll}.", M.POSSIBLE, []),
    ("{s:Lind} {c:refused to rule out} {t:a second toll}.", M.POSSIBLE, []),
    ("{s:Lind} {c:says} {t:the two fleets are so close that they may merge}.", M.POSSIBLE, ["may"]),
    ("{s:Lind} {c:would like} {t:the toll to be halved}.", M.RECOMMENDED, []),
    ("{s:Lind} {c:is weighing} {t:a sale of the tug}.", M.POSSIBLE, []),
    ("{s:Lind} {c:promised} {t:a second tug}.", M.PREDICTED, []),
    ("{s:Lind} {c:did not promise} {t:a second tug}.", M.ASSERTED, []),
    ("{s:Lind} {c:asked} {t:if the tug had left}.", M.ASSERTED, []),
    ("{s:Lind} {c:did not say} {t:who would pay}.", M.ASSERTED, []),
    ("{s:The guild} {c:accused} {t:Lind of selling berths that would never open}.", M.ASSERTED, []),
    ("{s:Harbour} {c:says} {t:Guild to Reopen Lock}", M.PREDICTED, []),
    ("{s:Lind} {c:said} {t:the second tug is to leave on Monday}.", M.PREDICTED, []),
    ("{s:Lind} {c:said} {t:Trondal is closer to Elvane than Elvane is to Trondal}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:most of the coal is going to Elvane}.", M.ASSERTED, []),
    ("{s:The report} {c:highlighted} {t:the guild’s efforts to rebuild the lock}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:the tug left in May 2021}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:the tug once belonged to the guild}.", M.ASSERTED, []),
    ("{s:Lind} {c:said} {t:the tug looked as if it had burned}.", M.ASSERTED, []),
]


@pytest.mark.parametrize(("text", "modality", "hedges"), MODALITIES)
def test_modality_and_hedges(text: str, modality: Modality, hedges: list[str]) -> None:
    found = put(text)
    assert (found.modality, [h.text for h in found.hedges]) == (modality, hedges)


NEGATED = [
    ("{s:Lind} {c:said} {t:the two ports have not built an alliance}.", True),
    ("{s:Lind} {c:said} {t:nobody had left}.", True),
    ("{s:The study} {c:found} {t:no trace of oil}.", True),
    ("{s:Lind} {c:said} {t:the toll was neither fair nor legal}.", True),
    ("{s:Lind} {c:denied} {t:that the tug had left}.", True),
    ("{s:Lind} {c:denied} {t:that the tug had not left}.", True),
    ("{s:Lind} {c:doubts} {t:that the tug has left}.", True),
    ("{s:Lind} {c:remained sceptical about} {t:the alliance}.", True),
    ("{s:Lind} {c:does not doubt} {t:that the tug has left}.", False),
    ("{s:Lind} {c:does not believe} {t:that the tug has left}.", True),
    ("{s:Lind} {c:questioned} {t:the need for a tug}.", True),
    ("{s:Lind} {c:asked} {t:not to be named}.", True),
    ("{s:Lind} {c:did not rule out} {t:a second toll}.", False),
    ("{s:Lind} {c:lost no time in condemning} {t:the toll}.", False),
    ("{s:Lind} {c:has no plans} {t:to sell the tug}.", True),
    ("{s:I} {c:do not say} {t:that the tug is safe}.", True),
    ("{s:Lind} {c:says} {t:the toll is aimed at nobody}.", True),
    ("{s:Lind} {c:did not say} {t:why the tug had left}.", False),
    ("{s:Lind} {c:declined} {t:to be named}.", False),
    ("{s:Lind} {c:said} {t:it would not only sail but sail soon}.", False),
    ("{s:Lind} {c:said} {t:there is no doubt that it sailed}.", False),
    ("{s:Lind} {c:said} {t:a leak cannot be ruled out}.", False),
    ("{s:Lind} {c:said} {t:the tug that did not sail has sunk}.", False),
    ("{s:Lind} {c:said}: {t:“No, the tug has sunk.”}", True),
]


@pytest.mark.parametrize(("text", "negated"), NEGATED)
def test_polarity(text: str, negated: bool) -> None:
    assert put(text).negated is negated


TIMES = [
    ("{s:Lind} {c:says} {t:the tug is leaking}.", T.PRESENT),
    ("{s:Lind} {c:says} {t:the tug has leaked}.", T.PAST),
    ("{s:Lind} {c:says} {t:the tug sank}.", T.PAST),
    ("{s:Lind} {c:says} {t:the tug leaked}.", T.PAST),
    ("{s:Lind} {c:said} {t:the tug was in bad repair}.", T.PRESENT),
    ("{s:Lind} {c:said} {t:the tug was in bad repair last year}.", T.PAST),
    ("{t:“The tug was in bad repair,”} {s:Lind} {c:said}.", T.PAST),
    ("{s:Lind} {c:said} {t:the tug had leaked}.", T.PAST),
    ("{s:Lind} {c:said} {t:the tug would sail}.", T.FUTURE),
    ("{s:Lind} {c:said} {t:the tug may have sailed}.", T.PAST),
    ("{s:Lind} {c:said} {t:the tug may be empty}.", T.PRESENT),
    ("{s:Lind} {c:said} {t:the tug may sail}.", T.FUTURE),
    ("{s:Lind} {c:says} {t:the tug is likely to sail}.", T.FUTURE),
    ("{s:Lind} {c:says} {t:the tug leaves tomorrow}.", T.FUTURE),
    ("{s:Lind} {c:called for} {t:a second tug}.", T.FUTURE),
    ("{s:Lind} {c:described} {t:the tug}.", None),
]


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_time(text: str, time: Time | None) -> None:
    assert put(text).time is time


VERBATIM = [
    ("{s:Lind} {c:said} {t:the tug had sunk}.", []),
    ("{t:“The tug has sunk,”} {s:Lind} {c:said}.", ["The tug has sunk,"]),
    ("{s:Lind} {c:said} {t:the tug was “old” and “thirsty”}.", ["old", "thirsty"]),
    ("{t:“The tug,”} {s:Lind} {c:said}, {t:“has sunk.”}", ["The tug,", "has sunk."]),
    ("{s:Lind} {c:said} {t:\"it sank\" and 'it burned'}.", ["it sank", "it burned"]),
]


@pytest.mark.parametrize(("text", "verbatim"), VERBATIM)
def test_verbatim_stretches(text: str, verbatim: list[str]) -> None:
    assert [v.text for v in put(text).verbatim] == verbatim


ESTIMATES = [
    ("it is almost certain that the tug sank", [("almost certain", 95, 99)]),
    ("it is very likely that the tug sank", [("very likely", 80, 95)]),
    ("the tug probably sank", [("probably", 55, 80)]),
    ("there is a roughly even chance that it sank", [("roughly even chance", 45, 55)]),
    ("it is unlikely that the tug sank", [("unlikely", 20, 45)]),
    ("it is highly unlikely that the tug sank", [("highly unlikely", 5, 20)]),
    ("there is almost no chance of rain", [("almost no chance", 1, 5)]),
    ("the tug may sink", []),
    ("the tug could possibly sink", []),
    ("it is more likely than not that the tug sank", []),
    ("the tug is expected to sink", []),
]


@pytest.mark.parametrize(("content", "estimates"), ESTIMATES)
def test_intervals_of_icd_203(content: str, estimates: list[tuple[str, int, int]]) -> None:
    found = put(f"{{s:Lind}} {{c:says}} {{t:{content}}}.")
    assert [(e.words.text, e.low, e.high) for e in found.estimates] == estimates
    assert {e.words for e in found.estimates} <= set(found.hedges)


CERTAINTIES = [
    ("{s:Lind} {c:said} {t:the tug has sunk}.", C.PLAIN, R.NEUTRAL),
    ("{s:Lind} {c:claimed} {t:the tug has sunk}.", C.PLAIN, R.DISTANCES),
    ("{s:Lind} {c:admitted} {t:that the tug has sunk}.", C.PLAIN, R.ENDORSES),
    ("{s:Lind} {c:pointed out} {t:that the tug has sunk}.", C.PLAIN, R.ENDORSES),
    ("{s:Lind} {c:did not admit} {t:that the tug has sunk}.", C.OPEN, R.NEUTRAL),
    ("{s:Lind} {c:insisted} {t:that the tug may have sunk}.", C.POSSIBLE, R.DISTANCES),
    ("{s:Lind} {c:is certain} {t:that the tug has sunk}.", C.CERTAIN, R.NEUTRAL),
    ("{s:Lind} {c:is not certain} {t:that the tug has sunk}.", C.DOUBTFUL, R.NEUTRAL),
    ("{s:Lind} {c:believes} {t:that the tug has sunk}.", C.PROBABLE, R.NEUTRAL),
    ("{s:Lind} {c:suspects} {t:that the tug has sunk}.", C.POSSIBLE, R.NEUTRAL),
    ("{s:Lind} {c:doubts} {t:that the tug has sunk}.", C.DOUBTFUL, R.NEUTRAL),
    ("{s:Lind} {c:has no doubt} {t:that the tug has sunk}.", C.CERTAIN, R.NEUTRAL),
    ("{s:Lind} {c:said} {t:the tug has undoubtedly sunk}.", C.CERTAIN, R.NEUTRAL),
    ("{s:Lind} {c:said} {t:it is unlikely that the tug has sunk}.", C.DOUBTFUL, R.NEUTRAL),
    ("{s:Lind} {c:wants} {t:the tug to sink}.", C.OPEN, R.NEUTRAL),
    ("{c:Purportedly}, {t:the tug has sunk}.", C.PLAIN, R.DISTANCES),
]


@pytest.mark.parametrize(("text", "certainty", "reporter"), CERTAINTIES)
def test_speaker_and_reporter_are_sure_apart(text: str, certainty: Certainty, reporter: Reporter) -> None:
    found = put(text)
    assert (found.certainty, found.reporter) == (certainty, reporter)


def test_what_is_said_inside_another_statement_is_not_weighed_with_it() -> None:
    piece = article("The report said that Lind had warned that the tug may sink.")
    tree = Tree(piece, next(parse([piece])))
    outer = ([2], list(range(3, 12)))
    nested = ([5, 6], list(range(7, 12)))
    own = inner([outer, nested])
    assert own == [frozenset(nested[1]), frozenset()]
    found = [manner(tree, *roles, own[n]) for n, roles in enumerate((outer, nested))]
    assert [f.modality for f in found] == [M.ASSERTED, M.POSSIBLE]
    assert [[h.text for h in f.hedges] for f in found] == [[], ["may"]]


@pytest.mark.parametrize(
    ("form", "base"),
    [("agreed", "agree"), ("regretted", "regret"), ("shot", "shoot"), ("branded", "brand"), ("tries", "try")],
)
def test_forms_of_cue_words(form: str, base: str) -> None:
    assert base in bases_of(form)


def test_no_word_does_two_things() -> None:
    for kind in ("verbs", "nouns", "adjectives", "prepositions", "phrases"):
        words = [word for listed in load("acts")[kind].values() for word in listed]
        assert sorted({w for w in words if words.count(w) > 1}) == [], kind
    cues = {word for listed in load("cues")["acts"].values() for word in listed}
    assert cues & {word for listed in load("acts")["verbs"].values() for word in listed} == set()
    sides = load("certainty")["reporter"]
    assert set(sides["endorses"]) & set(sides["distances"]) == set()


def test_every_word_on_the_scale_is_a_hedge_and_intervals_do_not_overlap() -> None:
    scale = load("estimates")["scale"]
    hedges = {word for listed in load("hedges")["hedges"].values() for word in listed}
    assert {word for row in scale for word in row["words"]} <= hedges
    assert all(a["high"] <= b["low"] for a, b in pairwise(sorted(scale, key=lambda row: row["low"])))
    assert "may" not in {word for row in scale for word in row["words"]}


def test_the_stage_declares_every_file_that_weighs() -> None:
    folder = Path(knowledge.__file__).parents[1] / "attribution"
    read = {
        w for path in folder.glob("*.py") for w in re.findall(r'load\("(\w+)"\)', path.read_text("utf-8"))
    }
    (stage,) = [s for s in STAGES if s.name == "statements"]
    assert {"acts", "certainty", "clauses", "estimates", "hedges", "times"} <= read & set(stage.knowledge)


WORDS = [
    "may",
    "“",
    "”",
    "not",
    "if",
    "would",
    "the tug",
    "said",
    "no",
    "?",
    ".",
    ",",
    "is",
    "to",
    "likely",
    "😀",
    "\n",
]
TREES = st.lists(
    st.tuples(
        st.sampled_from(WORDS),
        st.sampled_from(["NN", "VBD", "MD", "VB", "TO", "IN", "DT", "RB", "WDT", "CC", "."]),
        st.sampled_from(["nsubj", "aux", "neg", "ccomp", "conj", "ROOT", "dobj"]),
        st.integers(0, 30),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES, st.lists(st.integers(0, 24), max_size=4), st.lists(st.integers(0, 24), max_size=20))
def test_no_tree_raises_and_every_span_is_exact(
    rows: list[tuple[str, str, str, int]], cue: list[int], content: list[int]
) -> None:
    text, starts, ends = "", [], []
    for word, *_ in rows:
        starts.append(len(text))
        ends.append(len(text) + len(word))
        text += word + " "
    count = len(rows)
    heads = tuple(head % count for *_, head in rows)
    tags, deps = tuple(r[1] for r in rows), tuple(r[2] for r in rows)
    tree = Tree(
        article(text), Parse("a", tuple(starts), tuple(ends), tags, deps, heads, (0,) * bool(rows), (), "m")
    )
    roles = [sorted({t % count for t in role}) if rows else [] for role in (cue, content)]
    found = manner(tree, *roles, roles[0], roles[0])
    for words in (*found.hedges, *found.verbatim, *(e.words for e in found.estimates)):
        assert text[words.start : words.end] == words.text
        assert any(starts[t] == words.start for t in roles[1])
    assert all(a.end <= b.start for a, b in pairwise(found.hedges))


def test_the_columns_survive_arrow_json_and_csv() -> None:
    likely = Span(4, 10, "likely")
    row = Statement(
        id="i",
        article="a",
        kind=Kind.MIXED,
        source=(),
        cue=(),
        content=(likely,),
        speaker=None,
        speaker_rule=None,
        document=None,
        via=(),
        act="say",
        modality=M.PROBABLE,
        negated=False,
        hedges=(likely,),
        maker="m",
        confidence=0.5,
        time=T.FUTURE,
        verbatim=(likely,),
        estimates=(Estimate(likely, 55, 80),),
        certainty=C.PROBABLE,
        reporter=R.DISTANCES,
    )
    assert codec.to_records(Statement, codec.to_table(Statement, [row])) == [row]
    assert msgspec.json.decode(to_json([row]), type=list[Statement]) == [row]
    (line,) = csv.DictReader(io.StringIO(to_csv(Statement, [row]), newline=""))
    assert (line["time"], line["verbatim"], line["verbatim_at"]) == ("future", "likely", "4-10")
    assert '"low":55,"high":80' in line["estimates"]
