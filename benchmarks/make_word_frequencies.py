"""Make ``word_frequencies.toml``: in how many of about a thousand news texts each single word stands.

    python benchmarks/make_word_frequencies.py BENCH_DIR

Single words only, in five documents or more, counts rounded into classes: nothing of the texts remains.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import reportedly

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LEAST = 5
STEP = 1.2
HEAD = '''[about]
what = "In how many of {count} news texts a word stands, in classes; words in fewer than {least} are left out"
source = """Counted by benchmarks/make_word_frequencies.py over the texts of PolNeAR 1.0 (training part) \\
and the gold bodies of the scrapinghub and fundus extraction sets; single words only"""
date = "2026-11-22"
'''


def texts(bench: Path) -> list[str]:
    files = (bench / "attribution" / "train.jsonl", bench / "extraction" / "gold.jsonl")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return sorted({json.loads(line)["text"] for line in lines})


def forms(text: str) -> set[str]:
    found = (re.sub(r"['’]s$", "", w.lower()) for w in WORD.findall(text))
    return {w.replace("'", "").replace("’", "") for w in found}


def classed(counts: Counter[str]) -> dict[int, list[str]]:
    """Words by document frequency, rounded down to the steps 5, 6, 7, 8, 9, 10, 12, 14 ..."""
    steps = [LEAST]
    while steps[-1] < max(counts.values()):
        steps.append(max(steps[-1] + 1, round(steps[-1] * STEP)))
    groups = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST:
            groups[max(s for s in steps if s <= count)].append(word)
    return groups


def main(bench: str) -> None:
    read = texts(Path(bench))
    counts = Counter(form for text in read for form in forms(text))
    out = [HEAD.format(count=len(read), least=LEAST), f"\n[scale]\ndocuments = {len(read)}\n"]
    for count, members in sorted(classed(counts).items()):
        out.append(f'\n[[group]]\ndocuments = {count}\nwords = "{" ".join(sorted(members))}"\n')
    package = Path(reportedly.__file__).parent
    (package / "knowledge" / "data" / "word_frequencies.toml").write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
