"""Versions of one page or file: which article takes the place of which.

Agencies number the versions of an item and the latest stands for all (NewsML-G2, ``version`` of an item); so
it is here. That two articles came in under one address or one name makes them candidates, and the words that
they share decide: a file may be written over with another text, and a front page keeps its address.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.lineage.derivation.witnesses import Witness, period
from reportedly.lineage.fingerprints import fingerprints
from reportedly.records import (
    Derivation,
    Order,
    Passage,
    Revision,
    Story,
    derivation_id,
    revision,
    story,
)

LEAST = 0.25
"""The share of the shorter text's runs of eight words that a version of it has to hold. A word that was
corrected breaks eight runs; two texts of one outlet that share a foot of two lines have a tenth."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An article as a version: where it came in, and what tells it from earlier and later ones.

    `path` is None where the name says nothing (standard input). `version` counts what came in under the path
    before, `captured` is when a web archive fetched it, `updated` the last moment that its page names (both
    ISO 8601 or None).
    """

    id: str
    arrival: str
    path: str | None
    version: int
    url: str | None
    outlet: str | None
    captured: str | None
    updated: str | None

    @property
    def moment(self) -> float:
        """When it stood so, in minutes; before all others where nothing says it."""
        found = period(self.captured or self.updated)
        return found.start if found else float("-inf")


def siblings(editions: Iterable[Edition]) -> list[list[Edition]]:
    """Those that came in under one path or one address, in more than one arrival; others are passed over."""
    leader: dict[str, str] = {}
    held: dict[str, list[Edition]] = {}
    for one in editions:
        names = [f"{kind} {name}" for kind, name in (("path", one.path), ("url", one.url)) if name]
        for name in names:
            leader.setdefault(name, name)
            leader[_leader(leader, name)] = _leader(leader, names[0])
        if names:
            held.setdefault(names[0], []).append(one)
    groups: dict[str, list[Edition]] = {}
    for name, found in held.items():
        groups.setdefault(_leader(leader, name), []).extend(found)
    return [group for group in groups.values() if len({one.arrival for one in group}) > 1]


def revisions(group: Sequence[Edition], texts: Mapping[str, str]) -> list[Revision]:
    """The revisions among siblings, whose `texts` are given by id. The order of the input changes nothing.

    A version is held against the latest of each text before it: an article that one version lacks may come
    again. Where both name an outlet, it is one. Time grows with the number of words.
    """
    runs = {one.id: frozenset(fingerprints(texts[one.id]).hashes.tolist()) for one in group}
    standing: dict[str, Edition] = {}
    found = []
    for version in _versions(group, texts):
        for older, newer, likeness in list(_matched(standing, version, runs)):
            found.append(revision(older.id, newer.id, _order(older, newer), likeness))
            del standing[older.id]
        standing |= {one.id: one for one in version}
    return found


def newest(rows: Iterable[Revision]) -> dict[str, str]:
    """Superseded article -> the latest version of it."""
    follower = {row.older: row.newer for row in rows}
    found: dict[str, str] = {}
    for name in follower:
        last = follower[name]
        while last in follower:
            last = found.get(last, follower[last])
        found[name] = last
    return found


def with_versions(
    stories: Iterable[Story], latest: Mapping[str, str], dates: Mapping[str, str | None]
) -> list[Story]:
    """The stories of the latest versions with the superseded ones in them, in the same order of stories.

    `latest` is what `newest` gives, `dates` the date of every article of both kinds.
    """
    earlier: dict[str, list[str]] = {}
    for name in sorted(latest):
        earlier.setdefault(latest[name], []).append(name)
    made = [_with_earlier(one, earlier, dates) for one in stories]
    return sorted(made, key=lambda one: (one.first_date is None, one.first_date or "", one.id))


def as_one(witnesses: Iterable[Witness], latest: Mapping[str, str]) -> list[Witness]:
    """The witnesses that are not superseded, each as early as the earliest of its versions: a correction of
    today is no sign that the piece was taken from what others printed yesterday."""
    found = {one.id: one for one in witnesses}
    first: dict[str, str] = {}
    for one in found.values():
        name = latest.get(one.id, one.id)
        if (known := period(one.published)) and one.published:
            before = period(first.get(name))
            first[name] = one.published if before is None or known.start < before.start else first[name]
    return [replace(one, published=first.get(name)) for name, one in found.items() if name not in latest]


def revised(row: Revision, passages: Iterable[Passage]) -> Derivation:
    """The edge from an earlier version to the one that took its place, with what they share."""
    shared = sorted(passages, key=lambda one: one.id)
    longest = max(shared, key=lambda one: (len(one.a_span.text), one.id), default=None)
    words = (longest.a_span, longest.b_span) if longest else (None, None)
    theirs, ours = words if longest and longest.a == row.older else words[::-1]
    return Derivation(
        derivation_id(row.newer, row.older), row.newer, row.older, 1.0,
        decided=True, second=False, revision=True, grounds=(), rivals=(),
        passages=tuple(one.id for one in shared), child_words=ours, parent_words=theirs,
    )  # fmt: skip


def _with_earlier(one: Story, earlier: Mapping[str, Sequence[str]], dates: Mapping[str, str | None]) -> Story:
    more = [name for article in one.articles for name in earlier.get(article, ())]
    if not more:
        return one
    told = sorted([*one.articles, *more], key=lambda name: (dates[name] is None, dates[name] or "", name))
    known = sorted(day for name in told if (day := dates[name]))
    first, last = (known[0], known[-1]) if known else (None, None)
    return story(one.title, tuple(told), first, last)


def _leader(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _versions(group: Sequence[Edition], texts: Mapping[str, str]) -> list[list[Edition]]:
    """The articles of each arrival, the earliest arrival first; of one path in the order of reading."""
    arrivals: dict[str, list[Edition]] = {}
    for one in sorted(group, key=lambda one: one.id):
        arrivals.setdefault(one.arrival, []).append(one)
    versions = sorted(arrivals.values(), key=lambda found: (found[0].version, found[0].arrival))
    latest: dict[str | None, float] = {None: float("-inf")}
    keyed = []
    for found in versions:
        path = found[0].path
        # What was read later under one name is later, whatever moment its page names.
        moment = max(one.moment for one in found)
        latest[path] = moment = max(moment, latest.get(path, moment)) if path else moment
        size = sum(len(texts[one.id]) for one in found)
        keyed.append(((moment, found[0].version, size, found[0].arrival), found))
    return [found for _, found in sorted(keyed, key=lambda pair: pair[0])]


def _matched(
    standing: Mapping[str, Edition], version: Sequence[Edition], runs: Mapping[str, frozenset[int]]
) -> Iterator[tuple[Edition, Edition, float]]:
    """Articles of a version with the standing ones that they take the place of, the likest pairs first."""
    holder: dict[int, str] = {}
    several: set[int] = set()
    for name in standing:
        several |= runs[name] & holder.keys()
        holder |= dict.fromkeys(runs[name], name)
    pairs = []
    for newer in version:
        # What two articles of a page share, a foot or a form, speaks for neither.
        shared = Counter(holder[run] for run in runs[newer.id] if run in holder and run not in several)
        for name, count in shared.items():
            pairs.append((-count / min(len(runs[name]), len(runs[newer.id])), name, newer))
    taken: set[str] = set()
    for unlike, name, newer in sorted(pairs, key=lambda pair: (pair[0], pair[1], pair[2].id)):
        older = standing[name]
        if -unlike >= LEAST and not {name, newer.id} & taken and _one_outlet(older, newer):
            taken |= {name, newer.id}
            yield older, newer, -unlike


def _one_outlet(a: Edition, b: Edition) -> bool:
    return not a.outlet or not b.outlet or a.outlet.casefold() == b.outlet.casefold()


def _order(older: Edition, newer: Edition) -> Order:
    if older.path and older.path == newer.path and older.version < newer.version:
        return Order.READ
    if older.moment == newer.moment or float("-inf") in (older.moment, newer.moment):
        return Order.UNCLEAR
    return Order.CAPTURED if older.captured and newer.captured else Order.DATED
