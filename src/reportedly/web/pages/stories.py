"""Stories: which there are, and of one how many independent reports it really is."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case
from reportedly.dossier import Dossier, view
from reportedly.records import Story, StoryCount
from reportedly.web.desk import desk_of, table


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its counts, if it was counted."""

    story: Story
    count: StoryCount | None


def listed(request: Request) -> Response:
    """All stories that several articles tell, the most told first; the number of the others."""
    desk = desk_of(request)
    counts = {row.story: row for row in desk.case.counts()}
    stories = [Told(row, counts.get(row.id)) for row in desk.case.stories()]
    several = [told for told in stories if len(told.story.articles) > 1]
    return desk.page(request, "stories.page.html.j2", told=several, alone=len(stories) - len(several))


def rows(request: Request) -> Response:
    """All stories as JSON or CSV."""
    return table(desk_of(request).case.stories(), request.path_params["form"], "stories")


def one(request: Request) -> Response:
    """One story: who told it, who stands behind it, how it travelled, and what became of its quotations."""
    desk = desk_of(request)
    page = view(_contents(desk.case, desk.case.story(request.path_params["story"])))
    return desk.page(request, "story.page.html.j2", page=page)


def _contents(case: Case, story: Story) -> Dossier:
    """What a page of one story is made of: its articles, and whatever lies between them."""
    within = set(story.articles)
    articles = [case.article(name) for name in story.articles]
    families = [row for row in case.families() if within & set(row.articles)]
    return Dossier(
        title=story.title,
        arrivals=[case.arrival(row.arrival) for row in articles],
        articles=articles,
        statements=[row for name in story.articles for row in case.statements(name)],
        families=families,
        variants=[row for family in families for row in case.variants(family.id)],
        passages=[row for row in case.passages() if within >= {row.a, row.b}],
        stories=[story],
        derivations=[row for row in case.derivations() if row.child in within],
        hidden=case.hidden(),
        origins=case.origins(story.id),
        counts=[row for row in case.counts() if row.story == story.id],
    )
