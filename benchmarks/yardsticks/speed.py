"""Speed and memory: a folder read into a fresh case, beside spaCy's own full pipeline over the same texts."""

import compileall
import json
import re
import shutil
import sys
from pathlib import Path

from msgspec import Struct

import reportedly
from reportedly import open_case
from yardsticks.bench import EXAMPLES, Bench, call, read_rows, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "Speed"
TIMES = 10
MIDDLE = 5  # displaced words parse more slowly than prose: the single input is one such copy
EVERY = 3  # a whole development part ten times over would take too long
# The last stage of what the figures are about, from files to statements with the rulings on them.
STATEMENTS = "ruled"
NOTES = (
    "From files to statements, as with the setting events = false; events too: as without it; lineage too: "
    "the whole read, with events, passages, stories, quotations, derivations and origins.",
    "CPU time of all processes, loading included; one worker; words are those of the articles' texts.",
    "Byte code is there before, as it is for every package that pip has installed.",
    f"Input: every third text of PolNeAR's development part and the example pile, once and {TIMES} times, "
    "the longer words of each copy displaced, so that hardly a passage is shared.",
    "CPU time an article is net of what one short text takes; 1 means as long as for one of the ten copies "
    "alone, which is read before and after all ten because machines have their hours.",
)
HERE = Path(__file__).parent
LONGER = re.compile(r"\b[a-z]{5,}\b")
SHORT = "The committee met on Tuesday. The chair said that the budget would be read again in the autumn.\n"


class Used(Struct, frozen=True):
    """CPU seconds of a command and its children; peak memory in bytes of the largest process."""

    cpu: float
    peak: int


class Pass(Struct, frozen=True):
    """One reading of a folder: what it took and what came out."""

    used: Used
    articles: int
    texts: list[str]

    @property
    def words(self) -> int:
        """Words between white space in all articles."""
        return sum(len(text.split()) for text in self.texts)


def measure(bench: Bench) -> list[Figure]:
    """Words a CPU second at the single and the tenfold input, how time an article grows, and memory."""
    compileall.compile_dir(Path(reportedly.__file__).parent, quiet=1)
    folder = bench.folder("speed")
    single, short = _input(bench, folder / "once", 1), _short(folder / "short")
    once, whole = _read(folder, single), _read(folder, single, None)
    happened = _read(folder, single, events=True)
    spacy = _timed("spacy", write_rows(folder / "texts.jsonl", ({"text": text} for text in once.texts)))
    starts = [_read(folder, short).used.cpu]
    base = _input(bench, folder / "displaced", 1, MIDDLE)
    before = _read(folder, base)
    many = _read(folder, _input(bench, folder / "many", TIMES))
    after = _read(folder, base)
    starts.append(_read(folder, short).used.cpu)
    start, both = sum(starts) / 2, (before.used.cpu + after.used.cpu) / 2
    growth = ((many.used.cpu - start) / many.articles) / ((both - start) / before.articles)
    rate, theirs = once.words / once.used.cpu, once.words / spacy.cpu
    return [
        Figure("words a CPU second, of spaCy's", rate / theirs, unit="times"),
        Figure("words a CPU second", rate, (Peer("spaCy", theirs),), unit="words"),
        Figure("words a CPU second, events too, of spaCy's", spacy.cpu / happened.used.cpu, unit="times"),
        Figure("words a CPU second, ten times the input", many.words / many.used.cpu, unit="words"),
        Figure("words a CPU second, lineage too", whole.words / whole.used.cpu, unit="words"),
        Figure("CPU time an article, ten times the input", growth, unit="times"),
        Figure("peak memory", _mebibytes(once.used), (Peer("spaCy", _mebibytes(spacy)),), unit="MiB"),
        Figure("peak memory, ten times the input", _mebibytes(many.used), unit="MiB"),
        Figure("articles", once.articles, unit="articles"),
        Figure("start-up", start, unit="CPU s"),
    ]


def _mebibytes(used: Used) -> float:
    return used.peak / 2**20


def _timed(*command: str | Path) -> Used:
    run = [sys.executable, str(HERE / "timed.py"), sys.executable, str(HERE / "passes.py")]
    return Used(**json.loads(call([*run, *map(str, command)])))


def _read(folder: Path, texts: Path, until: str | None = STATEMENTS, events: bool = False) -> Pass:
    case = folder / f"case-{texts.name}"
    shutil.rmtree(case, ignore_errors=True)
    used = _timed("ours", texts, case, *([until, "yes" if events else "no"] if until else []))
    with open_case(case, create=False) as opened:
        found = [article.text for article in opened.articles()]
    shutil.rmtree(case)
    return Pass(used, len(found), found)


def _short(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "short.txt").write_text(SHORT * 3, encoding="utf-8")
    return folder


def _input(bench: Bench, folder: Path, times: int, first: int = 0) -> Path:
    """A folder of `times` copies of the input, each a little different, counted from `first`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = read_rows(bench.files / "attribution" / "dev.jsonl")[::EVERY]
    texts = {f"{number:03}.txt": row["text"] for number, row in enumerate(rows)}
    texts |= {path.name: path.read_text(encoding="utf-8", errors="replace") for path in EXAMPLES.iterdir()}
    for name, text in texts.items():
        for number in range(first, first + times):
            (folder / f"{number}-{name}").write_text(displaced(text, number, name), encoding="utf-8")
    return folder


def displaced(text: str, by: int, name: str = "") -> str:
    """The text with its longer words moved `by` places on among those that end alike; a page gets a remark.

    Words that end alike are mostly of one part of speech, so that the copies parse as the text does.
    """
    if name.endswith(".html"):
        return f"{text}\n<!-- copy {by} -->\n"
    alike: dict[str, list[str]] = {}
    for word in LONGER.findall(text):
        alike.setdefault(word[-2:], []).append(word)
    moved = {key: iter(words[by % len(words) :] + words[: by % len(words)]) for key, words in alike.items()}
    return LONGER.sub(lambda match: next(moved[match[0][-2:]]), text)
