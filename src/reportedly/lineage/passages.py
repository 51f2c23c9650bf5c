"""Passages: the text that articles share, where it is proven that it travelled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from reportedly.lineage.alignment import Chain, Reading, all_chains, readings
from reportedly.lineage.arrays import Hashes, Places
from reportedly.lineage.fingerprints import Prints, prints
from reportedly.lineage.proof import Proof
from reportedly.lineage.sharing import TOGETHER, Pairs, candidates, parted, shared, together
from reportedly.lineage.words import batches
from reportedly.records import Article, Passage, passage
from reportedly.records.span import span

BUCKETS = 8
_REPORTED = 256  # pairs between two signs of life


class Told(Protocol):
    """What passages need of an article."""

    @property
    def id(self) -> str:
        """Its id, by which articles are put in order."""
        ...

    @property
    def text(self) -> str:
        """Its text, in which the places of passages are counted."""
        ...


def passages(articles: Sequence[Article]) -> list[Passage]:
    """What the articles of a pile share, in order of their ids; the same for any order of the pile.

    Fingerprints find the pairs, alignment the words, and a pair has passages only where they prove reuse
    (`Proof`). Article ids must be unique.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    columns = _columns(prints([article.text for article in ordered]))
    outlets = numbered([article.outlet for article in ordered])
    found = []
    for number in range(BUCKETS):
        here = np.flatnonzero(columns[0] % np.uint64(BUCKETS) == number)
        hashes, owners, quotations = columns[0][here], columns[1][here], columns[2][here]
        found.append(shared(hashes, owners, quotations, outlets))
    pairs = candidates(together(found), np.array([len(article.text) for article in ordered], np.int32))
    return list(aligned(dict(enumerate(ordered)), pairs, len(ordered)))


def numbered(outlets: Sequence[str | None]) -> Places:
    """A number for each outlet's name, -1 where there is none."""
    known = {name: number for number, name in enumerate(sorted({name for name in outlets if name}))}
    return np.array([known.get(name or "", -1) for name in outlets], np.int32)


def aligned(
    articles: Mapping[int, Told], pairs: Pairs, pile: int, report: Callable[[str], None] = lambda _: None
) -> Iterator[Passage]:
    """The passages of pairs that share fingerprints, where they are proven.

    `articles` holds those of the pairs by their numbers, which count the articles of the pile, `pile` in
    all, in order of ids. `report` is called with two ids now and then.
    """
    proof, done = Proof(pile), 0
    for part in _parts(pairs, pile):
        rows = sorted({row for a, b, _ in part for row in (a, b)})
        place = {row: number for number, row in enumerate(rows)}
        read = _readings(articles, rows)
        found = all_chains(read, [(place[a], place[b]) for a, b, _ in part])
        for (a, b, least), shares in zip(part, found, strict=True):
            if done % _REPORTED == 0:
                report(f"{articles[a].id} {articles[b].id}")
            done += 1
            one, other = read[place[a]], read[place[b]]
            if proof.holds(one, other, shares, least):
                yield from (_passage(articles[a], articles[b], one, other, chain) for chain in shares)


def _columns(found: Iterator[Prints]) -> tuple[Hashes, Places, Places]:
    """Hash, owner and length of quotation of all fingerprints of a pile."""
    rows, count = [], 0
    for part in found:
        rows.append((part.hashes, part.owners + np.int32(count), part.quotations))
        count += len(part.sketches)
    empty = (np.zeros(0, np.uint64), np.zeros(0, np.int32), np.zeros(0, np.uint8))
    hashes, owners, quotations = (np.concatenate(column) for column in zip(*rows or [empty], strict=True))
    return hashes, owners, quotations


_Pair = tuple[int, int, int]


def _parts(pairs: Pairs, count: int) -> Iterator[list[_Pair]]:
    """The pairs in parts that share no article, so that each article's words are read once, of bounded size.

    What hangs together in more articles than fit is cut in the order of its pairs, some words read again.
    """
    part = parted(pairs, count)
    order = np.lexsort((pairs.b, pairs.a, part[pairs.a]))
    columns = (column[order].tolist() for column in (pairs.a, pairs.b, pairs.least))
    here: list[_Pair] = []
    held: set[int] = set()
    for pair in zip(*columns, strict=True):
        apart = held.isdisjoint(pair[:2])
        if len(held) >= (TOGETHER if apart else 2 * TOGETHER):
            yield here
            here, held = [], set()
        here.append(pair)
        held.update(pair[:2])
    if here:
        yield here


def _readings(articles: Mapping[int, Told], rows: list[int]) -> list[Reading]:
    """The words of the articles numbered `rows`, ready to be aligned."""
    texts = [articles[row].text for row in rows]
    return [one for batch in batches(texts) for one in readings(batch)]


def _passage(a: Told, b: Told, one: Reading, other: Reading, chain: Chain) -> Passage:
    first, last = chain[0], chain[-1]
    wide = max(last.i + last.size - first.i, last.j + last.size - first.j)
    left, right = one.words, other.words
    a_place = left.starts.item(first.i), left.ends.item(last.i + last.size - 1)
    b_place = right.starts.item(first.j), right.ends.item(last.j + last.size - 1)
    a_place, b_place = _with_marks(a.text, a_place, b.text, b_place)
    equal = sum(run.size for run in chain)
    return passage(a.id, span(a.text, *a_place), b.id, span(b.text, *b_place), equal / wide)


_Place = tuple[int, int]


def _with_marks(a: str, a_place: _Place, b: str, b_place: _Place) -> tuple[_Place, _Place]:
    """Both places widened by the marks around them that agree: an opening quotation mark, the full stop."""
    (i, i_end), (j, j_end) = a_place, b_place
    while i and j and a[i - 1] == b[j - 1] and _mark(a[i - 1]):
        i, j = i - 1, j - 1
    while i_end < len(a) and j_end < len(b) and a[i_end] == b[j_end] and _mark(a[i_end]):
        i_end, j_end = i_end + 1, j_end + 1
    return (i, i_end), (j, j_end)


def _mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace()
