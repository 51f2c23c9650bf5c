"""Running the command line in tests: in this process, in another one, and on a terminal."""

import io
import os
import pty
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from case_state import copied
from reportedly.case import Case
from reportedly.cli.app import app, main

SAMPLE = """Harbour office warns of wind
By A. Writer

PORT ELVANE, March 3, 2031 - The harbour office said on Monday that the pier could close if the wind rises.
The mayor denied the claim and said the pier would stay open for the whole of the summer season.
"""
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module", name="case")
def example_case(example: Path, tmp_path_factory) -> Path:
    return copied(example, tmp_path_factory.mktemp("cli") / "a case's folder")


@pytest.fixture(name="empty")
def empty_case(tmp_path) -> Path:
    Case(tmp_path / "empty").close()
    return tmp_path / "empty"


def run(*words: object, **more: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], **more)


def ended(*words: object) -> tuple[int, str, str]:
    """Exit code, output and messages of the whole command, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["reportedly", *map(str, words)])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0), out.getvalue(), err.getvalue()
    raise AssertionError("a command ends with an exit code")


def command(
    *words: object, env: dict[str, str] | None = None, **more: object
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reportedly", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **(env or {})},
        **more,
    )


def read_text(text: str, folder: Path, name: str = "note.txt") -> Path:
    """A case of one text; its folder."""
    pile = folder / "in"
    pile.mkdir()
    (pile / name).write_text(text, "utf-8")
    result = run("read", pile, "--case", folder / "case", "--workers", 0)
    assert result.exit_code == 0, result.output
    return folder / "case"


def on_a_terminal(*words: object, env: dict[str, str] | None = None) -> str:
    """What a command writes to a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "reportedly", *map(str, words)],
        stdout=theirs,
        stderr=theirs,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **(env or {})},
    ):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode("utf-8")
