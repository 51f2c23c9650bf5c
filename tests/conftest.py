"""For all tests: how properties run, and the example pile, read once for all of them."""

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from case_state import PILE, copied
from reportedly.case import Case

# Without a deadline, since CI machines stall, and the same each time.
settings.register_profile("reportedly", deadline=None, derandomize=True, database=None)
settings.load_profile("reportedly")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example pile, for all processes of a run; who writes to it takes `example_copy`."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, begun = shared / "example" / "case", shared / "example-begun" / "case"
    with FileLock(shared / "example.lock"):
        if not folder.exists():
            with Case(begun) as case:
                case.read(PILE, workers=0)
            begun.parent.rename(folder.parent)
    return folder


@pytest.fixture(scope="module")
def example_copy(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example pile, of one module alone."""
    return copied(example, tmp_path_factory.mktemp("copy") / "case")
