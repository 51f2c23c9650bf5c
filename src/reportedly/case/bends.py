"""Which quotations were bent, and by whom: tellings that changed what they tell, each with its witness."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from reportedly.case.database import AMONG, Database, listed
from reportedly.case.listing import Listing
from reportedly.case.paging import VALUES, Count, Page
from reportedly.records import Variant
from reportedly.records.bend import ANY, Became, Bend, BendsWanted, Tally

if TYPE_CHECKING:
    from reportedly.case.census import Census
    from reportedly.case.relays import Relayed

ALL = BendsWanted()


class Bends(ABC):
    """The questions about bent quotations; whoever answers them has a database."""

    @abstractmethod
    def _db(self) -> Database: ...

    @abstractmethod
    def census(self) -> "Census":
        """What is narrowed and counted in memory."""

    def bends(self, wanted: BendsWanted = ALL, first: int = 0, most: int = -1) -> Page[Bend]:
        """The tellings that are asked for, at most `most` from row `first`, counted from 0: those that turn
        a meaning first, of these those of the utterances that most articles tell, of these the latest.
        Raises InputError for a value that no field has."""
        database = self._db()
        with database.reading():
            state = self.census().relays.state(database)
            places = state.places(database, wanted)
            shown = places[first:] if most < 0 else places[first : first + most]
            rows = _rows(database, state, shown.tolist())
        return Page(tuple(rows), len(places), first)

    def bend_counts(self, wanted: BendsWanted, field: str, most: int = VALUES) -> list[Count]:
        """How many of the wanted tellings have each value of a field, the most frequent first."""
        state = self.census().relays.state(self._db())
        found = state.counted(state.places(self._db(), wanted), field, most)
        return [Count(value, number) for value, number in found]

    def tallies(self, by: str, wanted: BendsWanted = ALL) -> Listing[Tally]:
        """How often each outlet (`by`: ``outlet``, ``agency`` or ``speaker``) relayed a quotation and bent
        it, those that bent most first and those with too few to tell last. `wanted` may narrow it by all
        but `became`, `effect` and `order`, which would leave nothing to compare with. Raises InputError for
        another `by`."""
        state = self.census().relays.state(self._db())
        every = structs.replace(wanted, became=ANY, effect=None, order=None)
        return Listing(Tally, state.tallied(state.places(self._db(), every), by))


def _rows(database: Database, state: "Relayed", places: Sequence[int]) -> list[Bend]:
    """The tellings at these places, in this order."""
    rowids: list[int] = state.rowid[places].tolist()
    found = {row.id: row for row in database.among(Variant, "variants", "rowid", rowids)}
    names = dict(database.rows(f"SELECT rowid, id FROM variants WHERE rowid IN {AMONG}", (listed(rowids),)))
    told = [found[names[rowid]] for rowid in rowids]
    against = {row.witness for row in told if row.witness}
    found |= {row.id: row for row in database.among(Variant, "variants", "id", sorted(against))}
    became = state.values("became", places)
    more = _More(database, told, {row.article for row in found.values()})
    return [more.bend(row, found[row.witness or ""], now) for row, now in zip(told, became, strict=True)]


class _More:
    """What tellings are told with beside themselves: who tells them, in which story, how many do."""

    def __init__(self, database: Database, told: Sequence[Variant], articles: set[str]) -> None:
        tellers = f"SELECT id, outlet, agency, date FROM articles WHERE id IN {AMONG}"
        sizes = f"SELECT id, json_array_length(articles) FROM families WHERE id IN {AMONG}"
        stories = f"SELECT article, min(story) FROM story_articles WHERE article IN {AMONG} GROUP BY article"
        families = sorted({row.family for row in told})
        here = sorted({row.article for row in told})
        self._tellers = {name: rest for name, *rest in database.rows(tellers, (listed(sorted(articles)),))}
        self._sizes: dict[str, int] = dict(database.rows(sizes, (listed(families),)))
        self._stories: dict[str, str] = dict(database.rows(stories, (listed(here),)))

    def bend(self, row: Variant, witness: Variant, became: str) -> Bend:
        """One of the tellings with its witness."""
        outlet, agency, date = self._tellers[row.article]
        witness_outlet, witness_agency, witness_date = self._tellers[witness.article]
        return Bend(
            id=row.id,
            became=Became(became),
            effect=row.effect,
            rule=row.rule,
            basis=row.basis,
            operations=row.operations,
            speaker=row.speaker,
            outlet=outlet,
            agency=agency,
            date=date,
            article=row.article,
            part=row.part,
            words=row.span,
            passage=row.passage,
            deciding=row.words,
            witness=witness.id,
            witness_outlet=witness_outlet,
            witness_agency=witness_agency,
            witness_date=witness_date,
            witness_article=witness.article,
            witness_part=witness.part,
            witness_words=witness.span,
            witness_passage=witness.passage,
            witness_deciding=row.witness_words,
            family=row.family,
            articles=self._sizes[row.family],
            story=self._stories.get(row.article),
        )
