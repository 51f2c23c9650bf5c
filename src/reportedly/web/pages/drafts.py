"""A draft held against the case: paste it, and each quotation and each "X said" of it is judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from reportedly.case import Case
from reportedly.dossier.differences import Run
from reportedly.dossier.quotations import runs
from reportedly.dossier.segments import Label, Segment, segments
from reportedly.errors import InputError
from reportedly.records import Article, Effect, Finding, Severity, Verdict
from reportedly.web.desk import desk_of

# Half a book; what is longer is better checked by the command.
LONGEST = 200_000
FINE = frozenset({Verdict.VERBATIM, Verdict.FAITHFUL, Verdict.SUPPORTED})


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding under its number: what is said of it, and both texts with the deciding words apart.

    `tone` is ``fault``, ``fine`` or ``open``; `verdict` and `effect` are words, no `effect` an empty one.
    """

    number: int
    finding: Finding
    tone: str
    verdict: str
    effect: str
    draft: tuple[Run, ...]
    found: tuple[Run, ...]
    article: Article | None


def empty(request: Request) -> Response:
    """The field to paste into."""
    return desk_of(request).page(request, "check.html.j2", draft="", text=(), judged=())


async def checked(request: Request) -> Response:
    """The draft with its marks, and what the case says to each. Raises InputError for too long a one."""
    draft = str((await request.form()).get("draft", ""))
    if len(draft) > LONGEST:
        raise InputError(
            f"The draft has {len(draft):,} characters, and the page takes {LONGEST:,}. "
            "`reportedly check FILE` takes any."
        )
    return await run_in_threadpool(_page, request, draft)


def _page(request: Request, draft: str) -> Response:
    desk = desk_of(request)
    # A browser sends line ends as CRLF.
    text = draft.replace("\r\n", "\n")
    judged = list(_judged(desk.case, desk.case.check(text))) if text.strip() else []
    return desk.page(request, "check.html.j2", draft=text, text=_marked(text, judged), judged=judged)


def _judged(case: Case, findings: Sequence[Finding]) -> Iterator[Judged]:
    for number, row in enumerate(findings, 1):
        yield Judged(
            number=number,
            finding=row,
            tone="fault" if row.fault else "fine" if row.verdict in FINE else "open",
            verdict=plain(row.verdict),
            effect=_effect(row),
            draft=tuple(runs(row.passage, row.words)),
            found=tuple(runs(row.around or row.found, row.found_words)) if row.found else (),
            article=case.article(row.article) if row.article else None,
        )


def _effect(row: Finding) -> str:
    parts = [] if row.effect is Effect.NONE or row.effect.value == row.verdict.value else [plain(row.effect)]
    if row.severity is Severity.REVERSES:
        parts.append("sense reversed")
    return ", ".join(parts)


def plain(value: Verdict | Effect) -> str:
    """A verdict or an effect as words."""
    return value.value.replace("_", " ").replace("re anchored", "re-anchored")


def _marked(text: str, judged: Sequence[Judged]) -> list[Segment]:
    """The draft cut at its findings, each under its number and with its tone."""
    labels = [Label(j.finding.span.start, j.finding.span.end, j.number, j.tone) for j in judged]
    return segments(text, labels)
