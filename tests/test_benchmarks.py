"""The benchmark scripts: predictions have the yardsticks' format, bad use is one line, no files no run."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from reportedly.records import Kept, Span, span  # noqa: E402
from reportedly.records.article import BlockClass  # noqa: E402
from reportedly.text import tidy  # noqa: E402
from yardsticks.figures import Area, Figure, Mark, Peer, markdown, marks, missed  # noqa: E402
from yardsticks.plain import given_lines, given_places, origins, rendering, whole_article  # noqa: E402
from yardsticks.spans import span_holds  # noqa: E402
from yardsticks.speed import displaced  # noqa: E402

ODD_TEXT = st.text(st.sampled_from("ab \n\r\x00\ufeff\ud800“é界🙂"), max_size=40)
PARAGRAPHS = (
    "OSTRAVEN — The harbour board of Ostraven said on Tuesday that it would close two piers for the winter.",
    "“We cannot repair them while the ice holds,” Mira Holt, who chairs the board, told reporters there.",
    "The fishermen's union warned that forty boats could lose their berths before the spring.",
)
DUMP = "\n".join(["Share", "Tweet", "", "Two piers to close", "", *PARAGRAPHS, "", "Sign up for our letter"])


def run(script: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def predicted(folder: Path, task: str, *rows: dict[str, str]) -> list[dict]:
    source, output = folder / "input.jsonl", folder / "output.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    done = run("predict.py", task, source, output)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


def test_textdump_names_the_body_lines_of_the_text_as_given(tmp_path: Path) -> None:
    carriage = DUMP.replace("\n", "\r\n").replace("Share", "\x00Share\rPrint")
    plain, odd, empty = predicted(
        tmp_path,
        "textdump",
        {"id": "plain", "text": DUMP},
        {"id": "odd", "text": carriage},
        {"id": "empty", "text": ""},
    )
    kept = [DUMP.split("\n")[i] for article in plain["articles"] for i in article["lines"]]
    assert set(kept) >= set(PARAGRAPHS)
    assert not {"", "Share", "Tweet"} & set(kept)
    held = [carriage.split("\n")[i].rstrip("\r") for article in odd["articles"] for i in article["lines"]]
    assert set(held) >= set(PARAGRAPHS)
    assert empty == {"id": "empty", "articles": []}


def test_metadata_says_nothing_of_what_a_page_does_not_say(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    head = "<meta property='article:published_time' content='2031-03-04T08:00Z'>"
    pages = {
        "one": f"{head}<title>Two piers</title><h1>Two piers</h1><p class=byline>By Mira Holt</p>{paragraphs}"
    }
    pages |= {"bare": paragraphs, "none": ""}
    folder = tmp_path / "extraction" / "html"
    folder.mkdir(parents=True)
    for name, html in pages.items():
        (folder / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
    (tmp_path / "metadata").mkdir()
    one, bare, none = predicted(tmp_path / "metadata", "metadata", *({"id": name} for name in pages))
    assert one == {"id": "one", "date": "2031-03-04", "author": "Mira Holt", "title": "Two piers"}
    assert (bare["date"], bare["author"]) == (None, None)
    assert none == {"id": "none", "date": None, "author": None, "title": None}


def test_extraction_reads_the_page_beside_the_input(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    page = f"<html><body><nav>Home News</nav><article><h1>Two piers</h1>{paragraphs}</article></body></html>"
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "html" / "none.html.gz").write_bytes(gzip.compress(b""))
    one, none = predicted(tmp_path, "extraction", {"id": "one"}, {"id": "none"})
    assert all(words in one["text"] for words in PARAGRAPHS)
    assert "Home" not in one["text"]
    assert none == {"id": "none", "text": ""}


def test_attribution_counts_in_the_text_as_given(tmp_path: Path) -> None:
    text = "\ufeff  " + "\r\n\r\n".join(PARAGRAPHS)
    (row,) = predicted(tmp_path, "attribution", {"doc_id": "one", "text": text})
    words = [
        {role: [text[start:end] for start, end in spans] for role, spans in found.items()}
        for found in row["attributions"]
    ]
    assert row["doc_id"] == "one"
    assert ["told"] in [found["cue"] for found in words]
    assert any("cannot repair them" in part for found in words for part in found["content"])


def test_stories_put_every_article_in_one_cluster(tmp_path: Path) -> None:
    text = "\n".join(PARAGRAPHS)
    other = "A comet will pass the northern sky in March. Observers need a dark field and no telescope."
    rows = predicted(
        tmp_path,
        "stories",
        {"id": "a", "text": text, "title": "Two piers to close", "published": "2031-02-04"},
        {"id": "b", "text": text + "\nThe board meets again in May.", "published": "2031-02-04"},
        {"id": "c", "text": other, "date": "2031-02-04"},
    )
    cluster = {row["doc"]: row["cluster"] for row in rows}
    assert sorted(cluster) == ["a", "b", "c"]
    assert cluster["a"] == cluster["b"] != cluster["c"]


def test_reuse_writes_a_folder_with_places_in_the_texts_as_given(tmp_path: Path) -> None:
    text = "\r\n\r\n".join(["An opening of its own.", *PARAGRAPHS])
    rows = [
        {"id": "a", "text": text, "title": "Two piers to close", "published": "2031-02-04", "outlet": "Quay"},
        {"id": "b", "text": "\n".join(PARAGRAPHS), "published": "2031-02-05T08:00:00"},
        {"id": "c", "text": "A comet will pass the northern sky in March."},
    ]
    source, output = tmp_path / "docs.jsonl", tmp_path / "made"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    for _ in range(2):  # a second run puts its folder in place of the first one's
        done = run("predict.py", "reuse", source, output)
        assert (done.returncode, done.stderr) == (0, "")
    made = {
        file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for file in output.iterdir()
    }
    assert sorted(made) == ["edges", "pairs", "quotes", "spans"]
    assert {frozenset(row.values()) for row in made["pairs"]} == {frozenset("ab")}
    assert made["edges"] == [{"parent": "a", "child": "b"}]
    (shared,) = made["spans"]
    sides = {shared["a"]: shared["a_span"], shared["b"]: shared["b_span"]}
    assert text[slice(*sides["a"])] == "\r\n\r\n".join(PARAGRAPHS)
    assert sides["b"] == [0, len("\n".join(PARAGRAPHS))]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["haruspicy", "in.jsonl", "out.jsonl"], "There is no task 'haruspicy'"),
        (["stories", "absent.jsonl", "out.jsonl"], "There is no file"),
        (["stories", "bad.jsonl", "out.jsonl"], "bad.jsonl, line 2"),
        (["stories", "half.jsonl", "out.jsonl"], "'text'"),
        (["extraction", "half.jsonl", "out.jsonl"], "'one' cannot be read"),
        (["stories", "bad.jsonl", "no/such/folder"], "No such file or directory"),
        (["stories"], "usage"),
    ],
)
def test_bad_use_is_one_line_and_exit_code_2(tmp_path: Path, arguments: list[str], reason: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "a", "text": "b"}\n{"id":\n', "utf-8")
    (tmp_path / "half.jsonl").write_text('{"id": "one"}\n', "utf-8")
    task, *files = arguments
    done = run("predict.py", task, *(tmp_path / name for name in files))
    assert done.returncode == 2
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "half.jsonl"]


def test_without_its_files_the_benchmark_says_so_and_ends_well(tmp_path: Path) -> None:
    done = run("run.py", "--out", tmp_path / "out", BENCH=str(tmp_path / "absent"))
    assert done.returncode == 0
    assert "bench skipped: no directory" in done.stdout
    assert run("run.py", "alchemy").returncode == 2


@given(ODD_TEXT)
def test_every_character_of_a_tidied_text_has_its_origin(text: str) -> None:
    origin = origins(text)
    assert len(origin) == len(tidy(text))
    same = {"\r": "\n", "\ud800": "\ufffd"}
    assert all(same.get(text[at], text[at]) == kept for at, kept in zip(origin, tidy(text), strict=True))


@given(ODD_TEXT)
def test_a_whole_text_as_an_article_leads_back_to_the_text_as_given(text: str) -> None:
    article = whole_article(text, "one")
    source, origin = rendering(text).source.text, origins(text)
    assert article.text == "\n".join(line.strip() for line in source.split("\n") if line.strip())
    for kept in article.kept:
        words = span(article.text, kept.at, kept.at + kept.end - kept.start)
        ((start, end),) = given_places(article, [words], origin)
        assert tidy("x" + text[start:end]) == "x" + words.text
        assert span_holds(words, article, source)
    lines = text.split("\n")
    assert all(0 <= i < len(lines) and lines[i].strip() for i in given_lines(article.kept, text))


def test_a_span_that_does_not_hold_is_seen() -> None:
    article = whole_article("One line.\nAnother one.", "one")
    assert span_holds(Span(4, 8, "line"), article, article.text)
    assert not span_holds(Span(4, 8, "lime"), article, article.text)
    assert not span_holds(Span(4, 8, "line"), article, "!" + article.text)


def test_only_body_lines_are_named() -> None:
    kept = (Kept(0, 4, 0, BlockClass.TITLE), Kept(6, 14, 5, BlockClass.BODY))
    assert given_lines(kept, "head\n\nbo\ndy on") == [2, 3]


def test_copies_for_the_tenfold_input_hold_the_same_words_elsewhere() -> None:
    text = "\n".join(PARAGRAPHS) + " " + " ".join(f"{c}wording" for c in "abcdefghij")
    copies = {displaced(text, n) for n in range(10)}
    assert len(copies) == 10
    assert len({tuple(sorted(copy.replace(",", "").replace(".", "").split())) for copy in copies}) == 1
    assert displaced(text, 0) == text


def test_a_floor_is_missed_on_its_own_side() -> None:
    assert Mark(floor=0.5).missed(0.4)
    assert not Mark(floor=0.5).missed(0.5)
    assert Mark(floor=1.25, lower=True).missed(1.3)
    assert not Mark(floor=1.25, lower=True).missed(0.9)
    assert not Mark(goal=0.9).missed(0.1)


def test_tables_show_peers_and_say_what_is_missed() -> None:
    figure = Figure("statements", 0.5, (Peer("chance", 0.25),), (0.4, 0.6))
    area = Area("spans", "Spans", "2031-02-04", 1.0, (figure,), ("a note",))
    assert "| statements | 0.500 (0.400-0.600) | chance 0.250 | 1.000 |  |" in markdown([area])
    assert "- a note" in markdown([area])
    assert missed([area]) == ["Spans: statements is 0.500, its floor 1.000"]


def test_every_mark_says_something() -> None:
    assert all(m.floor is not None or m.goal is not None for area in marks().values() for m in area.values())
