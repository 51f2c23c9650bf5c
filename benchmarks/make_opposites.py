"""Make ``opposites.toml`` and ``tone.toml``: opposites by WordNet, words for better or worse by VADER.

    python benchmarks/make_opposites.py WORDNET_DIR VADER_LEXICON

WORDNET_DIR holds ``data.noun`` and its three sisters (Debian's wordnet-base has them); VADER_LEXICON is
``vader_lexicon.txt`` of the package vaderSentiment. Single words only; forms with a negating prefix are left
out, because a rule tells those.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import reportedly

PARTS = ("noun", "verb", "adj", "adv")
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "de", "anti", "counter", "mis", "a", "under", "over")
MANY = 8  # senses; a word with more of them has its opposite in one that is hardly meant
LEAST = 0.7  # of 4, the mean of VADER's ten raters
WIDTH = 110
OPPOSITES = '''[about]
what = "Pairs of words of opposite meaning: the word before the colon, and those that stand against it"
source = """Antonyms of WordNet 3.0, Copyright 2006 by Princeton University, under its licence, which \\
allows use, copying and change for any purpose without fee; made by benchmarks/make_opposites.py: \\
single words, negating prefixes left out"""
date = "2026-11-22"

[opposites]
words = """
{}
"""
'''
TONE = '''[about]
what = "Words that tell of something good and of something bad"
source = """VADER lexicon (Hutto and Gilbert, 2014, MIT licence), words that WordNet lists and whose \\
raters' mean is {} of 4 or more; made by benchmarks/make_opposites.py"""
date = "2026-11-22"

[tone]
good = """
{}
"""
bad = """
{}
"""
'''


def synsets(folder: Path) -> Iterator[tuple[str, str, list[str], list[tuple[str, str, str, int, int]]]]:
    """Of each synset its part, place, words, and antonym pointers (part, place, numbers of the two words)."""
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                fields = line.split(" | ")[0].split()
                count = int(fields[3], 16)
                words = [re.sub(r"\(.*", "", w) for w in fields[4 : 4 + 2 * count : 2]]
                yield part, fields[0], words, pointers(fields[4 + 2 * count :])


def pointers(fields: list[str]) -> list[tuple[str, str, str, int, int]]:
    found = []
    for at in range(1, 1 + 4 * int(fields[0]), 4):
        mark, place, part, words = fields[at : at + 4]
        if mark == "!":
            found.append((mark, place, part, int(words[:2], 16), int(words[2:], 16)))
    return found


def plain(word: str) -> bool:
    return bool(re.fullmatch(r"[a-z]{3,}", word))


def prefixed(one: str, other: str) -> bool:
    return any(p + one == other or p + other == one for p in PREFIXES)


def opposites(folder: Path) -> dict[str, set[str]]:
    read = list(synsets(folder))
    senses = Counter((part, word) for part, _, words, _ in read for word in words)
    letters = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
    words = {(letters[part], place): found for part, place, found, _ in read}
    pairs: dict[str, set[str]] = {}
    for mine_in, _, mine, against in read:
        for _, place, part, at, to in against:
            theirs = words[part.replace("s", "a"), place]
            one, other = mine[at - 1], theirs[to - 1]
            # Base forms are compared, and "running" against "standing" says nothing of "run".
            told = all(plain(word) and not word.endswith(("ing", "ed")) for word in (one, other))
            told = told and one < other and not prefixed(one, other)
            if told and max(senses[mine_in, one], senses[mine_in, other]) <= MANY:
                pairs.setdefault(one, set()).add(other)
    return pairs


def tones(lexicon: Path, known: set[str]) -> tuple[list[str], list[str]]:
    rated = (line.split("\t")[:2] for line in lexicon.read_text(encoding="utf-8").splitlines())
    means = {word: float(mean) for word, mean in rated if plain(word) and word in known}
    return [w for w, m in means.items() if m >= LEAST], [w for w, m in means.items() if m <= -LEAST]


def wrapped(words: list[str]) -> str:
    lines = [""]
    for word in sorted(words):
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def main(wordnet: str, vader: str) -> None:
    folder = Path(wordnet)
    data = Path(reportedly.__file__).parent / "knowledge" / "data"
    pairs = opposites(folder)
    listed = wrapped([f"{one}:{','.join(sorted(others))}" for one, others in pairs.items()])
    (data / "opposites.toml").write_text(OPPOSITES.format(listed), encoding="utf-8")
    known = {word for _, _, words, _ in synsets(folder) for word in words}
    good, bad = tones(Path(vader), known)
    (data / "tone.toml").write_text(TONE.format(LEAST, wrapped(good), wrapped(bad)), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
