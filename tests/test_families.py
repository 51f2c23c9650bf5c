"""Quotation families: which tellings are one utterance, and what became of it. All texts are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import quotation_families, quotations, variants
from reportedly.records import Article, Basis, Effect, Family, Operation, Quotation, Utterance, Variant

WITNESS = (
    "The gates of Ostraven may not hold through the winter. “The northern sluices could give way before the "
    "thaw if nobody oils the great hinges,” said Ilse Vandoren, harbour master."
)
WORDS = [*"“”\"'.,:…\n1é日\ud800", "no", "if", "may", "“may give", "way”", "said", "Ab", "Ilse"]
ODD = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def article(text: str, name: str = "a", date: str | None = None) -> Article:
    return Article(name, "s", "r", 0, (), text, date=date)


def pile(*tellings: tuple[str, str | None]) -> list[Quotation]:
    articles = [article(text, f"a{n}", date) for n, (text, date) in enumerate(tellings)]
    return [one for a in articles for one in quotations(a)]


def families(*tellings: tuple[str, str | None]) -> list[tuple[Family, tuple[Quotation, ...]]]:
    return quotation_families(pile(*tellings))


def told(*tellings: tuple[str, str | None]) -> list[Variant]:
    ((family, members),) = families(*tellings)
    return variants(family, members)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The ice is late this year,” said Ilse.", ["The ice is late this year"]),
        ('He called it "late", no more.', []),
        ("‘We sail’, he said, ‘at noon or never.’", ["We sail", "at noon or never."]),
        ("“One of them,” she said, “has to go.”", ["One of them", "has to go."]),
        ("彼は「海は静かだ」と述べた。", ["海は静かだ"]),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_words_between_marks_are_found_without_their_marks(text: str, words: list[str]) -> None:
    assert [one.span.text for one in quotations(article(text))] == words


def test_the_passage_is_the_sentence_with_whoever_speaks() -> None:
    text = "It rained. “The ice is late.” Ilse Vandoren told the council so on Friday. Then it rained again."
    (one,) = quotations(article(text))
    assert one.passage.text == "“The ice is late.” Ilse Vandoren told the council so on Friday."


def test_a_shortened_word_ends_no_sentence() -> None:
    text = "It rained. Capt. Ilse M. Vandoren of the U.S. Lines said the ice “is very late”. Then it rained."
    (one,) = quotations(article(text))
    assert one.passage.text.startswith("Capt. Ilse")
    assert one.passage.text.endswith("late”.")


@pytest.mark.parametrize(
    "relay",
    [
        "“The northern sluices could give way before the thaw,” said Ilse Vandoren.",
        "She warned that sluices “could give way before the thaw if nobody oils the great hinges”.",
        "“The northern sluices will give way before the thaw if nobody oils the great hinges,” he said.",
        "An envoy said “the northern sluices could give way before the thaw if nobody oils the hinges”.",
    ],
)
def test_a_changed_quotation_stays_in_its_family(relay: str) -> None:
    assert len(families((WITNESS, "2031-03-01"), (relay, "2031-03-02"))) == 1


@pytest.mark.parametrize(
    "other",
    [
        "“The northern sluices were oiled in the autumn and are in good order,” said Ilse Vandoren.",
        "“At the end of the day it is what it is,” said Ilse Vandoren.",
        "“We will do whatever it takes,” said the envoy.",
    ],
)
def test_another_utterance_makes_no_family(other: str) -> None:
    assert families((WITNESS, "2031-03-01"), (other, "2031-03-01")) == []


def test_a_short_phrase_asks_for_the_same_name_beside_it() -> None:
    first = "Ilse Vandoren called the plan “a floating quarry” on Monday."
    again = "The plan is “a floating quarry”, Ilse Vandoren repeated."
    other = "Oto Lindqvist said the wreck was “a floating quarry”."
    assert len(families((first, "2031-03-01"), (again, "2031-03-03"))) == 1
    assert families((first, "2031-03-01"), (other, "2033-09-03")) == []


@pytest.mark.parametrize(
    ("relay", "effect", "operation"),
    [
        (WITNESS, Effect.NONE, Operation.VERBATIM),
        (WITNESS.replace("could give", "give"), Effect.HEDGE_DROPPED, Operation.SPLICE),
        (WITNESS.replace("could give", "could not give"), Effect.NEGATION_FLIPPED, Operation.INSERT),
        (WITNESS.replace("Ilse Vandoren", "Oto Lindqvist"), Effect.MISATTRIBUTED, Operation.VERBATIM),
        (WITNESS.replace(" if nobody oils the great hinges", ""), Effect.NONE, Operation.CUT_END),
        (WITNESS.replace("great hinges", "big hinges"), Effect.NONE, Operation.SUBSTITUTE),
    ],
)
def test_words_alone_show_what_was_done(relay: str, effect: Effect, operation: Operation) -> None:
    first, second = told((WITNESS, "2031-03-01"), (relay, "2031-03-02"))
    assert (first.witness, first.basis) == (None, Basis.NONE)
    assert (second.witness, second.basis) == (first.id, Basis.EARLIER)
    assert second.effect is effect
    assert operation in second.operations


def test_a_copy_of_a_bent_quotation_is_a_copy() -> None:
    bent = WITNESS.replace("could give", "will give")
    rows = told((WITNESS, "2031-03-01"), (bent, "2031-03-02"), (bent, "2031-03-03"))
    assert rows[2].witness == rows[1].id
    assert rows[2].utterance is Utterance.SAME
    assert rows[2].effect is Effect.NONE


def test_where_the_days_do_not_tell_descent_is_unknown() -> None:
    rows = told((WITNESS, None), (WITNESS.replace("could give", "give"), None))
    assert [row.basis for row in rows] == [Basis.NONE, Basis.UNDATED]


def test_a_thousand_copies_are_one_family_in_bounded_time() -> None:
    rows = told(*((WITNESS, f"2031-03-{1 + n % 28:02d}") for n in range(1000)))
    assert len(rows) == 1000
    assert {row.effect for row in rows} == {Effect.NONE}


@settings(max_examples=40, deadline=None)
@given(st.lists(ODD, max_size=5), st.randoms(use_true_random=False))
def test_any_texts_in_any_order_give_the_same_families(texts: list[str], random: object) -> None:
    rows = pile(*((text, None) for text in texts))
    found = quotation_families(rows)
    assert quotation_families(rows[::-1]) == found
    for family, members in found:
        for row in variants(family, members)[0]:
            text = texts[int(row.article[1:])]
            spans = (row.span, row.passage, *row.words)
            assert all(text[s.start : s.end] == s.text for s in spans)
            assert row.passage.start <= row.span.start <= row.span.end <= row.passage.end
