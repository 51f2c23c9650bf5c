"""The command that opens the local site: `serve`."""

from typing import Annotated

import typer

from reportedly.cli import console
from reportedly.cli.console import DEFAULT_CASE, CaseOption, hint


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(serve)


def serve(
    case: CaseOption = DEFAULT_CASE,
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8710,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's own need --token.")
    ] = "127.0.0.1",
    token: Annotated[
        bool, typer.Option("--token", help="Show nothing to who does not have the link that is printed.")
    ] = False,
) -> None:
    """Open the case as a site on this machine: read, search, follow each line to its words."""
    from reportedly.web import serve as answer

    with console.existing(case) as opened:
        folder = opened.path
    answer(
        folder, host=host, port=port, token=token, tell=lambda link: hint(f"Open {link} · Ctrl-C ends it.")
    )
