"""How fast the site answers on a large case, with readers at once while a read writes.

    python benchmarks/site_speed.py [--articles 20000] [--each 10] [--readers 8] [--seconds 20]
    python benchmarks/site_speed.py --cpu

The case is made here, of invented articles with statements and stories (`site_case.py`), or is one that was
kept in `--case FOLDER`. The site runs in a process of its own, on one core where the system can hold it
there. Once it has warmed up the readers ask for one page after another, while a writer in another process
adds articles in transactions of a hundred, as `read` does. Printed are percentiles of each kind of page in
milliseconds, the weight of a first page, and for how much of the time that the site could have run it had a
core (on Linux): where other programmes keep the machine busy, it is they who are timed. With `--cpu` one
reader asks and nobody writes; printed is the site's processor time for each kind of page (on Linux).
"""

import argparse
import os
import random
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import ExitStack, closing
from itertools import chain, pairwise
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from reportedly.case import Case, Wanted
from reportedly.case.database import Database
from reportedly.records import Kind, Modality
from site_case import ACTS, OUTLETS, SPEAKERS, TOGETHER, WORDS, Made, add, fill, some_words

PORT = 8719
MANY = 200
"""Addresses of a kind, from which one is chosen at each turn."""
AT_START = 5
"""Seconds in which the site has warmed up."""
SHOWN = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, number in (("articles", 20_000), ("each", 10), ("readers", 8), ("seconds", 20), ("port", PORT)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--case", type=Path, help="keep the case in this folder, and take it from there")
    parser.add_argument("--cpu", action="store_true", help="one reader, no writer; processor time")
    asked = parser.parse_args()
    with ExitStack() as held:
        case = asked.case or Path(held.enter_context(TemporaryDirectory())) / "case"
        if not (case / "case.sqlite").exists():
            Case(case).close()
            fill(case, asked.articles, asked.each, random.Random(7))
        pages = _pages(case, random.Random(8))
        site = held.enter_context(closing(Site(case, asked.port)))
        # What the site reads at its start is no page's.
        site.get("/statements")
        time.sleep(AT_START)
        print(f"first page with style and scripts: {site.weight('/') / 1000:.0f} kB")
        if asked.cpu:
            tell("processor time", alone(site, pages, asked.seconds))
            return
        # Not a thread: it would keep the interpreter from the readers, who would be timed waiting for it.
        writer = get_context("spawn").Process(target=write, args=(case, asked.seconds, asked.each))
        writer.start()
        ran, waited = site.scheduled()
        tell(f"{asked.readers} readers", read(site, pages, asked.readers, asked.seconds))
        ran, waited = (now - before for now, before in zip(site.scheduled(), (ran, waited), strict=True))
        writer.join()
        if ran:
            print(f"the site had a core for {ran / (ran + waited):.0%} of the time that it wanted one")


class Site:
    """The site in another process."""

    def __init__(self, case: Path, port: int) -> None:
        self._port = port
        command = [sys.executable, "-m", "reportedly", "serve", "--case", str(case), "--port", str(port)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
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
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{path}") as answer:
            body: bytes = answer.read()
            return body

    def weight(self, path: str) -> int:
        """The bytes of a page with all that it loads."""
        page = self.get(path)
        loaded = [part.split('"')[0] for part in page.decode().split('="/static/')[1:]]
        return len(page) + sum(len(self.get(f"/static/{name}")) for name in set(loaded))

    def used(self) -> float:
        """The processor time that it has used, in milliseconds, by the clock that Linux keeps of it (the id
        is made as `clock_getcpuclockid` does)."""
        return time.clock_gettime(~self._process.pid << 3 | 2) * 1000

    def scheduled(self) -> tuple[float, float]:
        """The seconds for which its threads ran, and for which they waited for a core, as Linux counts."""
        threads = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        told = [path.read_text().split() for path in threads]
        return sum(int(one[0]) for one in told) / 1e9, sum(int(one[1]) for one in told) / 1e9

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def write(case: Path, seconds: float, each: int) -> None:
    """Add articles, a hundred in a transaction, for so long."""
    chance = random.Random(9)
    with Case(case) as opened:
        number = opened.sizes("arrivals")["arrivals"] + 10_000_000
    database = Database(case / "case.sqlite", writing=True)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        made = [Made(number + n, some_words(60, chance), each, chance) for n in range(TOGETHER)]
        add(database, f"w{number}", made)
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
            # A reader reads: a page a second is a fast one.
            time.sleep(chance.uniform(0.5, 1.5))
            kind = chance.choice(list(pages))
            began = time.perf_counter()
            site.get(chance.choice(pages[kind]))
            times[kind].append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=one, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def alone(site: Site, pages: dict[str, list[str]], seconds: float) -> dict[str, list[float]]:
    """The site's processor time for each kind of page, in milliseconds, the kinds by turns."""
    times: dict[str, list[float]] = {kind: [] for kind in pages}
    chance, until = random.Random(1), time.monotonic() + seconds
    while time.monotonic() < until:
        for kind, paths in pages.items():
            began = site.used()
            site.get(chance.choice(paths))
            times[kind].append(site.used() - began)
    return times


def tell(what: str, times: dict[str, list[float]]) -> None:
    """Print the figures."""
    print(f"{what}, ms")
    every = list(chain.from_iterable(times.values()))
    for kind, part in [*times.items(), ("all", every)]:
        ranked = sorted(part) or [0.0]
        shown = [f"{name} {ranked[min(int(len(ranked) * x), len(ranked) - 1)]:6.0f}" for name, x in SHOWN]
        mean = sum(ranked) / len(ranked)
        print(f"{kind:12} {len(part):6} pages  mean {mean:6.1f}  {'  '.join(shown)}")


def _pages(case: Path, chance: random.Random) -> dict[str, list[str]]:
    """The addresses of each kind of page."""
    with Case(case) as opened:
        told = [row.story.id for row in opened.told_by_several(0, 100).rows]
        largest = opened.story(told[0]).articles if told else ()
        names = [row.id for row in opened.some_articles(Wanted(), 0, 10 * MANY).rows]
    some = chance.sample(names, min(MANY, len(names)))
    speaker = urlencode({"speaker": SPEAKERS[0]})
    return {
        "intake": ["/", "/?first=500"],
        "stories": ["/stories"],
        "story": [f"/stories/{name}" for name in told[1:]] or ["/stories"],
        # Under an address that is new each time, so that the page is never one that was kept.
        "largest": [f"/stories/{name}?seen={n}" for name in told[:1] for n in range(MANY)] or ["/stories"],
        "statements": ["/statements", f"/statements?{speaker}", "/statements?modality=possible&first=50"],
        "narrowed": [f"/statements?{_filter(chance)}" for _ in range(20 * MANY)],
        "bent": ["/bent", "/bent?became=any&first=500", f"/bent?{urlencode({'outlet': OUTLETS[0]})}"],
        "who bends": ["/bent/who", "/bent/who?by=speaker", "/bent/who?since=2031-03-01"],
        "articles": ["/articles", f"/articles?{urlencode({'outlet': OUTLETS[0], 'since': '2031-03-01'})}"],
        "reader": [f"/articles/{name}" for name in some],
        "compare": [f"/compare?article={a}&article={b}" for a, b in pairwise(largest)] or ["/compare"],
        "search": [f"/search?words={word}" for word in WORDS[20:2000:20]],
    }


def _filter(chance: random.Random) -> str:
    """One to three filters that nobody asked for before, more often one."""
    values = {
        "speaker": SPEAKERS,
        "act": ACTS,
        "kind": [kind.value for kind in Kind],
        "modality": [modality.value for modality in Modality],
        "outlet": OUTLETS,
        "since": [f"2031-{month:02}-11" for month in range(1, 13)],
    }
    fields = chance.sample(list(values), chance.choice((1, 1, 2, 3)))
    return urlencode({name: chance.choice(values[name]) for name in fields})


if __name__ == "__main__":
    main()
