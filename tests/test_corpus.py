"""The corpus of annotated prose: its markup, its reader and what the files must hold."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "corpora" / "attribution"
sys.path.insert(0, str(ROOT / "benchmarks"))

import corpus  # noqa: E402
import corpus_markup  # noqa: E402

HEADER = """outlet: The Gull
style: wire
@gov Harbour Board | body
@rep The Long Pier | document | of @gov
@gull The Gull | outlet

"""
DOCUMENTS = list(corpus.read(FOLDER))
FILES = sorted(FOLDER.rglob("*.txt"))


def parsed(body: str) -> corpus_markup.Document:
    return corpus_markup.parse(HEADER + body, "gull.txt")


def only(body: str) -> dict:
    (one,) = corpus.statements(parsed(body))
    return one


def words(document: corpus_markup.Document, places: list[list[int]]) -> list[str]:
    return [document.text[start:end] for start, end in places]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_in_canonical_form(path):
    markup = path.read_text("utf-8")
    assert corpus_markup.write(corpus_markup.parse(markup, path.name)) == markup


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_pieces_are_the_words_between_the_marks(document):
    plain = [re.sub(r"\{[sctvhd][\dA-Z,]*:|\}", "", line) for line in _block_lines(document)]
    assert document.text == "\n\n".join(plain)
    for one in corpus.statements(document):
        assert one["content"], one["id"]
        assert one["cue"] or not one["source"], one["id"]
        for role in ("source", "cue", "content", "relayer", "hedges"):
            places = sorted(one[role])
            assert all(0 <= s < e <= len(document.text) for s, e in places)
            assert all(a[1] <= b[0] for a, b in pairwise(places)), (one["id"], role)
        assert all(any(s <= a and b <= e for s, e in one["content"]) for a, b in one["hedges"]), one["id"]


def _block_lines(document):
    lines = (FOLDER / document.name).read_text("utf-8").split("\n\n")[1:]
    return [re.sub(r"^[=+~] ", "", block.strip().split("\n")[0]) for block in lines]


def test_header_names_who_speaks_and_nobody_else():
    for document in DOCUMENTS:
        keys = [speaker.key for speaker in document.speakers]
        records = [record for block in document.blocks for record in block.records]
        used = {key for r in records for key in (r.speaker, r.document, *r.via)}
        used |= {key for speaker in document.speakers for key in re.findall(r"@([\w-]+)", speaker.note)}
        assert sorted(keys) == sorted(used - {"-", ""}), document.name
        assert not any("@" in speaker.name for speaker in document.speakers), document.name


def test_no_paragraph_and_no_title_twice():
    blocks = Counter(d.text[b.start : b.end] for d in DOCUMENTS for b in d.blocks)
    assert [text for text, count in blocks.items() if count > 1] == []


def test_the_two_parts_share_no_sentence():
    parts = {True: set(), False: set()}
    for document in DOCUMENTS:
        sentences = re.split(r"(?<=[.?!”])\s+", document.text)
        parts[document.name.startswith("heldout/")] |= {s for s in sentences if len(s.split()) > 5}
    assert parts[True] & parts[False] == set()


def test_enough_of_everything():
    rows = [(d, one) for d in DOCUMENTS for one in corpus.statements(d)]
    body = [(d, b) for d in DOCUMENTS for b in d.blocks if b.kind == "body"]
    heldout = [d for d in DOCUMENTS if d.name.startswith("heldout/")]
    cues = {" ".join(words(d, one["cue"])).lower() for d, one in rows}
    assert len(DOCUMENTS) >= 70 and len(DOCUMENTS) / 6 <= len(heldout) <= len(DOCUMENTS) / 4
    assert len(body) >= 460
    assert sum(not b.records for _, b in body) >= 90
    assert len(rows) >= 900 and len(cues) >= 600
    assert sum(one["nested_in"] is not None for _, one in rows) >= 100
    assert sum(len(one["via"]) > 1 for _, one in rows) >= 10
    assert {d.meta["style"] for d in DOCUMENTS} == set(corpus_markup.STYLES)
    assert {one["act"] for _, one in rows} == set(corpus_markup.ACTS)
    assert {one["modality"] for _, one in rows} == set(corpus_markup.MODALITIES)
    assert {one["kind"] for _, one in rows} == {"direct", "mixed", "indirect"}


def test_pieces_of_one_number_are_one_role():
    one = only("{t1:“Stay,”} {s1:it} {c1:said}. {t1:“Or {h:perhaps} go.”}\n| 1 gov/rep demand recommended\n")
    assert [len(one[role]) for role in ("source", "cue", "content", "hedges")] == [1, 1, 2, 1]
    assert (one["kind"], one["act"], one["modality"]) == ("direct", "demand", "recommended")
    assert (one["speaker"], one["document"]) == ("Harbour Board", "The Long Pier")


def test_nesting_and_chains():
    document = parsed(
        "{s1:The report} {c1:says} {t1:{s2:the board} {c2:told} {v2:the Gull} {t2:it {h:may} close}}\n"
        "| 1 gov/rep; 2 - possible via=gull\n"
    )
    outer, inner = corpus.statements(document)
    assert (outer["nested_in"], inner["nested_in"]) == (None, outer["id"])
    assert inner["via"] == ["The Long Pier", "The Gull"]
    assert words(document, inner["hedges"]) == ["may"] and outer["hedges"] == []


def test_a_letter_goes_on_over_paragraphs():
    document = parsed("{sA:It} {cA:said}: {tA:“One.}\n| A gov\n\n{tA:“Two.”}\n")
    (one,) = corpus.statements(document)
    assert words(document, one["content"]) == ["“One.", "“Two.”"]


BROKEN = [
    ("{s1:It} {c1:said} {t1:no", "never closed"),
    ("It} said no", "closes nothing"),
    ("{x1:It} said no", "not a mark"),
    ("{s1:It} {c1:said} {t1:no}", "marks without a record: ['1']"),
    ("{s1:It} {c1:said} {t1:no}\n| 1 gov; 2 gov", "records without marks: ['2']"),
    ("{s1:It} {c1:said} so\n| 1 gov", "has no content"),
    ("{s1:It} {c1:said} {t1: no}\n| 1 gov", "begins or ends with a blank"),
    ("{s1:It} {c1:said} {t1:no}\n| 1 mayor", "not in the header: ['mayor']"),
    ("{s1:It} {c1:said} {t1:no}\n| 1 gov loudly", "'loudly'"),
    ("{s1:It} {c1:said} {t1:no}\n| 1 gov deny warn", "'warn'"),
    ("{s1:It} {c1:told} {v1:us} {t1:no}\n| 1 gov", "no via="),
    ("{s1:It} {c1:said} {t1:no, {c1:it} did}\n| 1 gov", "in its own content"),
    ("{s1:It} {h:perhaps} {c1:said} {t1:no}\n| 1 gov", "in no content"),
    ("| 1 gov", "stands below its paragraph"),
]


@pytest.mark.parametrize(("body", "message"), BROKEN)
def test_errors_name_file_and_line(body, message):
    with pytest.raises(corpus_markup.CorpusError, match=r"^gull\.txt") as error:
        parsed(body + "\n")
    assert message in str(error.value)


def test_a_wrong_header_names_its_line():
    with pytest.raises(corpus_markup.CorpusError, match=r"^gull\.txt:2: "):
        corpus_markup.parse("style: wire\nnot a header\n\nText.\n", "gull.txt")


TEXT = st.text(st.sampled_from("ab é“”,.界🙂"), min_size=1, max_size=12).map(lambda t: f"x{t}y")


@given(st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=4))
def test_what_is_written_is_read_again(paragraphs):
    blocks = []
    for before, inner in paragraphs:
        nested = " ".join(f"{{h:{t}}} {t}" for t in inner)
        blocks.append(f"{before} {{s1:{before}}} {{c1:said}} {{t1:{nested or before}}}\n| 1 gov\n")
    markup = HEADER + "\n".join(blocks)
    document = corpus_markup.parse(markup, "gull.txt")
    assert corpus_markup.write(document) == markup
    again = corpus_markup.parse(corpus_markup.write(document), "gull.txt")
    assert replace(again, name=document.name) == document


def test_json_has_the_public_keys(tmp_path):
    output = tmp_path / "corpus.jsonl"
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), str(FOLDER), "--polnear", str(output)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"documents {len(DOCUMENTS)}" in shown
    assert len(output.read_text("utf-8").splitlines()) == len(DOCUMENTS)
    row = corpus.as_json(DOCUMENTS[0])
    assert row["part"] == "heldout" and {"doc_id", "text", "title", "attributions"} <= set(row)
    assert {"id", "source", "cue", "content"} <= set(row["attributions"][0])
    assert not any("@" in speaker["note"] for d in DOCUMENTS for speaker in corpus.as_json(d)["speakers"])


def test_a_part_read_alone_is_still_that_part():
    assert {corpus.as_json(d)["part"] for d in corpus.read(FOLDER / "heldout")} == {"heldout"}
    assert {corpus.as_json(d)["part"] for d in DOCUMENTS} == {"heldout", "train"}


def test_format_writes_the_canonical_form(tmp_path):
    file = tmp_path / "odd.txt"
    file.write_text(HEADER + "{s1:It} {c1:said} {t1:no}\n| 1 gov say neg asserted\n\n\n")
    script = str(ROOT / "benchmarks" / "corpus.py")
    subprocess.run([sys.executable, script, str(tmp_path), "--format"], capture_output=True, check=True)
    assert file.read_text() == HEADER + "{s1:It} {c1:said} {t1:no}\n| 1 gov neg\n"


def test_a_wrong_file_is_one_line(tmp_path):
    (tmp_path / "bad.txt").write_text("style: wire\n\n{s1:It said\n")
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and "bad.txt:3: a mark is never closed" in done.stderr
    assert "Traceback" not in done.stderr
