"""What can be asked of a case: its records, as they stand in the database."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reportedly.case import naming, paging, search, storyrows
from reportedly.case.conflicts import conflicts
from reportedly.case.database import Database
from reportedly.case.listing import Listing, Record
from reportedly.case.wanted import Wanted
from reportedly.errors import InputError
from reportedly.pipeline.tables import TABLES
from reportedly.records import (
    Arrival,
    Article,
    Block,
    Conflict,
    Derivation,
    EventMention,
    Family,
    HiddenSource,
    Mention,
    Mutation,
    Origin,
    Passage,
    Problem,
    Revision,
    Source,
    Statement,
    Story,
    StoryCount,
    Variant,
)
from reportedly.records.claim import Claim

if TYPE_CHECKING:
    from reportedly.case.census import Census


class Questions(ABC):
    """The questions; whoever answers them has a database."""

    @abstractmethod
    def _db(self) -> Database: ...

    @abstractmethod
    def census(self) -> "Census":
        """What statements and articles are narrowed and counted by, in memory."""

    def source_of(self, name: str) -> str:
        """The SHA-256 of the one source that is meant: by a path as `show` prints it or its end, or by the
        beginning of a file's name, a hash or an article's id. Raises InputError where none or several are."""
        return naming.source_of(self._db(), name)

    def sources(self, source: str | None = None) -> Listing[Source]:
        """One source, by its whole hash, or all."""
        where, values = ("id = ?", (source,)) if source else ("", ())
        return Listing(Source, self._db().records(Source, "sources", where, values))

    def arrivals(self, source: str | None = None) -> Listing[Arrival]:
        """The arrivals of one source, or all, by path."""
        where, values = ("source = ?", (source,)) if source else ("", ())
        return Listing(Arrival, self._db().records(Arrival, "arrivals", where, values, "path, id"))

    def some_arrivals(self, first: int, most: int) -> paging.Page[Arrival]:
        """At most `most` arrivals from row `first`, counted from 0, by path."""
        return paging.arrivals(self._db(), first, most)

    def came(self, first: int, most: int) -> paging.Page[paging.Came]:
        """The same with what became of each."""
        return paging.came(self._db(), first, most)

    def these_arrivals(self, names: Collection[str]) -> Listing[Arrival]:
        """The arrivals with these ids, those that there are."""
        return self._these(Arrival, "arrivals", names)

    def sizes(self, *tables: str) -> dict[str, int]:
        """How many rows these tables of the case have, or all."""
        return paging.sizes(self._db(), tables or tuple(TABLES))

    def arrival(self, name: str) -> Arrival:
        """The arrival with this id. Raises InputError where there is none."""
        found = self._db().records(Arrival, "arrivals", "id = ?", (name,))
        if not found:
            raise InputError(f"Nothing of this case arrived as {name!r}.")
        return found[0]

    def articles(self, source: str | None = None) -> Listing[Article]:
        """The articles of one source, or all, by the path that they came from and their place in it."""
        where, values = ("source = ?", (source,)) if source else ("", ())
        order = "(SELECT path FROM arrivals WHERE arrivals.id = articles.arrival), piece, id"
        return Listing(Article, self._db().records(Article, "articles", where, values, order))

    def article(self, name: str) -> Article:
        """The article with this id. Raises InputError where there is none."""
        found = self._db().records(Article, "articles", "id = ?", (name,))
        if not found:
            raise InputError(f"No article of this case has the id {name!r}. `reportedly show` lists them.")
        return found[0]

    def these_articles(self, names: Collection[str]) -> Listing[Article]:
        """The articles with these ids, those that there are."""
        return self._these(Article, "articles", names)

    def blocks(self, source: str | None = None) -> Listing[Block]:
        """The blocks of one source, or all, in their order."""
        where, values = ("source = ?", (source,)) if source else ("", ())
        return Listing(Block, self._db().records(Block, "blocks", where, values, "source, start"))

    def mentions(self, article: str | None = None) -> Listing[Mention]:
        """The names that one article mentions, or all do, in the order of the text."""
        where, values = ("article = ?", (article,)) if article else ("", ())
        order = "article, json_extract(span, '$.start')"
        return Listing(Mention, self._db().records(Mention, "mentions", where, values, order))

    def statements(self, article: str | None = None) -> Listing[Statement]:
        """The statements of one article, or all, in the order of the text."""
        where, values = ("article = ?", (article,)) if article else ("", ())
        order = "article, json_extract(content, '$[0].start'), id"
        return Listing(Statement, self._db().records(Statement, "statements", where, values, order))

    def statement(self, name: str) -> Statement:
        """The one statement whose id begins so. Raises InputError where none or several do."""
        whole = naming.statement_of(self._db(), name)
        return self._db().records(Statement, "statements", "id = ?", (whole,))[0]

    def event_mentions(self, article: str | None = None) -> Listing[EventMention]:
        """The event mentions of one article, or all, in the order of the text."""
        where, values = ("article = ?", (article,)) if article else ("", ())
        order = "article, json_extract(trigger, '$[0].start'), id"
        rows = self._db().records(EventMention, "event_mentions", where, values, order)
        return Listing(EventMention, rows)

    def conflicts(self) -> Listing[Conflict]:
        """Where one speaker is told to have said a thing and its opposite, the likest first."""
        return Listing(Conflict, conflicts(self.statements()))

    def passages(self, article: str | None = None, most: int | None = None) -> Listing[Passage]:
        """All passages that two articles share; of one article the longest first, and at most `most`."""
        if article is not None:
            return Listing(Passage, storyrows.passages_of(self._db(), article, most))
        return self._all(Passage, "passages", order="a, b, json_extract(a_span, '$.start')")

    def stories(self) -> Listing[Story]:
        """All stories, those with most articles first."""
        return self._all(Story, "stories", order="json_array_length(articles) DESC, first_date, id")

    def story(self, name: str) -> Story:
        """The one story whose id begins so. Raises InputError where none or several do."""
        found = self._db().records(Story, "stories", naming.BEGINS, (name, name))
        if len(found) != 1:
            what = "Several stories begin" if found else "No story begins"
            raise InputError(f"{what} with {name!r}. `reportedly stories` lists them.")
        return found[0]

    def of_story(self, name: str) -> storyrows.StoryRows:
        """All rows of one story, by the beginning of its id. Raises InputError as `story` does."""
        return storyrows.rows_of(self._db(), self.story(name))

    def basis_of_story(self, name: str) -> tuple[str, ...]:
        """What all rows of one story rest on: as long as it is the same, `of_story` is."""
        return storyrows.basis_of(self._db(), self.story(name).id)

    def told_by_several(self, first: int, most: int) -> paging.Page[storyrows.Told]:
        """At most `most` of the stories that several articles tell, with their counts, most told first."""
        return storyrows.told_by_several(self._db(), first, most)

    def stories_of(self, article: str) -> Listing[Story]:
        """The stories that an article tells."""
        where = "id IN (SELECT story FROM story_articles WHERE article = ?)"
        return Listing(Story, self._db().records(Story, "stories", where, (article,)))

    def revisions(self, article: str | None = None) -> Listing[Revision]:
        """Which article took the place of which: the rows with one article, or all, by the later one."""
        where, values = ("older = ? OR newer = ?", (article, article)) if article else ("", ())
        return Listing(Revision, self._db().records(Revision, "revisions", where, values, "newer, id"))

    def derivations(self) -> Listing[Derivation]:
        """The edges of all stemmas: who has words from whom, by child."""
        return self._all(Derivation, "derivations", order="child, second, parent")

    def hidden(self) -> Listing[HiddenSource]:
        """The sources outside the pile that several articles have their words from."""
        return self._all(HiddenSource, "hidden", order="json_array_length(children) DESC, name, id")

    def these_hidden(self, names: Collection[str]) -> Listing[HiddenSource]:
        """The sources outside the pile with these ids, those that there are."""
        return self._these(HiddenSource, "hidden", names)

    def origins(self, story: str | None = None) -> Listing[Origin]:
        """The origins of one story, or of all: those behind most tellings first."""
        where, values = ("story = ?", (story,)) if story else ("", ())
        order = "story, lone, json_array_length(tellings) DESC, name, id"
        return Listing(Origin, self._db().records(Origin, "origins", where, values, order))

    def counts(self) -> Listing[StoryCount]:
        """How many tell each story, and how few stand behind it."""
        return self._all(StoryCount, "counts", order="story")

    def claims(self) -> Listing[Claim]:
        """Every utterance that several articles tell, with who stands behind it; the most told first."""
        return self._all(Claim, "claims", order="json_array_length(tellings) DESC, id")

    def families(self) -> Listing[Family]:
        """All quotation families, those that most articles tell first."""
        return self._all(Family, "families", order="json_array_length(articles) DESC, first_date, id")

    def families_of(self, articles: Sequence[str]) -> Listing[Family]:
        """The quotation families with a telling in more than one of these articles."""
        return Listing(Family, storyrows.families_between(self._db(), articles))

    def variants(self, family: str | None = None) -> Listing[Variant]:
        """The tellings of one family, or of all: the family's witness first, then those by article."""
        where, values = ("family = ?", (family,)) if family else ("", ())
        order = "family, witness IS NOT NULL, article, json_extract(span, '$.start')"
        return Listing(Variant, self._db().records(Variant, "variants", where, values, order))

    def mutations(self) -> Listing[Mutation]:
        """Every change of meaning between two tellings of a family."""
        return self._all(Mutation, "mutations", order="witness, variant, id")

    def problems(self, most: int | None = None) -> Listing[Problem]:
        """All rows of `errors`, or the first of them."""
        return self._all(Problem, "errors", order=f'"where", id LIMIT {-1 if most is None else most}')

    def search(self, text: str, limit: int = 50) -> Listing[search.Hit]:
        """Articles that hold the words of `text` (or, in double quotation marks, the phrase), best first."""
        return Listing(search.Hit, search.search(self._db(), text, limit))

    def some_statements(self, wanted: Wanted, first: int, most: int) -> paging.Page[Statement]:
        """The statements that are asked for, at most `most` of them from row `first`, counted from 0."""
        return paging.statements(self._db(), self.census(), wanted, first, most)

    def some_articles(self, wanted: Wanted, first: int, most: int) -> paging.Page[Article]:
        """The articles that are asked for, the latest first, at most `most` of them from row `first`."""
        return paging.articles(self._db(), self.census(), wanted, first, most)

    def statement_counts(self, wanted: Wanted, field: str) -> list[paging.Count]:
        """How many of the wanted statements have each value of a field, the most frequent first."""
        return paging.statement_counts(self._db(), self.census(), wanted, field)

    def article_counts(self, wanted: Wanted, field: str) -> list[paging.Count]:
        """How many of the wanted articles have each value of a field, the most frequent first."""
        return paging.article_counts(self._db(), self.census(), wanted, field)

    def _all(self, record: type[Record], table: str, order: str = "id") -> Listing[Record]:
        return Listing(record, self._db().records(record, table, order=order))

    def _these(self, record: type[Record], table: str, names: Collection[str]) -> Listing[Record]:
        return Listing(record, self._db().among(record, table, "id", sorted(names)))

    def _with_text(self, article: str) -> tuple[Article, str]:
        """An article by its id, with the text of its source. Raises InputError."""
        row = self.article(article)
        (source,) = self.sources(row.source)
        return row, source.text
