"""What a reader sees of versions: the command, the lists, the page of an article. Texts are invented."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from cli_runs import ended
from reportedly.case import Case
from reportedly.dossier.revisions import changed
from reportedly.web import application
from test_revisions import HEAD, LEAD, MENDED, REPORT, read

WORDS = st.lists(st.sampled_from(["ice", "on", "the", "wall", "\n", "“a", "b”", "."])).map(" ".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a file that was corrected after it was read, and a paper that took the first version."""
    base = tmp_path_factory.mktemp("revised")
    with Case(base / "case") as case:
        taken = HEAD.replace("Ostrevik Post\n1", "Sundholm Mail\n2") + REPORT
        read(case, base / "pile", first=HEAD + REPORT, taken=taken)
        read(case, base / "pile", first=HEAD + f"{LEAD}\n\n{MENDED}\n")
    return base / "case"


@pytest.mark.parametrize(
    ("older", "newer", "wanted"),
    [
        ("a\nit is six high\nb", "a\nit is nine high\nb", [["it is", "-six", "+nine", "high"]]),
        ("a\nb", "a\nnew words\nb", [["+new words"]]),
        ("a\nold words\nb", "a\nb", [["-old words"]]),
        ("a\n\n“b”", "a\n\"b\"", []),
        ("", "", []),
    ],
    ids=["a word", "put in", "left out", "blanks and marks", "nothing"],
)  # fmt: skip
def test_what_changed_is_told_word_by_word(older: str, newer: str, wanted: list[list[str]]) -> None:
    signs = {"same": "", "out": "-", "in": "+"}
    assert [[signs[x.kind] + x.text.strip() for x in part] for part in changed(older, newer)] == wanted


@given(WORDS, WORDS)
def test_what_is_put_in_stands_in_the_newer_and_what_is_left_out_in_the_older(older: str, newer: str) -> None:
    for part in changed(older, newer):
        for one in part:
            bare = one.text.strip("\n")
            assert one.kind != "in" or bare in newer or "\n" in bare
            assert one.kind != "out" or bare in older or "\n" in bare
    assert changed(newer, newer) == []


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["revisions"], ["[-nine-] {+six+} million", "read later under the same name", "took the place of"]),
        (["revisions", "--article", "a_"], ["{+six+}"]),
        (["show"], ["an earlier version, superseded"]),
        (["stories"], ["an earlier version, superseded"]),
    ],
)
def test_commands_tell_versions(folder: Path, arguments: list[str], wanted: list[str]) -> None:
    code, out, _ = ended(*arguments, "--case", folder)
    shown = " ".join(out.split())
    assert code == 0 and all(words in shown for words in wanted)


def test_the_page_of_either_version_leads_to_the_other(folder: Path) -> None:
    with Case(folder, create=False) as case:
        (row,) = case.revisions()
        (story,) = case.stories()
    with TestClient(application(folder), base_url="http://localhost") as site:
        older, newer = (site.get(f"/articles/{name}").text for name in (row.older, row.newer))
        page = site.get(f"/stories/{story.id}").text
    assert f'href="/articles/{row.newer}"' in older and "counts as no telling" in older
    assert f'href="/articles/{row.older}"' in newer and "counts as no telling" not in newer
    for shown in (older, newer):
        assert "<del> nine</del><ins> six</ins>" in shown
    assert "A later version took the place of" in page
