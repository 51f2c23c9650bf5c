"""Stories: which there are, and of one how many independent reports it really is."""

from starlette.requests import Request
from starlette.responses import Response

from reportedly.case.storyrows import StoryRows
from reportedly.dossier import Dossier, stemma, view
from reportedly.errors import InputError
from reportedly.web.asking import ROWS, asked, stretch
from reportedly.web.desk import desk_of, table

TOLD = 100
"""Articles that a story's page lists; a link leads to all of them."""


def listed(request: Request) -> Response:
    """The stories that several articles tell, the most told first."""
    desk, question = desk_of(request), asked(request.url.path, request.query_params)
    found = desk.case.told_by_several(question.first, ROWS)
    return desk.page(
        request,
        "stories.page.html.j2",
        told=found.rows,
        stretch=stretch(question, len(found.rows), found.total),
        alone=desk.case.sizes("stories")["stories"] - found.total,
    )


def rows(request: Request) -> Response:
    """All stories as JSON or CSV."""
    return table(desk_of(request).case.stories(), request.path_params["form"], "stories")


def one(request: Request) -> Response:
    """One story: who told it, who stands behind it, how it travelled, and what became of its quotations."""
    desk, name = desk_of(request), request.path_params["story"]

    def made() -> Response:
        page = view(_contents(desk.case.of_story(name)))
        return desk.page(request, "story.page.html.j2", page=page, most_told=TOLD)

    return desk.kept(request, desk.case.basis_of_story(name), made)


def tellings(request: Request) -> Response:
    """All articles that tell one story, of which its own page shows the first."""
    desk = desk_of(request)
    story = desk.case.story(request.path_params["story"])
    articles = desk.case.these_articles(story.articles)
    arrivals = desk.case.these_arrivals({row.arrival for row in articles})
    page = view(Dossier(title=story.title, stories=[story], articles=articles, arrivals=arrivals))
    return desk.page(request, "tellings.page.html.j2", page=page)


def drawn(request: Request) -> Response:
    """The stemma of one story as an image. Raises InputError where there is none to draw."""
    story = desk_of(request).case.of_story(request.path_params["story"])
    shown = view(_contents(story)).chapters
    behind = shown[0].behind if shown else None
    if behind is None or behind.drawing is None:
        raise InputError("Nothing is known of who has this story from whom, so there is nothing to draw.")
    name = f'inline; filename="stemma-{story.story.id}.svg"'
    return Response(
        stemma(story.story.title, behind.drawing),
        media_type="image/svg+xml",
        headers={"Content-Disposition": name},
    )


def _contents(rows: StoryRows) -> Dossier:
    return Dossier(
        title=rows.story.title,
        stories=[rows.story],
        arrivals=rows.arrivals,
        articles=rows.articles,
        families=rows.families,
        variants=rows.variants,
        passages=rows.passages,
        more_passages=rows.more_passages,
        derivations=rows.derivations,
        hidden=rows.hidden,
        origins=rows.origins,
        counts=[rows.count] if rows.count else [],
    )
