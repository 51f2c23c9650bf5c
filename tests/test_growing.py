"""What a pile tells stays as it is when strangers come in. All texts and names are invented."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from case_state import PILE
from reportedly import lineage
from reportedly.case import Case
from reportedly.records import Article, Derivation, Passage, Story

REPORT = (
    "The lighthouse board of Quarrow voted on Tuesday to dim the northern lamp for two winters. "
    "Keeper Ansa Dreel told it that the lens had turned blind on the side of the reef. "
    "“No skipper who knows this coast will miss the lamp before the herring has come back,” she said. "
    "The pilots asked for a bell instead, and the board put the matter off until the thaw. "
)
OTHER = (
    "A choir of ferrymen sang on the quay while the votes were counted by hand in the old customs house. "
    "The mayor had left early, as he does whenever the tide is in his favour and the council is not. "
)
TELLERS = (
    ("a_1", REPORT + OTHER, "2031-05-01"),
    ("a_2", "QUARROW (Brine Press) — " + REPORT, "2031-05-02"),
    ("a_3", REPORT.replace("two winters", "three winters").replace("a bell", "a louder bell"), "2031-05-03"),
    (
        "a_4",
        OTHER + "“No skipper who knows this coast will miss the lamp before the herring has come.”",
        None,
    ),
)
STEP = 16
"""Piles of 5 to 16 ask for the same proof; they count as the next power of four."""

SOUNDS = st.lists(st.sampled_from(["bra", "dol", "fen", "gim", "hur", "jax", "kep", "lom"]), min_size=2)
STRANGERS = st.lists(
    st.tuples(st.lists(SOUNDS.map("".join), min_size=3, max_size=40), st.sampled_from(["2031-05-02", None])),
    min_size=1,
    max_size=STEP - len(TELLERS),
)


def article(name: str, text: str, date: str | None) -> Article:
    return Article(name, "s", "r", 0, (), text, title="", outlet=f"Outlet {name}", date=date)


def told(pile: list[Article]) -> tuple[list[Passage], list[Derivation], list[Story]]:
    shared = lineage.passages(pile)
    made = lineage.derivations([lineage.witness(one) for one in pile], shared)
    texts = [lineage.StoryText(one.id, one.title or "", one.text, one.date) for one in pile]
    return shared, made, lineage.stories(texts, shared)


@settings(max_examples=25, deadline=None)
@given(STRANGERS, st.randoms(use_true_random=False))
def test_strangers_change_nothing_within_a_step_of_the_pile(strangers, random) -> None:
    """One stranger a text, each of words that nobody else has, so that no two of all share any."""
    ours = [article(*row) for row in TELLERS]
    theirs = [
        article(f"b_{n}", " ".join(f"{word}{n}q" for word in words), date)
        for n, (words, date) in enumerate(strangers)
    ]
    known = {one.id for one in ours}
    first = [article("b_first", "zzyx qwop", None)]
    passages, edges, stories = told([*ours, *first])
    pile = [*ours, *theirs]
    random.shuffle(pile)
    found = told(pile)
    assert passages
    assert edges
    assert found[:2] == (passages, edges)
    assert [one for one in found[2] if known & set(one.articles)] == [
        one for one in stories if known & set(one.articles)
    ]


def test_one_file_at_a_time_gives_what_all_at_once_give(tmp_path: Path) -> None:
    whole, grown = Case(tmp_path / "whole"), Case(tmp_path / "grown")
    whole.read(PILE, workers=0, until="stories")
    for path in sorted(PILE.iterdir(), reverse=True):
        grown.read(path, workers=0, until="stories")
    assert len(whole.stories()) > 1
    assert sorted(one.id for one in whole.articles()) == sorted(one.id for one in grown.articles())
    assert list(whole.passages()) == list(grown.passages())
    assert list(whole.stories()) == list(grown.stories())
