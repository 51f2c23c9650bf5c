"""The command `quotations`, over a case of three invented tellings."""

import json
from pathlib import Path

import pytest

from cli_runs import ended
from reportedly.case import Case

WITNESS = (
    "“The northern sluices could give way before the thaw,” said Ilse Vandoren, harbour master of Ostraven."
)
FILES = {
    "first.txt": f"Meeting in the town hall\n\nMarch 3, 2031\n\n{WITNESS} She spoke to the council.\n",
    "copy.txt": f"A long evening in March\n\nMarch 4, 2031\n\n{WITNESS} Nobody asked a question.\n",
    "bent.txt": "Notes from a cold harbour\n\nMarch 5, 2031\n\n"
    f"{WITNESS.replace('could give way', 'will give way')} The harbour is closed.\n",
}


@pytest.fixture(scope="module", name="case")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quotations")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    with Case(folder / "case") as opened:
        opened.read([folder / name for name in FILES], workers=0)
    return folder / "case"


def test_a_bent_telling_is_listed_with_what_it_lost(case: Path) -> None:
    code, out, _ = ended("quotations", "--case", case)
    assert code == 0
    assert "hedge dropped" in " ".join(out.split())
    assert "“could”" in out


def test_json_holds_the_variants_of_the_family(case: Path) -> None:
    rows = json.loads(ended("quotations", "--case", case, "--json")[1])
    assert sorted(row["effect"] for row in rows) == ["hedge_dropped", "none", "none"]
    assert {row["witness"] for row in rows} > {None}


def test_filters_that_nothing_fits_say_so(case: Path) -> None:
    code, out, err = ended("quotations", "--case", case, "--effect", "re_anchored")
    assert (code, out) == (0, "")
    assert "--all" in err
