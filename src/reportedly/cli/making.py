"""Commands that make something: `read`, `demo`, `dossier`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from reportedly.case import Case, Report, expect
from reportedly.cli import console
from reportedly.cli.console import DEFAULT_CASE, CaseOption, Style, cell, command, count
from reportedly.cli.examples import NOTICE, pile
from reportedly.cli.gathering import gather
from reportedly.errors import InputError

SOME_FAILED = 1
ERRORS_SHOWN = 40
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files and folders; - is standard input. Without any, what the case has is brought up to date.",
        metavar="PATH",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        help="Worker processes; as many as there are cores if not given.", min=0, show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(read)
    app.command()(dossier)
    app.command()(demo)


def read(
    paths: Paths = None,
    case: CaseOption = DEFAULT_CASE,
    url: Annotated[str | None, typer.Option(help="The address that these files came from.")] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet that published these files.")] = None,
    date: Annotated[str | None, typer.Option(help="Their date of publication, as 2031-05-09.")] = None,
    workers: Workers = None,
    again: Annotated[bool, typer.Option("--again", help="Try once more what was given up.")] = False,
) -> None:
    """Read files and folders into a case, and find what is in them.

    What the case has already is not read again; a run that was stopped goes on where it was.

    What you know of a single file can stand beside it in a sidecar NAME.toml with url, outlet and date.
    """
    # A mistyped name must not leave an empty case behind.
    expect(paths or [])
    with Case(case, create=bool(paths)) as opened, console.progress() as advance:
        report = opened.read(
            paths or [], url=url, outlet=outlet, date=date, workers=workers, progress=advance
        )
        if again:
            opened.process(workers=workers, progress=advance, again=True)
    tell(report, case)
    if report.new and report.articles:
        ways = (command("origins", case), command("serve", case))
        console.hint(f"Next: `{ways[0]}` counts who stands behind it, `{ways[1]}` opens it in the browser.")
    if report.errors:
        raise typer.Exit(SOME_FAILED)


def dossier(
    case: CaseOption = DEFAULT_CASE,
    out: Annotated[Path, typer.Option("--out", "-o", help="The HTML file to write.")] = Path("dossier.html"),
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Write a folder of pages instead.", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
) -> None:
    """Write the case as one HTML file, or as a folder of pages, to read, to print and to mail."""
    heading = title or f"Dossier: {Path(case).resolve().name}"
    with console.existing(case) as opened:
        if folder:
            out = write_folder(opened, folder, heading)
        else:
            write_dossier(opened, out, heading, None)
    console.output.print(Text.assemble("Dossier: ", cell(out, Style.NAME)), soft_wrap=True)


def demo(
    folder: Annotated[Path, typer.Option("--into", help="Where the case and the dossier go.")] = Path("demo"),
    workers: Workers = None,
) -> None:
    """Read the example pile, an invented affair, and write its dossier."""
    page = folder / "dossier.html"
    with Case(folder / "case") as opened:
        with console.progress() as advance:
            report = opened.read(pile(), workers=workers, progress=advance)
        console.output.print(f"[bold]The example pile[/] – {NOTICE}\n")
        write_dossier(opened, page, "The example pile: examples/strait", NOTICE)
        tell(report, str(folder / "case"))
        _overview(opened)
    console.output.print(Text.assemble("Dossier: ", cell(page.resolve(), Style.NAME)), soft_wrap=True)
    site, lists = (command(name, str(folder / "case")) for name in ("serve", "statements"))
    console.output.print(f"Next:    {site} (in the browser) or {lists}", markup=False, soft_wrap=True)


def write_dossier(case: Case, out: Path, title: str, notice: str | None) -> None:
    """Render the case's dossier to a file. Raises InputError where it cannot be written."""
    from reportedly import dossier as page

    text = page.render(gather(case, title, notice))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, "utf-8")
    except OSError as error:
        raise InputError(
            f"{str(out)!r} cannot be written: {error.strerror}. Name another file with -o."
        ) from None


def write_folder(case: Case, out: Path, title: str) -> Path:
    """Write the case's dossier as pages; returns the first one. Pages of an earlier dossier there are taken
    away. Raises InputError where it cannot be written, or where other files lie."""
    from reportedly import dossier as page
    from reportedly.dossier.folder import INDEX, PAGES, STYLE

    files = list(page.folder(gather(case, title, None)))
    try:
        if out.is_dir() and {one.name for one in out.iterdir()} - {INDEX, PAGES, STYLE}:
            raise InputError(f"{str(out)!r} has other files in it. Name a new folder with --folder.")
        for old in (*(out / PAGES).glob("*.html"), *(out / PAGES).glob("*.svg")):
            old.unlink()
        (out / PAGES).mkdir(parents=True, exist_ok=True)
        for one in files:
            (out / one.path).write_text(one.text, "utf-8")
    except OSError as error:
        raise InputError(
            f"{str(out)!r} cannot be written: {error.strerror}. Name another folder with --folder."
        ) from None
    return out / INDEX


def tell(report: Report, case: str) -> None:
    """Print what a read did, with a clear line for each thing that could not be read."""
    known = f", {report.known:,} known already" if report.known else ""
    found = ((report.articles, "article"), (report.statements, "statement"), (report.stories, "story"))
    counts = Text(", ").join(cell(count(number, noun), Style.NAME) for number, noun in found)
    new = count(report.new, "new file")
    console.output.print(Text.assemble(f"{new}{known} → ", counts, " in ", cell(case)), soft_wrap=True)
    for why, number in report.left_out.items():
        console.output.print(cell(f"left out: {number:,} ({why})", Style.QUIET))
    for row in report.errors[:ERRORS_SHOWN]:
        parts = (
            cell(row.code, Style.WARN),
            cell(row.where, Style.NAME),
            cell(row.why),
            cell(row.todo, Style.QUIET),
        )
        line = Text.assemble(parts[0], " ", parts[1], ": ", parts[2], " ", parts[3])
        console.output.print(line, soft_wrap=True)
    if len(report.errors) > ERRORS_SHOWN:
        rest = count(len(report.errors) - ERRORS_SHOWN, "more error")
        console.output.print(cell(f"… and {rest}: {command('errors', case)}"), soft_wrap=True)


def _overview(case: Case) -> None:
    from reportedly.cli.descent import origin_tables
    from reportedly.cli.looking import article_table

    console.output.print()
    console.output.print(article_table(case))
    console.output.print(origin_tables(case, case.origins()))
