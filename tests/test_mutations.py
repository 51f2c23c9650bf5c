"""Quotations that bend: pairs of tellings with what a reader of the second alone would wrongly believe.

The pairs stand in ``bent_quotations.toml``, all invented. They are judged together, because a word that the
parse takes wrongly moves single ones; what must hold for each text is asserted for each.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import language
from reportedly.lineage import Relay, compare
from reportedly.lineage.mutations.concepts import base, concept, places
from reportedly.lineage.mutations.numbers import amounts
from reportedly.lineage.mutations.wording import Wording
from reportedly.records import Article, Comparison, Effect, Operation, Parse, Severity, Utterance

TABLE = Path(__file__).with_name("bent_quotations.toml")
APART = Path(__file__).with_name("apart_tellings.toml")
RIGHT, FALSE_ALARMS, MISSED = 0.85, 0.1, 0.12
WORDS = [*"“”\"'[].,:…\n1%$é日\ud800", "no", "if", "may", "30", "Ab"]
ODD = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


class Case(NamedTuple):
    witness: str
    relay: str
    effect: str
    severity: str


def cases(table: Path = TABLE) -> Iterator[Case]:
    for witness in tomllib.loads(table.read_text("utf-8"))["witness"]:
        yield from (Case(witness["a"], *relay) for relay in witness["relays"])


@cache
def relay(text: str, date: str | None = None) -> Relay:
    article = Article("a", "s", "r", 0, (), text)
    return Relay(article, next(iter(language.parse([article]))), date)


@cache
def compared(a: str, b: str) -> Comparison:
    return compare(relay(a), relay(b))


def told(case: Case) -> str:
    found = compared(case.witness, case.relay)
    return "other" if found.utterance is Utterance.OTHER else found.effect.value


def unparsed(text: str) -> Relay:
    """A relay whose every word is a noun that hangs on nothing."""
    starts = [i for i, c in enumerate(text) if not c.isspace() and (i == 0 or text[i - 1].isspace())]
    ends = [next((j for j in range(i, len(text)) if text[j].isspace()), len(text)) for i in starts]
    size = len(starts)
    columns = (tuple(starts), tuple(ends), ("NN",) * size, ("dep",) * size, tuple(range(size)))
    return Relay(Article("a", "s", "r", 0, (), text), Parse("a", *columns, (0,) if size else (), (), "none"))


@pytest.mark.parametrize("table", [TABLE, APART], ids=lambda table: table.stem)
def test_most_effects_of_the_table_are_found(table: Path) -> None:
    wrong = [(case, told(case)) for case in cases(table) if told(case) != case.effect]
    listed = "\n".join(f"{case.effect} -> {got}: {case.relay}" for case, got in wrong)
    assert len(wrong) <= (1 - RIGHT) * len(list(cases(table))), listed


@pytest.mark.parametrize("table", [TABLE, APART], ids=lambda table: table.stem)
def test_faithful_relays_raise_hardly_an_alarm(table: Path) -> None:
    faithful = [case for case in cases(table) if case.severity == "harmless"]
    alarms = [case for case in faithful if compared(case.witness, case.relay).mutations]
    assert len(alarms) <= FALSE_ALARMS * len(faithful), "\n".join(case.relay for case in alarms)


@pytest.mark.parametrize("table", [TABLE, APART], ids=lambda table: table.stem)
def test_hardly_a_change_is_missed(table: Path) -> None:
    bent = [case for case in cases(table) if case.severity != "harmless"]
    missed = [case for case in bent if not compared(case.witness, case.relay).mutations]
    assert len(missed) <= MISSED * len(bent), "\n".join(case.relay for case in missed)


def test_every_effect_shows_its_words_on_both_sides() -> None:
    for case in cases():
        found = compared(case.witness, case.relay)
        for one in found.mutations:
            assert one.a_words or one.b_words
            assert one.rule
            for text, spans in ((case.witness, one.a_words), (case.relay, one.b_words)):
                assert all(text[s.start : s.end] == s.text and s.text == s.text.strip() for s in spans)
            assert (one.a_span.text, one.b_span.text) == (case.witness, case.relay)


def test_effect_and_severity_are_those_of_the_main_mutation() -> None:
    order = list(Effect)
    for case in cases():
        found = compared(case.witness, case.relay)
        effects = [one.effect for one in found.mutations]
        assert effects == sorted(set(effects), key=order.index)
        assert found.effect is (effects[0] if effects else Effect.NONE)
        assert (found.severity is Severity.HARMLESS) is (not effects)
        if found.utterance is Utterance.OTHER:
            assert (effects, found.operations) == ([], ())


@pytest.mark.parametrize("text", sorted({case.witness for case in cases()}))
def test_a_telling_agrees_with_itself(text: str) -> None:
    found = compared(text, text)
    assert (found.utterance, found.mutations) == (Utterance.SAME, ())


# The same words, hung on what the witness says of the other order: what the page must never call harmless.
HOSTILE = (
    'Lornia and Veldland share a hostile view of "the present order of the northern fisheries, built on the '
    'fundamental rules of fairness and openness", the Tern Institute says in its report.'
)
PARALLEL = (
    'The two want a parallel to "the present order of the northern fisheries, built on the fundamental rules '
    'of fairness and openness", the Tern Institute says in its report.'
)


def test_words_kept_and_hung_on_a_wish_are_re_anchored() -> None:
    found = compared(HOSTILE, PARALLEL)
    assert (found.effect, found.severity) == (Effect.RE_ANCHORED, Severity.REVERSES)
    assert Operation.VERBATIM in found.operations


@pytest.mark.parametrize(
    ("a", "b", "effect"),
    [
        ("may become allies", "may become military allies", Effect.SCOPE_NARROWED),
        ("may become military allies", "may become allies", Effect.SCOPE_WIDENED),
        ("may become allies", "may become close allies", Effect.NONE),
        ("may hold talks", "may hold peace talks", Effect.NONE),
        ("will buy larger boats", "will buy boats", Effect.SCOPE_WIDENED),
        ("have bought larger boats", "have bought boats", Effect.NONE),
    ],
)
def test_a_word_that_makes_a_class_decides_over_what_is_foreseen(a: str, b: str, effect: Effect) -> None:
    told = "Lornia and Veldland {}, the Tern Institute said on Friday."
    assert compared(told.format(a), told.format(b)).effect is effect


def test_a_stroke_for_a_hyphen_is_harmless() -> None:
    a = '"A Lornia/Veldland compact is unlikely before the thaw," pilot Ansel Trey said.'
    b = '"A Lornia-Veldland compact is unlikely before the thaw," pilot Ansel Trey said.'
    assert compared(a, b).severity is Severity.HARMLESS


@pytest.mark.parametrize(
    ("witness", "relayed", "operation"),
    [
        (
            '"The locks are old and the gates leak," Ida Marsh said.',
            'Ida Marsh said "the gates leak".',
            "cut_start",
        ),
        (
            '"The locks are old and the gates leak," Ida Marsh said.',
            '"The locks are old," Ida Marsh said.',
            "cut_end",
        ),
        (
            '"The locks, as all of us know, are old," Ida Marsh said.',
            '"The locks ... are old," Ida Marsh said.',
            "ellipsis",
        ),
        ('"The locks are very old," Ida Marsh said.', '"The locks are old," Ida Marsh said.', "splice"),
        ('"The locks are old," Ida Marsh said.', '"The iron locks are old," Ida Marsh said.', "insert"),
        ('"The locks are old," Ida Marsh said.', '"The gates are old," Ida Marsh said.', "substitute"),
        ('"The locks are old," Ida Marsh said.', "The locks were old, Ida Marsh said.", "direct_to_indirect"),
        ("The locks were old, Ida Marsh said.", '"The locks are old," Ida Marsh said.', "indirect_to_direct"),
        ('"The locks are old," Ida Marsh said.', "‘The locks are old’, said Ida Marsh.", "punctuation_only"),
        ('"The locks are old," Ida Marsh said.', 'According to Ida Marsh, "the locks are old".', "verbatim"),
    ],
)
def test_what_was_done_to_the_words(witness: str, relayed: str, operation: str) -> None:
    assert Operation(operation) in compared(witness, relayed).operations


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("thirty days", "30 days", True),
        ("twelve months", "a year", True),
        ("three weeks", "21 days", True),
        ("1.2 million tonnes", "1,200,000 tons", True),
        ("1.2m tonnes", "1.2 million tonnes", True),
        ("a third", "one in three", True),
        ("twenty-five ships", "25 ships", False),  # hyphens join; the tokens of a parse part them
        ("three weeks", "three months", False),
        ("12 percent", "21 percent", False),
        ("two thirds", "a third", False),
        ("3 tonnes", "3 barrels", False),
    ],
)
def test_figures_agree_across_words_and_units(one: str, other: str, agree: bool) -> None:
    a, b = (amounts(Wording(unparsed(text)).words) for text in (one, other))
    assert (bool(a) and bool(b) and a[0].agrees(b[0])) is agree


FORMS = "making make, stopped stop, carries carry, carried carry, ships ship, went go, told tell, men man"


@pytest.mark.parametrize("pair", FORMS.split(", "))
def test_base_forms_meet(pair: str) -> None:
    one, other = pair.split()
    assert base(one) == base(other)


def test_near_synonyms_share_a_concept_and_opposites_do_not() -> None:
    assert concept("truce") == concept("ceasefire")
    assert concept("come", "back") == concept("return")
    assert concept("rise") != concept("fall")


def test_a_people_its_state_and_its_seat_are_one_party() -> None:
    names = ["south", "koreans", "and", "seoul", "and", "turkey", "turkey"]
    found = places(names, [True, True, False, True, False, True, False])
    assert found == ["@KOR", "@KOR", None, "@KOR", None, "@TUR", None]


@settings(max_examples=60, deadline=None)
@given(ODD, ODD)
def test_no_text_raises_and_every_span_holds(a: str, b: str) -> None:
    found = compare(unparsed(a), unparsed(b))
    for one in found.mutations:
        assert all(a[s.start : s.end] == s.text for s in one.a_words)
        assert all(b[s.start : s.end] == s.text for s in one.b_words)


def test_a_long_text_is_compared_in_bounded_time() -> None:
    long = '"' + "the gates may leak if the ice holds and " * 20_000 + '"'
    found = compare(unparsed(long), unparsed(long))
    assert found.mutations == ()


FAITHFUL = tomllib.loads(Path(__file__).with_name("faithful_tellings.toml").read_text("utf-8"))["pairs"]


def test_hardly_one_of_sixty_faithful_tellings_is_called_changed() -> None:
    alarms = [f"{a}\n  {b}" for a, b in FAITHFUL if compared(a, b).mutations]
    others = [f"{a}\n  {b}" for a, b in FAITHFUL if compared(a, b).utterance is Utterance.OTHER]
    assert len(alarms) + len(others) <= FALSE_ALARMS / 2 * len(FAITHFUL), "\n".join(alarms + others)
