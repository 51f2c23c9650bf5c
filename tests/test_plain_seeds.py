"""The five clippings that the product must get right, where they lie beside the repository."""

import json
from pathlib import Path

import pytest

from reportedly.articles.plain import classify_plain
from reportedly.records import BlockClass

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench" / "textdump"
pytestmark = pytest.mark.skipif(
    not BENCH.is_dir(), reason="the labelled clippings are not beside the repository"
)
NOT_COUNTED = "TSAB"


def _records(name: str) -> dict[str, dict]:
    path = BENCH / name
    lines = path.read_text(encoding="utf8").splitlines() if path.is_file() else []
    return {record["id"]: record for record in map(json.loads, lines)}


@pytest.mark.parametrize("name", [f"seed{n}" for n in range(5)])
def test_every_body_line_is_kept_in_its_piece_and_no_other(name: str) -> None:
    text, truth = _records("seed_dumps.jsonl")[name]["text"], _records("seed_truth.jsonl")[name]
    found = {text.count("\n", 0, x.start): x.piece for x in classify_plain(text) if x.kind is BlockClass.BODY}
    counted = [i for i, letter in enumerate(truth["labels"]) if letter not in NOT_COUNTED]
    expected = {i: truth["article"][i] for i in counted if truth["labels"][i] == "K"}
    assert {i: found[i] for i in counted if i in found} == expected
