"""Where the benchmark files are; predictions are made and scored in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
EXAMPLES = HERE.parent / "examples" / "strait" / "pile"
# Numeric libraries would each start a thread a core and spin while they wait.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class BenchError(Exception):
    """A scorer or a prediction failed; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Bench:
    """`files` holds the benchmark files, a folder an area; `out` takes what a run writes."""

    files: Path
    out: Path

    def predict(self, task: str, source: Path, name: str) -> Path:
        """The file of our predictions for `source`."""
        output = self.folder(task) / name
        call([sys.executable, str(HERE / "predict.py"), task, str(source), str(output)])
        return output

    def folder(self, area: str) -> Path:
        """Where an area writes; it is there."""
        path = self.out / area
        path.mkdir(parents=True, exist_ok=True)
        return path

    def score(self, area: str, *arguments: str | Path) -> Any:
        """What the area's scorer says, from its JSON."""
        return json.loads(call([sys.executable, str(self.files / area / "score.py"), *map(str, arguments)]))


def call(command: list[str], folder: Path | None = None) -> str:
    """The standard output of a command. Raises BenchError with its last words if it fails."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", env={**os.environ, **ONE_THREAD}
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise BenchError(f"{' '.join(command[1:3])} failed: {last}")
    return done.stdout


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write one object a line; the path again."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
