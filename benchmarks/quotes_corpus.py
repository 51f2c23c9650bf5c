"""Read, check and convert the project's own pairs of tellings.

    python benchmarks/quotes_corpus.py corpora/quotes                             # counts
    python benchmarks/quotes_corpus.py corpora/quotes/heldout --jsonl OUT.jsonl   # one JSON object a pair

``corpora/quotes/README.md`` defines the files.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.records import Effect, Operation, Severity, Utterance

UTTERANCES = {"yes": Utterance.SAME, "no": Utterance.OTHER, "translation": Utterance.TRANSLATED}


class PairError(Exception):
    """A line that says nothing that the README defines; the text names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Told:
    """A witness and one relay of it, with what an annotator says of the two."""

    id: str
    witness: str
    relay: str
    utterance: Utterance
    effect: Effect
    severity: Severity
    operations: tuple[Operation, ...]

    def row(self) -> dict[str, Any]:
        """The form of the benchmark's own pairs."""
        return {
            "id": self.id,
            "a": {"text": self.witness},
            "b": {"text": self.relay},
            "same_utterance": self.utterance,
            "operations": list(self.operations),
            "effect": self.effect,
            "other_effects": [],
            "severity": self.severity,
        }


def read(folder: Path) -> Iterator[Told]:
    """The pairs of all files under a folder, in order. Raises PairError."""
    for path in sorted(folder.rglob("*.txt")):
        yield from parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, name: str) -> Iterator[Told]:
    """The pairs of one file. Raises PairError."""
    witness = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("= "):
            witness = line[2:]
        elif line:
            try:
                yield told(witness, line)
            except ValueError as error:
                raise PairError(f"{name}, line {number}: {error}") from error


def told(witness: str, line: str) -> Told:
    """The pair of a relay's line. Raises ValueError."""
    head, bar, relay = line.partition(" | ")
    utterance, effect, severity, *operations = head.split()
    if not bar or not witness or utterance not in UTTERANCES:
        raise ValueError("a relay is: utterance effect severity operations | text, below its witness")
    if (effect == "none") is not (severity == "harmless"):
        raise ValueError("what has no effect is harmless, and nothing else is")
    ids = (hashlib.sha256(text.encode()).hexdigest()[:6] for text in (witness, relay))
    return Told(
        "-".join(ids),
        witness,
        relay,
        UTTERANCES[utterance],
        Effect(effect),
        Severity(severity),
        tuple(Operation(one) for one in operations),
    )


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jsonl", type=Path)
    given = parser.parse_args(arguments)
    pairs = list(read(given.folder))
    for effect, count in Counter(pair.effect for pair in pairs).most_common():
        print(f"{effect:18} {count:4}")
    print(f"{'pairs':18} {len(pairs):4}")
    if given.jsonl:
        lines = (json.dumps(pair.row(), ensure_ascii=False) + "\n" for pair in pairs)
        given.jsonl.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
