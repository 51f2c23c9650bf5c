"""Files of rows as other projects publish them: parted by commas or tabs, in any encoding.

A reader says which columns it wants, each with all names that it goes by; a file without one of them gives
one error that names what was found and what is wanted.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportedly.errors import InputError
from reportedly.text import decode

SHOWN, NAMED = 12, 5
DAYS = ("%Y%m%d", "%Y-%m-%d", "%d %B %Y", "%d/%m/%Y", "%d-%b-%Y", "%Y/%m/%d")
DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a reader wants: `names` are all that it goes by, without regard to case."""

    names: tuple[str, ...]
    needed: bool = True


class Passed:
    """The rows of a file that a reader passes over: how many for each reason, with words of a few."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._words: dict[str, dict[str, None]] = {}

    def add(self, why: str, words: str = "") -> None:
        """Take in a row: `why` it was passed over, and the words of it that were the reason."""
        self._counts[why] += 1
        named = self._words.setdefault(why, {})
        if words.strip() and len(named) < NAMED:
            named[words.strip()[:40]] = None

    @property
    def rows(self) -> int:
        """How many rows were passed over."""
        return self._counts.total()

    def told(self) -> str:
        """All reasons, such as ``3 of no known state (Elvane), 1 without a day``; the most frequent first."""
        return ", ".join(
            f"{n:,} {why}" + (f" ({', '.join(self._words[why])})" if self._words[why] else "")
            for why, n in self._counts.most_common()
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's text with its header and what parts its columns; `passed` has the rows that cannot be used."""

    name: str
    header: tuple[str, ...]
    text: str
    delimiter: str
    passed: Passed

    def rows(self) -> Iterator[list[str]]:
        """The rows below the header, in order; empty ones are left out, and those of another length passed
        over.

        Raises InputError where a quotation mark is opened and never closed.
        """
        reader = csv.reader(io.StringIO(self.text), delimiter=self.delimiter)
        try:
            next(reader, None)
            for row in reader:
                if len(row) == len(self.header):
                    yield row
                elif any(cell.strip() for cell in row):
                    self.passed.add(
                        "with more or fewer columns than the first line", f"line {reader.line_num}"
                    )
        except csv.Error:
            raise InputError(f"{self.name} cannot be read as rows behind line {reader.line_num}.") from None

    def places(self, fields: Mapping[str, Field], what: str) -> dict[str, int]:
        """Where each field stands among the columns; those that are not needed may be missing.

        `what` names the kind of file in the error. Raises InputError.
        """
        at = {_bare(name): place for place, name in reversed(list(enumerate(self.header)))}
        found = {
            key: at[_bare(name)]
            for key, field in fields.items()
            for name in reversed(field.names)
            if _bare(name) in at
        }
        missing = [field.names for key, field in fields.items() if field.needed and key not in found]
        if missing:
            wanted = ", ".join(" or ".join(names) for names in missing)
            raise InputError(
                f"{self.name} has no column {wanted}, which {what} need. "
                f"It has: {_listed(self.header)}. Rename its columns or name another file."
            )
        return found


def sheet(data: bytes, name: str, passed: Passed | None = None) -> Sheet:
    """A file's rows; those that cannot be used go to `passed`. Raises InputError for an empty file and for
    bytes that are no rows of text."""
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{name} is no text. Export it as CSV (from R: write.csv) and import that.")
    text = decode(data).text
    line = text.partition("\n")[0]
    if not line.strip():
        raise InputError(f"{name} is empty.")
    delimiter = max(DELIMITERS, key=line.count)
    header = tuple(next(csv.reader([line], delimiter=delimiter)))
    return Sheet(name, header, text, delimiter, passed or Passed())


def unread(name: str, what: str, example: Sequence[str]) -> InputError:
    """The error of a file of which no row could be used, with its first row."""
    return InputError(f"No row of {name} can be read as {what}. Its first row is: {_listed(example)}.")


def number(cell: str) -> int | None:
    """A whole number, also written as ``3.0``; None for anything else, such as NA."""
    try:
        value = float(cell)
        return int(value) if value == int(value) else None
    except (ValueError, OverflowError):
        return None


def iso_day(cell: str) -> str | None:
    """A day as such files write it (``2031-05-09``, ``20310509``, ``9 May 2031``, ``09/05/2031`` with the day
    first), also with a time behind it, in ISO 8601; None for anything else."""
    for pattern in DAYS:
        try:
            told = cell[:10] if pattern == "%Y-%m-%d" else cell
            return datetime.strptime(told, pattern).date().isoformat()
        except ValueError:
            continue
    return None


def _bare(name: str) -> str:
    return name.strip().strip('"').lower().replace(".", "_").replace(" ", "_")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(name.strip()[:40] or "(no name)" for name in names[:SHOWN]) + more
