"""A draft against the example pile: every kind of fault is found, and a clean draft has none."""

from pathlib import Path

import pytest

from reportedly.case import Case
from reportedly.records import FAULTS, Finding, Verdict

PILE = Path(__file__).resolve().parents[1] / "examples" / "strait" / "pile"
INSTITUTE = "the Quellmoor Institute for Strait Affairs said"

# One line of a draft, its verdict, and the effect.
FAULTY = [
    ("India and Indonesia “will come to act as allies in everything but name”, " + INSTITUTE + ".",
     "altered", "hedge_dropped"),
    ("Aldous Venn told reporters that “somebody has been turned away, and nobody may ever be”.",
     "altered", "negation_flipped"),
    ("“They have often been late because of a navy,” Ottoline Brack said.", "altered", "negation_flipped"),
    ("“Last year an outer island waited nine weeks for a splice that took nine hours,” Losa Tauvane said.",
     "altered", "number_changed"),
    ("Aldous Venn said: “A door that two people close is a door that two people can hold open.”",
     "altered", "antonym"),
    ("Maren Istvall said: “We wrote about plots, and we are quoted about habits.”",
     "altered", "entity_swapped"),
    ("The yearbook warned that a centre “may give the two capitals a veto over tanker traffic”.",
     "altered", "none"),
    ("“Nobody has been turned away, but a door that two people hold open is a door that two people can "
     "close,” Aldous Venn said.", "altered", "negation_flipped"),
    ("“The two navies could close the Lombok Strait within a day ... and nobody should be surprised to see "
     "them rehearse it,” the Quellmoor Institute said.", "contested", "condition_dropped"),
    ("Gerrit Holmqvar said that “habit does what paper cannot”.", "other_speaker", "misattributed"),
    ("Gerrit Holmqvar called the patrols “mostly seamanship and lunch”.", "other_speaker", "misattributed"),
    ("“The lamp will be lit by June whatever the islands think,” Sela Korrin said.", "nowhere", "none"),
    ("The Island Cable Repair Board praised “the quiet heroism of the cable crews of Koror”.",
     "nowhere", "none"),
    ("The two navies defend “rules that treat every flag alike and ask no master his business”, "
     + INSTITUTE + ".", "contested", "re_anchored"),
    ("The institute denied that both navies have grown impatient with “rules that treat every flag alike”.",
     "re_anchored", "negation_flipped"),
    ("The Quellmoor Institute said that India and Indonesia have concluded a mutual defence pact.",
     "altered", "negation_flipped"),
    ("Aldous Venn confirmed that the study had been written for shipping companies.",
     "altered", "negation_flipped"),
    ("According to the yearbook, about 49,000 vessels used the Malacca and Lombok straits in 2030.",
     "altered", "number_changed"),
    ("The yearbook said that the two countries will act as allies in the waters that they share.",
     "altered", "hedge_dropped"),
    ("Anselm Dorrick maintained that the two navies want different things from the same water.",
     "other_speaker", "misattributed"),
    ("Ottoline Brack said that the navies had already bought nine tankers from her house.",
     "nowhere", "none"),
    ("Officers who have shared a watch “need a treaty to answer each other’s calls”, Maren Istvall said.",
     "re_anchored", "negation_flipped"),
    ("The two navies offer shippers “a courtesy that others have come to mistake for a right”, "
     + INSTITUTE + ".", "re_anchored", "re_anchored"),
    ("The next joint patrol began on May 5, Korrin said.", "altered", "forecast_to_fact"),
    ("Holmqvar opposed an emergency meeting of flag states.", "altered", "antonym"),
    ("The report said that warships of the two countries would sail through the Lombok Strait together three "
     "times next year.", "altered", "number_changed"),
]  # fmt: skip
CLEAN = [
    ("India and Indonesia \"could come to act as allies in everything but name\", " + INSTITUTE + ".",
     "verbatim"),
    ("Both navies have grown impatient with “rules that treat every flag alike”, according to the institute.",
     "verbatim"),
    ("Aldous Venn tells reporters that ‘nobody has been turned away’.", "verbatim"),
    ("“Nobody has been turned away, and nobody may ever be. But a door that two people hold open is a door "
     "that two people can close,” Venn said.", "verbatim"),
    ("The office's spokeswoman, Sela Korrin, called the traffic centre “a lamp, not a gate”.", "verbatim"),
    ("The Joint Strait Liaison Office insists that its ships “keep company, not a pact”.", "verbatim"),
    ("The yearbook warned that a traffic centre “may give the two capitals a veto in practice”.", "verbatim"),
    ("“My ships have been late because of fog ... and a whale,” said Ottoline Brack.", "faithful"),
    ("“[It] is not a fleet,” Benek Orrisau said of the two ships.", "faithful"),
    ("“Last year an outer island waited 7 weeks for a splice that took 9 hours,” Losa Tauvane said.",
     "faithful"),
    ("Tanker traffic apart, the institute’s director denied that the study had been written for shipping "
     "companies.", "supported"),
    ("According to the yearbook, about 94,000 vessels used the Malacca and Lombok straits in 2030.",
     "supported"),
    ("Teodora Vance maintains that the two navies want different things from the same water.", "supported"),
    ("The Island Cable Repair Board said that faults in the region rose to 41 last year.", "supported"),
    ("Japan and Australia should agree on a common code of notice “before one is written for them”, the "
     "institute urged.", "verbatim"),
    ("Both navies have grown impatient, the institute says; the liaison office declined to comment on the "
     "findings of the yearbook.", "supported"),
]  # fmt: skip


