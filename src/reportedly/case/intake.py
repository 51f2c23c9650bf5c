"""Finding files: what the user named, walked in one order, with sidecars, and every refusal as a problem.

A folder is read with all below it. Left out, and counted: hidden names, sidecar files, and the folder
``NAME_files`` that a browser saves beside ``NAME.html``, which holds scripts and pictures only.
"""

import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

import msgspec
from msgspec import Struct

from reportedly.case.settings import NAME as MARK
from reportedly.errors import InputError
from reportedly.records import Problem, problem

STAGE = "intake"
STDIN = "-"
HELD = 16_000_000
CHUNK = 1_048_576
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """What the user says of a file: by option, or in a sidecar ``NAME.toml``.

    `day` is written ``date`` there.
    """

    url: str | None = None
    outlet: str | None = None
    day: str | None = msgspec.field(default=None, name="date")


class Found(Struct, frozen=True):
    """One file to read: `path` on this machine (None: standard input), `where` as the case names it."""

    path: Path | None
    where: str
    said: Said = Said()


class Passed(Struct, frozen=True):
    """A name that was left out on purpose; `why` is one of few phrases, to be counted."""

    where: str
    why: str


def find(paths: Sequence[str | Path], said: Said | None = None) -> Iterator[Found | Passed | Problem]:
    """Walk what the user named, in the order given and by name within. `said` holds for every file.

    Raises InputError when a path does not exist or a date that the user gives is none.
    """
    told = checked(said or Said())
    expect(paths)
    for path in paths:
        if str(path) == STDIN:
            yield Found(None, STDIN, told)
        else:
            yield from _walk(Path(path), _shown(Path(path)), told, ())


def expect(paths: Sequence[str | Path]) -> None:
    """Raises InputError when one of them does not exist."""
    for path in paths:
        if str(path) != STDIN and not os.path.lexists(path):
            raise InputError(f"There is no file or folder {str(path)!r}. Check the name, or quote it.")


def checked(said: Said) -> Said:
    """The same with its date as ISO text. Raises InputError where it is no date."""
    if said.day is None:
        return said
    try:
        day = date.fromisoformat(said.day)
    except ValueError:
        raise InputError(f"{said.day!r} is no date. Write it as 2031-05-09.") from None
    return msgspec.structs.replace(said, day=day.isoformat())


@contextmanager
def opened(found: Found, limit: int) -> Iterator[IO[bytes] | Problem]:
    """A found file, open and able to seek, or why it cannot be had.

    Standard input is set aside first, up to `limit` bytes; what is more is cut off.
    """
    if found.path is None:
        with SpooledTemporaryFile(max_size=HELD) as aside:
            while limit > 0 and (chunk := sys.stdin.buffer.read(min(CHUNK, limit))):
                aside.write(chunk)
                limit -= len(chunk)
            aside.seek(0)
            yield aside
        return
    try:
        file = found.path.open("rb")
    except OSError as error:
        yield _unreadable(found.where, error)
        return
    with file:
        yield file


def contents(stream: IO[bytes], where: str, limit: int) -> bytes | Problem:
    """The bytes of a document that was opened, or why they cannot be had."""
    try:
        size = stream.seek(0, os.SEEK_END)
        if size > limit:
            return _too_large(where, size, limit)
        stream.seek(0)
        return stream.read()
    except OSError as error:
        return _unreadable(where, error)


def covers(path: str | Path, where: str) -> bool:
    """Whether a walk over `path` comes by `where`: the file itself, its sidecar, or what lies below."""
    if str(path) == STDIN:
        return where == STDIN or where.startswith(f"{STDIN}/")
    root = _shown(Path(path))
    sidecars = {f"{root}.toml", f"{root.rpartition('.')[0]}.toml"}
    return where == root or where in sidecars or where.startswith(f"{root}/")


def _walk(
    path: Path, where: str, said: Said, above: tuple[tuple[int, int], ...]
) -> Iterator[Found | Passed | Problem]:
    try:
        if not path.is_dir():
            yield from _file(path, where, said)
            return
        info = path.stat()
        here = (info.st_dev, info.st_ino)
        if here in above:
            yield _loop(where)
            return
        names = sorted(child.name for child in path.iterdir())
    except OSError as error:
        yield _unreadable(where, error)
        return
    for name in names:
        inner = f"{where}/{_clean(name)}"
        why = _left_out(name, names) or _is_case(path / name)
        if why:
            yield Passed(inner, why)
        else:
            yield from _walk(path / name, inner, said, (*above, here))


def _left_out(name: str, beside: Sequence[str]) -> str | None:
    if name.startswith("."):
        return "hidden"
    if name.endswith("_files") and any(name[: -len("_files")] + s in beside for s in PAGE_SUFFIXES):
        return "parts of a saved page"
    stem = name.removesuffix(".toml")
    if stem != name and any(
        other == stem or other.rpartition(".")[0] == stem for other in beside if other != name
    ):
        return "sidecar"
    return None


def _is_case(path: Path) -> str | None:
    """A case inside the pile holds copies of what is read already."""
    return "a case folder" if (path / MARK).is_file() else None


def _file(path: Path, where: str, said: Said) -> Iterator[Found | Problem]:
    if not path.exists() or not path.is_file():
        yield problem(STAGE, where, "not-a-file", "It is a broken link or no regular file.", "Leave it out.")
        return
    merged = said
    for sidecar in (path.with_name(path.name + ".toml"), path.with_suffix(".toml")):
        if sidecar != path and sidecar.is_file():
            read = _sidecar(sidecar, f"{where.rpartition('/')[0]}/{_clean(sidecar.name)}".lstrip("/"))
            if isinstance(read, Problem):
                yield read
            else:
                merged = Said(said.url or read.url, said.outlet or read.outlet, said.day or read.day)
            break
    yield Found(path, where, merged)


def _sidecar(path: Path, where: str) -> Said | Problem:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        # TOML has dates of its own: date = 2031-05-09 needs no quotation marks.
        plain = {key: str(value) if isinstance(value, date) else value for key, value in content.items()}
        return checked(msgspec.convert(plain, Said))
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        msgspec.ValidationError,
        InputError,
    ) as error:
        why = f"The sidecar cannot be used: {error}"
        todo = "It may hold url, outlet and date, each in quotation marks, and nothing else."
        return problem(STAGE, where, "bad-sidecar", why, todo)


def _shown(root: Path) -> str:
    """A folder is named by its last part, a file by its folder's and its own: never by an absolute path."""
    full = root.resolve() if root.name in ("", "..") else root.absolute()
    if root.is_dir():
        return _clean(full.name)
    return f"{_clean(full.parent.name)}/{_clean(full.name)}".lstrip("/")


def _clean(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are shown as ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _loop(where: str) -> Problem:
    why = "The folder is a link to a folder that it lies in, so that it would be read without end."
    return problem(STAGE, where, "loop", why, "Remove the link, or read the folders one by one.")


def _unreadable(where: str, error: OSError) -> Problem:
    why = f"It cannot be opened: {(error.strerror or str(error)).lower()}."
    return problem(STAGE, where, "unreadable", why, "Give yourself the right to read it, then read it again.")


def _too_large(where: str, size: int, limit: int) -> Problem:
    why = f"It has {size:,} bytes, more than the limit of {limit:,}."
    return problem(STAGE, where, "too-large", why, "Raise max_bytes in case.toml, or cut the file.")
