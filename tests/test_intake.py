"""Whatever a user names is read, or refused in one clear row."""

import os
import sys
from pathlib import Path

import pytest

from reportedly.case.intake import Found, Passed, Said, contents, find, opened
from reportedly.errors import InputError
from reportedly.records import Problem


def walk(*paths: Path | str, said: Said | None = None) -> tuple[list[Found], list[Passed], list[Problem]]:
    found, passed, problems = [], [], []
    for item in find(paths, said):
        {Found: found, Passed: passed, Problem: problems}[type(item)].append(item)  # type: ignore[attr-defined]
    return found, passed, problems


def bytes_of(found: Found, limit: int) -> bytes | Problem:
    with opened(found, limit) as stream:
        return stream if isinstance(stream, Problem) else contents(stream, found.where, limit)


def pile(folder: Path, *names: str) -> Path:
    root = folder / "pile"
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", "utf-8")
    return root


def test_a_folder_is_read_in_order_and_named_from_itself(tmp_path: Path) -> None:
    found, _, _ = walk(pile(tmp_path, "b.txt", "a.txt", "sub/c.html"))
    assert [item.where for item in found] == ["pile/a.txt", "pile/b.txt", "pile/sub/c.html"]


def test_the_same_file_is_named_alike_however_it_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = pile(tmp_path, "a.txt")
    monkeypatch.chdir(root)
    ways = [root, root / "a.txt", Path(), Path("a.txt"), Path("..") / "pile", f"{root}/"]
    assert [walk(way)[0][0].where for way in ways] == ["pile/a.txt"] * len(ways)


@pytest.mark.parametrize("name", ["with space.txt", 'o\'clock "quoted".txt', "новости.txt", "新聞.txt", "-"])
def test_any_name_is_read(tmp_path: Path, name: str) -> None:
    found, _, problems = walk(pile(tmp_path, name))
    assert [item.where for item in found] == [f"pile/{name}"]
    assert not problems


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file name hold any bytes")
def test_a_name_of_odd_bytes_is_shown_as_text(tmp_path: Path) -> None:
    root = pile(tmp_path)
    root.mkdir()
    (Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt"))).write_text("words")
    found, _, _ = walk(root)
    assert found[0].where == r"pile/caf\xe9.txt"
    assert bytes_of(found[0], 100) == b"words"


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    root = pile(tmp_path, "a.html", "a_files/x.js", ".hidden", "a.toml", "b_files/kept.txt", "old/case.toml")
    (root / "a.toml").write_text('outlet = "The Example Post"')
    found, passed, _ = walk(root)
    assert [item.where for item in found] == ["pile/a.html", "pile/b_files/kept.txt"]
    assert {(item.where, item.why) for item in passed} == {
        ("pile/.hidden", "hidden"),
        ("pile/a_files", "parts of a saved page"),
        ("pile/a.toml", "sidecar"),
        ("pile/old", "a case folder"),
    }


def test_a_sidecar_speaks_for_its_file_and_options_speak_louder(tmp_path: Path) -> None:
    root = pile(tmp_path, "a.txt", "b.txt")
    (root / "a.txt.toml").write_text('outlet = "Post"\ndate = 2031-05-09\nurl = "https://post.example/1"')
    (root / "b.toml").write_text('date = "2031-05-10"')
    found, _, _ = walk(root)
    assert found[0].said == Said("https://post.example/1", "Post", "2031-05-09")
    assert found[1].said == Said(day="2031-05-10")
    found, _, _ = walk(root, said=Said(outlet="Courier"))
    assert [item.said.outlet for item in found] == ["Courier", "Courier"]


@pytest.mark.parametrize(
    "text", ['date = "soon"', 'author = "x"', "not toml", "date = 5", "\udcff"], ids=range(5)
)
def test_a_bad_sidecar_is_a_problem_and_its_file_is_read(tmp_path: Path, text: str) -> None:
    root = pile(tmp_path, "a.txt")
    (root / "a.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    found, _, problems = walk(root)
    assert [item.where for item in found] == ["pile/a.txt"]
    assert [(row.where, row.code) for row in problems] == [("pile/a.toml", "bad-sidecar")]


def test_a_directory_loop_ends(tmp_path: Path) -> None:
    root = pile(tmp_path, "sub/a.txt")
    (root / "sub" / "again").symlink_to(root)
    found, _, problems = walk(root)
    assert [item.where for item in found] == ["pile/sub/a.txt"]
    assert [(row.where, row.code) for row in problems] == [("pile/sub/again", "loop")]


def test_a_broken_link_and_a_pipe_are_problems(tmp_path: Path) -> None:
    root = pile(tmp_path, "a.txt")
    (root / "gone").symlink_to(root / "nowhere")
    os.mkfifo(root / "pipe")
    found, _, problems = walk(root)
    assert [item.where for item in found] == ["pile/a.txt"]
    assert [row.code for row in problems] == ["not-a-file", "not-a-file"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    found, _, _ = walk(pile(tmp_path, "a.txt"))
    refused = bytes_of(found[0], 4)
    assert isinstance(refused, Problem) and refused.code == "too-large"
    assert "5 bytes" in refused.why and "max_bytes" in refused.todo


def test_a_file_that_vanished_is_a_problem(tmp_path: Path) -> None:
    refused = bytes_of(Found(tmp_path / "gone.txt", "pile/gone.txt"), 100)
    assert isinstance(refused, Problem) and refused.code == "unreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_a_problem(tmp_path: Path) -> None:
    root = pile(tmp_path, "a.txt")
    (root / "a.txt").chmod(0)
    refused = bytes_of(walk(root)[0][0], 100)
    assert isinstance(refused, Problem) and refused.code == "unreadable"


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file or folder .*nowhere"):
        walk(tmp_path / "nowhere")


@pytest.mark.parametrize("day", ["soon", "2031-13-01", "09.05.2031"])
def test_a_date_that_is_none_is_said_so(tmp_path: Path, day: str) -> None:
    with pytest.raises(InputError, match="is no date"):
        walk(tmp_path, said=Said(day=day))


def test_standard_input_has_no_path() -> None:
    found, _, _ = walk("-")
    assert found == [Found(None, "-")]