@pytest.fixture(scope="module", name="case")
def example_case(example):
    with Case(example) as opened:
        yield opened


@pytest.fixture(scope="module", name="faulty")
def findings_of_faulty(case) -> list[Finding]:
    return case.check("\n\n".join(line for line, *_ in FAULTY))


@pytest.fixture(scope="module", name="clean")
def findings_of_clean(case) -> list[Finding]:
    return case.check("\n\n".join(line for line, *_ in CLEAN))


def of_line(found: list[Finding], number: int) -> list[Finding]:
    return [row for row in found if row.line == 2 * number + 1]


@pytest.mark.parametrize("number", range(len(FAULTY)), ids=[f"{v} {e}" for _, v, e in FAULTY])
def test_every_fault_is_found(faulty, number):
    _, verdict, effect = FAULTY[number]
    assert (verdict, effect) in [(row.verdict, row.effect) for row in of_line(faulty, number)]


@pytest.mark.parametrize("number", range(len(CLEAN)))
def test_a_clean_draft_has_no_finding(clean, number):
    rows = of_line(clean, number)
    assert [row for row in rows if row.fault] == []
    assert CLEAN[number][1] in [row.verdict for row in rows]


def test_every_finding_is_pinned_on_both_sides(case, faulty, clean):
    texts = {row.id: row.text for row in case.articles()}
    for found, table in ((faulty, FAULTY), (clean, CLEAN)):
        draft = "\n\n".join(line for line, *_ in table)
        for row in found:
            assert row.fault == (row.verdict in FAULTS)
            for place in (row.span, row.passage, *row.words):
                assert draft[place.start : place.end] == place.text
            assert draft.count("\n", 0, row.span.start) + 1 == row.line
            for place in filter(None, (row.found, row.around, *row.found_words)):
                assert texts[row.article][place.start : place.end] == place.text
            assert row.article is not None or row.verdict in (Verdict.NOWHERE, Verdict.UNCLEAR)


def test_the_deciding_words_are_those_that_differ(faulty):
    (hedge,) = of_line(faulty, 0)
    assert ([x.text for x in hedge.found_words], [x.text for x in hedge.words]) == (["could"], ["will"])
    (cut,) = of_line(faulty, 6)
    assert [x.text for x in cut.found_words] == ["in practice"]
    assert cut.operations == ("splice",)


def test_a_finding_names_article_day_and_speaker(faulty):
    (row,) = of_line(faulty, 9)
    assert (row.speaker, row.found_speaker) == ("Gerrit Holmqvar", "Maren Istvall")
    assert row.date == "2031-03-14"
    assert len(row.articles) >= 2


@pytest.mark.parametrize("draft", ["", " \n\t", b"", "No one is quoted in this note.", "“Veto”, once more."])
def test_a_draft_without_quotations_has_nothing_to_check(case, draft):
    assert case.check(draft) == []


def test_a_case_without_articles_bears_nothing_out(tmp_path):
    with Case(tmp_path / "none") as opened:
        (row,) = opened.check("“The ships keep company, not a pact,” Sela Korrin said.")
        assert (row.verdict, row.found, row.articles) == ("nowhere", None, ())
        assert opened.quote("the ships keep company") == []


def test_lines_of_markdown_are_those_of_the_file(case):
    draft = "# A note\n\nIt was *long*.\n\n- Sela Korrin said: “The **ships** keep company, not a pact.”\n"
    (row,) = case.check(draft, name="note.md")
    assert (row.line, row.verdict) == (5, "verbatim")


def test_a_sentence_has_a_history(case):
    rows = case.quote("habit does what paper cannot")
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    assert (rows[0].against, rows[0].speaker) == (None, "Maren Istvall")
    assert rows[-1].outlet == "The Sunder Light"
    assert rows[-1].effect in ("misattributed", "level_shift")
    texts = {row.id: row.text for row in case.articles()}
    for row in rows:
        for place in (row.span, row.passage, *row.words):
            assert texts[row.article][place.start : place.end] == place.text
        for place in row.against_words:
            assert texts[row.against][place.start : place.end] == place.text


def test_words_that_nobody_carries_have_no_history(case):
    assert case.quote("the quiet heroism of the cable crews") == []
    assert case.quote("") == []
