"""A file that is given up costs one row in errors, and the rest of the case is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import reportedly
from reportedly.pipeline import stages
from reportedly.pipeline.executors.local import TOO_SLOW
from reportedly.pipeline.task import Skip, Task

GOOD = "The harbour board of Northland put off its inquiry on Tuesday, a spokesman said.\n" * 6
SLOW = "This one never ends, as far as the clock is concerned.\n" * 3


def test_a_case_with_a_file_that_was_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = stages.articles

    def given_up(task: Task, report: stages.Report) -> Any:
        slow = [x.id for x in task.arrivals if x.path.endswith("slow.txt")]
        return real(replace(task, skip=tuple(Skip(x, TOO_SLOW, "It took too long.") for x in slow)), report)

    monkeypatch.setattr(stages, "articles", given_up)
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "slow.txt").write_text(SLOW)
    with reportedly.open_case(tmp_path / "case") as case:
        case.read(folder, until="articles", workers=0)
        assert [article.text for article in case.articles()] == [GOOD.strip()]
        assert [row.code for row in case.problems()] == [TOO_SLOW]
        assert [row.path for row in case.arrivals()] == ["pile/good.txt", "pile/slow.txt"]
