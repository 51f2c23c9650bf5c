"""Make ``knowledge/data/tokens.toml`` from the rules of spaCy's English tokenizer.

    pip install spacy && python benchmarks/make_tokens.py > src/reportedly/knowledge/data/tokens.toml

Patterns stay as they are, but that letters become few ranges and what comes again gets a name in braces.
"""

import json
import re
import sys
from importlib.metadata import version
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.lang import char_classes
from spacy.lang.tokenizer_exceptions import URL_PATTERN

NOTE = f"""# How English text is cut into tokens. Made by ``benchmarks/make_tokens.py``.

[about]
what = "Marks that are cut off the ends of words or part them, web addresses, words with cuts of their own"
source = "The English tokenizer of spaCy {version("spacy")}, https://github.com/explosion/spaCy"
licence = "MIT, Copyright (C) 2016-2024 ExplosionAI GmbH, 2016 spaCy GmbH, 2015 Matthew Honnibal"
date = "2026-11-22"
"""
LETTERS = {"any": char_classes.ALPHA, "lower": char_classes.ALPHA_LOWER, "upper": char_classes.ALPHA_UPPER}
NAMES = {
    "icons": char_classes.ICONS,
    "units": char_classes.UNITS,
    "punct": char_classes.PUNCT,
    "currency": char_classes.CURRENCY,
    "quotes": char_classes.CONCAT_QUOTES,
    "hyphens": char_classes.HYPHENS,
}
# Letters that most fonts have are written as they are.
LATIN = 0x24F


def main() -> None:
    tokenizer: Any = spacy.blank("en").tokenizer
    defaults = spacy.blank("en").Defaults
    print(NOTE)
    print("# Stand for themselves in braces below; letters stand within square brackets.\n[names]")
    for name, letters in LETTERS.items():
        print(f"{name} = {_quoted(_ranges(letters))}")
    for name, text in NAMES.items():
        print(f"{name} = {_quoted(text)}")
    print("\n# Regular expressions; of several that fit, the first counts.\n[patterns]")
    for name in ("prefixes", "suffixes", "infixes"):
        print(f"{name} = [{', '.join(_quoted(_named(p)) for p in getattr(defaults, name) if p.strip())}]")
    print(f"address = {_quoted(_named(URL_PATTERN))}")
    print("\n# Words with cuts of their own, shown by blanks.\n[words]\nlist = '''")
    for word, parts in sorted(tokenizer.rules.items()):
        if not word.isspace():
            print(" ".join(part[ORTH] for part in parts))
    print("'''")


def _named(pattern: str) -> str:
    for name, text in {**LETTERS, **NAMES}.items():
        pattern = pattern.replace(text, f"{{{name}}}")
    return pattern


def _ranges(letters: str) -> str:
    """A character class of the same characters, in order and without overlaps."""
    fits = re.compile(f"[{letters}]").match
    points = [point for point in range(sys.maxunicode + 1) if fits(chr(point))]
    found: list[list[int]] = []
    for point in points:
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return "".join(
        _shown(low) + ("-" if high > low + 1 else "") + _shown(high) * (high > low) for low, high in found
    )


def _shown(point: int) -> str:
    return chr(point) if point <= LATIN else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
