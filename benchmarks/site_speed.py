"""How fast the site answers on a large case, with readers at once while a read writes.

    python benchmarks/site_speed.py [--articles 20000] [--each 10] [--readers 8] [--seconds 20]

The case is made here, of invented articles with statements and stories, put into the database as the stages
would put them. The site runs in a process of its own, on one core where the system can hold it there. While
the readers ask for one page after another, a writer adds articles in transactions of a hundred, as `read`
does. Printed are percentiles of each kind of page in milliseconds, and the weight of a first page.
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from reportedly.case import Case
from reportedly.case.database import Database
from reportedly.records import (
    Arrival,
    Article,
    BlockClass,
    Evidence,
    Kept,
    Kind,
    Modality,
    Source,
    Statement,
    Story,
    arrival,
    article_id,
    span,
    statement_id,
    story,
)

PORT = 8719
SYLLABLES = ("har", "mer", "lin", "tor", "vel", "kas", "sun", "nor", "bou", "dia", "ta", "en", "ri", "os")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
# Words are as unevenly common as in a language (Zipf).
COMMON = [1 / (rank + 3) for rank in range(len(WORDS))]
SPEAKERS = [f"{word.title()} Institute" for word in WORDS[:400]]
OUTLETS = [f"The {word.title()} Post" for word in WORDS[:60]]
TOLD_BY = (1, 1, 1, 2, 3, 5, 8, 40)
TOGETHER = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, number in (("articles", 20_000), ("each", 10), ("readers", 8), ("seconds", 20)):
        parser.add_argument(f"--{name}", type=int, default=number)
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        Case(case).close()
        chance = random.Random(7)
        articles = fill(case, asked.articles, asked.each, chance)
        with closing(Site(case)) as site:
            weight = site.weight("/")
            writer = threading.Thread(target=write, args=(case, asked.seconds, asked.each, chance))
            writer.start()
            times = read(site, _pages(case, articles, chance), asked.readers, asked.seconds)
            writer.join()
    tell(asked, weight, times)


class Site:
    """The site in another process."""

    def __init__(self, case: Path) -> None:
        command = [sys.executable, "-m", "reportedly", "serve", "--case", str(case), "--port", str(PORT)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self._process.pid, {0})
        while self._process.poll() is None:
            try:
                self.get("/static/site.css")
                return
            except OSError:
                time.sleep(0.2)

    def get(self, path: str) -> bytes:
        """The body at an address."""
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
            body: bytes = answer.read()
            return body

    def weight(self, path: str) -> int:
        """The bytes of a page with all that it loads."""
        page = self.get(path)
        loaded = [part.split('"')[0] for part in page.decode().split('="/static/')[1:]]
        return len(page) + sum(len(self.get(f"/static/{name}")) for name in set(loaded))

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def fill(case: Path, count: int, each: int, chance: random.Random) -> list[Article]:
    """Put so many articles with statements into the case, and the stories that they tell."""
    articles: list[Article] = []
    database = Database(case / "case.sqlite", writing=True)
    for number in range(0, count, TOGETHER):
        made = [_article(number + n, chance) for n in range(min(TOGETHER, count - number))]
        _add(database, f"b{number}", made, each, chance)
        articles += [article for _, _, article in made]
    with database.change():
        database.add(("stories", "all", "made"), {"stories": list(_stories(articles, chance))})
    database.close()
    return articles


def write(case: Path, seconds: float, each: int, chance: random.Random) -> None:
    """Add articles, a hundred in a transaction, for so long."""
    database = Database(case / "case.sqlite", writing=True)
    until, number = time.monotonic() + seconds, 10_000_000
    while time.monotonic() < until:
        _add(database, f"w{number}", [_article(number + n, chance) for n in range(TOGETHER)], each, chance)
        number += TOGETHER
        time.sleep(0.2)
    database.close()


def read(site: Site, pages: dict[str, list[str]], readers: int, seconds: float) -> dict[str, list[float]]:
    """What readers at once waited for each kind of page, in milliseconds."""
    times: dict[str, list[float]] = {kind: [] for kind in pages}
    until = time.monotonic() + seconds

    def one(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until:
            kind = chance.choice(list(pages))
            began = time.perf_counter()
            site.get(chance.choice(pages[kind]))
            times[kind].append((time.perf_counter() - began) * 1000)
            # A reader reads: a page a second is a fast one.
            time.sleep(chance.uniform(0.5, 1.5))

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def tell(asked: argparse.Namespace, weight: int, times: dict[str, list[float]]) -> None:
    """Print the figures."""
    print(f"{asked.articles:,} articles, {asked.articles * asked.each:,} statements, {asked.readers} readers")
    print(f"first page with style and scripts: {weight / 1000:.0f} kB")
    every = [one for part in times.values() for one in part]
    for kind, part in [*times.items(), ("all", every)]:
        ranked = sorted(part) or [0.0]
        at = [ranked[min(int(len(ranked) * share), len(ranked) - 1)] for share in (0.5, 0.95, 0.99)]
        print(f"{kind:12} {len(part):6} pages  p50 {at[0]:6.0f}  p95 {at[1]:6.0f}  p99 {at[2]:6.0f} ms")


def _pages(case: Path, articles: list[Article], chance: random.Random) -> dict[str, list[str]]:
    some = chance.sample(articles, min(200, len(articles)))
    with Case(case) as opened:
        told = [row.story.id for row in opened.told_by_several(0, 100).rows]
    speaker = SPEAKERS[0].replace(" ", "+")
    return {
        "intake": ["/", "/?first=500"],
        "stories": ["/stories"],
        "story": [f"/stories/{name}" for name in told] or ["/stories"],
        "statements": [
            "/statements",
            f"/statements?speaker={speaker}",
            "/statements?modality=possible&first=50",
        ],
        "articles": ["/articles", f"/articles?outlet={OUTLETS[0].replace(' ', '+')}&since=2031-03-01"],
        "reader": [f"/articles/{article.id}" for article in some],
        "search": [f"/search?words={word}" for word in WORDS[20:2000:20]],
    }


def _article(number: int, chance: random.Random) -> tuple[Source, Arrival, Article]:
    title = " ".join(chance.choices(WORDS, COMMON, k=7)).capitalize()
    body = "\n".join(" ".join(chance.choices(WORDS, COMMON, k=60)) for _ in range(8))
    text = f"{title}\n{body} {number}"
    name = sha256(text.encode()).hexdigest()
    came = arrival(name, f"pile/{number:08}.txt")
    kept = (
        Kept(0, len(title), 0, BlockClass.TITLE),
        Kept(len(title) + 1, len(text), len(title) + 1, BlockClass.BODY),
    )
    outlet, date = chance.choice(OUTLETS), f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    made = Article(
        article_id(name, kept, came.id),
        name,
        came.id,
        0,
        kept,
        text,
        title=title,
        outlet=outlet,
        date=date,
        language="en",
        evidence=(Evidence("outlet", outlet, "made", 1.0, markup="made"),),
    )
    return Source(name, "text/plain", "utf-8", len(text), "text 1", text), came, made


def _add(
    database: Database,
    slot: str,
    made: list[tuple[Source, Arrival, Article]],
    each: int,
    chance: random.Random,
) -> None:
    sources, arrivals, articles = (list(rows) for rows in zip(*made, strict=True))
    statements = [row for article in articles for row in _statements(article, each, chance)]
    with database.change():
        database.add(
            ("made", slot, slot),
            {"sources": sources, "arrivals": arrivals, "articles": articles, "statements": statements},
        )


def _statements(article: Article, each: int, chance: random.Random) -> Iterator[Statement]:
    step = len(article.text) // (each + 1)
    for number in range(each):
        at = number * step + 1
        source, cue = (span(article.text, at, at + 12),), (span(article.text, at + 13, at + 18),)
        content = (span(article.text, at + 19, at + step - 5),)
        yield Statement(
            id=statement_id(article.id, source, cue, content),
            article=article.id,
            kind=chance.choice(list(Kind)),
            source=source,
            cue=cue,
            content=content,
            speaker=chance.choice(SPEAKERS),
            speaker_rule="made",
            document=None,
            via=(article.outlet or "",),
            act=chance.choice(("say", "warn", "deny", "predict")),
            modality=chance.choice(list(Modality)),
            negated=chance.random() < 0.1,
            hedges=(),
            maker="made",
            confidence=0.9,
        )


def _stories(articles: list[Article], chance: random.Random) -> Iterator[Story]:
    left = list(articles)
    while left:
        size = min(chance.choice(TOLD_BY), len(left))
        told, left = left[:size], left[size:]
        days = sorted(article.date or "" for article in told)
        yield story(told[0].title or "", tuple(article.id for article in told), days[0], days[-1])


if __name__ == "__main__":
    main()
