"""The corpus of events: its reader, and what its files must hold."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "corpora" / "events"
sys.path.insert(0, str(ROOT / "benchmarks"))

import corpus_markup  # noqa: E402
import events_corpus  # noqa: E402

HEADER = "style: wire\ndate: 2033-02-11\n\n"
DOCUMENTS = list(events_corpus.read(FOLDER))
ROWS = [row for document in DOCUMENTS for row in events_corpus.rows(document)]
EVENTS = [event for row in ROWS for event in row["events"]]
ROLES = ("trigger", "sources", "targets", "places", "times", "hedges", "attributed")


def parsed(body: str) -> list[dict]:
    return list(events_corpus.rows(events_corpus.parse(HEADER + body, "gull")))


def test_pieces_are_the_words_between_the_marks():
    (row,) = parsed(
        "{a1:The board} {e1:held} two {e1:talks} {w1:on Friday}.\n| 1 CONSULT deed rec date=2033-02-11\n"
    )
    assert row["text"] == "The board held two talks on Friday."
    (event,) = row["events"]
    assert [row["text"][start:end] for start, end in event["trigger"]] == ["held", "talks"]
    assert (event["root"], event["status"], event["date"]) == ("CONSULT", "deed", "2033-02-11")
    assert event["reciprocal"] and event["polarity"] == "pos"


def test_a_shared_piece_belongs_to_both_and_what_is_denied_is_negated():
    (row,) = parsed("{a1,2:It} {e1:shot} and did not {e2:run}.\n| 1 ASSAULT deed; 2 RETREAT denied\n")
    one, other = row["events"]
    assert one["sources"] == other["sources"] == [[0, 2]]
    assert (one["polarity"], other["polarity"]) == ("pos", "neg")


def test_a_headline_and_a_decoy():
    first, second = parsed("= Who {e1:fears} whom\n| 1 - attitude\n\nNothing happened.\n")
    assert (first["kind"], second["kind"], second["events"]) == ("headline", "body", [])
    assert first["events"][0]["root"] is None


BROKEN = [
    ("{a1:It} {e1:ran", "never closed"),
    ("{x1:It} ran", "not a mark"),
    ("{a1:It} {e1:ran}", "marks are of ['1']"),
    ("{a1:It} {e1:ran}\n| 1 RUN deed", "not 'number ROOT status"),
    ("{a1:It} ran\n| 1 RETREAT deed", "has no trigger"),
    ("{a1:It} {e1:ran}\n| 1 - deed", "if and only if it has no root"),
    ("{a1:It} {e1:ran}\n| 1 RETREAT headline_modal", "below the headline"),
    ("{a1:It} {e1:met} {b1:us}\n| 1 CONSULT deed rec", "reciprocal and has a target"),
    ("{a1:It } {e1:ran}\n| 1 RETREAT deed", "begins or ends with a blank"),
    ("{a1:It} {e1:ran}\n| 1 RETREAT deed date=Friday", "no date"),
    ("| 1 RETREAT deed", "right below its paragraph"),
]


@pytest.mark.parametrize(("body", "message"), BROKEN)
def test_a_fault_is_named_with_its_line(body, message):
    with pytest.raises(corpus_markup.CorpusError, match=re.escape(message)) as caught:
        parsed(body)
    assert str(caught.value).startswith("gull:")


def test_a_file_begins_with_its_style_and_date():
    with pytest.raises(corpus_markup.CorpusError, match="begin a file"):
        events_corpus.parse("style: wire\n\nIt ran.\n")


def test_every_fifth_document_is_kept_apart():
    for document in DOCUMENTS:
        part, _, name = document.name.partition("/")
        number = int(name.partition("-")[0])
        assert part == ("heldout" if number % 5 == 0 else "train"), document.name


def test_no_block_twice_and_no_sentence_in_both_parts():
    texts = Counter(row["text"] for row in ROWS)
    assert [text for text, count in texts.items() if count > 1] == []
    parts = {True: set(), False: set()}
    for row in ROWS:
        sentences = re.split(r"(?<=[.?!”])\s+", row["text"])
        parts[row["id"].startswith("heldout/")] |= {s for s in sentences if len(s.split()) > 5}
    assert parts[True] & parts[False] == set()


def test_every_place_lies_in_its_text():
    for row in ROWS:
        for event in row["events"]:
            for role in ROLES:
                assert all(0 <= s < e <= len(row["text"]) for s, e in event[role]), row["id"]


def test_enough_of_everything():
    assert len(DOCUMENTS) >= 80 and len(ROWS) >= 1000 and len(EVENTS) >= 1400
    assert sum(not row["events"] for row in ROWS) >= 200
    roots = Counter(event["root"] for event in EVENTS)
    assert set(roots) == {*events_corpus.ROOTS, None} and min(roots.values()) >= 30
    statuses = Counter(event["status"] for event in EVENTS)
    assert set(statuses) == set(events_corpus.STATUSES) and min(statuses.values()) >= 40
    assert sum(event["reciprocal"] for event in EVENTS) >= 100
