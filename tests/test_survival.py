"""A run that is killed loses nothing: the next one ends in the tables of a run that was not."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from case_state import PILE, is_sound, outputs, rows
from reportedly.case import Case

FILES = ("01-kestry-wire.txt", "04-mercury-pasted.txt", "08-varrick-brief.txt", "09-members-only.html")
SETTINGS = "format = 1\n\n[settings]\nshard_files = 1\n"


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "pile"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes((PILE / name).read_bytes())
    return folder


def fresh(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text(SETTINGS)
    return folder


def start(pile: Path, case: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "reportedly", "read", str(pile), "--case", str(case), "--workers", "2"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)


@pytest.fixture(scope="module")
def unhurt(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A case that was read without a kill, and the seconds that it took."""
    case = fresh(tmp_path_factory.mktemp("unhurt") / "case")
    began = time.monotonic()
    assert start(pile, case).wait() in (0, 1)
    return case, time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_ten_kills_at_random_moments(
    pile: Path, unhurt: tuple[Path, float], tmp_path: Path, seed: int
) -> None:
    """Two kills a case: the first of the process alone, its workers orphaned; the second of all."""
    reference, seconds = unhurt
    case = fresh(tmp_path / "case")
    moments = random.Random(seed)
    for kill in (os.kill, os.killpg):
        run = start(pile, case)
        time.sleep(moments.uniform(0.1, 1.0) * seconds)
        if run.poll() is None:
            kill(run.pid, signal.SIGKILL)
        run.wait()
        assert is_sound(case)
    with Case(case, create=False) as opened:
        opened.read(pile, workers=0)
        opened.prune()
    assert outputs(case) == outputs(reference)
    assert rows(case) == rows(reference)
    assert is_sound(case)


def test_an_interrupted_run_says_so_and_goes_on(pile: Path, tmp_path: Path) -> None:
    case = fresh(tmp_path / "case")
    command = [sys.executable, "-m", "reportedly", "read", str(pile), "--case", str(case), "--workers", "1"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    while not (case / "stages").exists():
        assert run.poll() is None
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Stopped. What is done stays" in said and "Traceback" not in said
    with Case(case, create=False) as opened:
        assert len(opened.read(pile, workers=0).errors) == 1
