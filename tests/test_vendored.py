"""Files of others are those that their README says, byte for byte, and each comes with its licence."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [ROOT / "src" / "reportedly" / "web" / "static" / "_vendor", ROOT / "tests" / "_vendor"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_each_file_is_the_one_that_was_taken_over(folder: Path) -> None:
    told = dict(
        re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (folder / "README.md").read_text("utf-8"), re.M)
    )
    scripts = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
    assert scripts
    assert told == scripts
    assert len(list(folder.glob("*.LICENSE"))) == len(scripts)
