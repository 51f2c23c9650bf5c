"""Where the example pile lies: in the package once it is installed, beside it in a checkout."""

from importlib.resources import files
from pathlib import Path

from reportedly.errors import InputError

NOTICE = "Every outlet, institute, person and event in it is invented."


def pile() -> Path:
    """The folder of the example pile. Raises InputError when this installation has none."""
    package = Path(str(files("reportedly")))
    for folder in (package / "_examples" / "strait", package.parents[1] / "examples" / "strait"):
        if folder.is_dir():
            return folder / "pile" if (folder / "pile").is_dir() else folder
    raise InputError("This installation has no example pile. Install reportedly again, or use a checkout.")
