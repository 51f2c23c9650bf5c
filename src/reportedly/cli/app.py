"""The command `reportedly`, its exit codes, and what becomes of an error.

=== ==========================================================================================
0   done
1   done, but something wants looking at: the case has rows in `errors` (`read`), a draft is
    not borne out (`check`), or the installation is not as it should be (`doctor`)
2   the command cannot be used so: a path, a date, an option
3   the case cannot be used: it is none, it is of another version, another process writes to it
4   a stage or a model failed; what is done stays
130 stopped by the user; what is done stays
=== ==========================================================================================
"""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer
from rich.text import Text

from reportedly import __version__
from reportedly.cli import (
    attributing,
    bends,
    blocks,
    checking,
    comparing,
    descent,
    exporting,
    happenings,
    importing,
    looking,
    making,
    minding,
    pair,
    pins,
    quotations,
    revising,
    ruling,
    rulings,
    serving,
    statements,
)
from reportedly.cli.console import errors, hint, visible
from reportedly.errors import CaseError, ModelError, ReportedlyError, StageFailed

USAGE, CASE, FAILED, STOPPED = 2, 3, 4, 130
# The order of `reportedly --help`: what one does first stands first.
PANELS = {
    "Begin": ("demo", "read", "serve", "dossier"),
    "Look at what is there": (
        "show", "search", "revisions", "statements", "conflicts", "bent", "quotations", "stories", "origins",
        "derivations", "events", "pair", "errors",
    ),
    "Hold words against the case": ("check", "quote", "compare"),
    "Correct, and keep": ("blocks", "rule", "attribute", "rulings", "pins"),
    "Exchange with other projects": ("export", "import", "outside"),
    "Mind the case and the installation": ("plan", "forget", "doctor"),
}  # fmt: skip

app = typer.Typer(
    name="reportedly",
    help="Who actually said it, how it was relayed, and how many independent origins stand behind it.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    making,
    looking,
    revising,
    statements,
    descent,
    happenings,
    exporting,
    importing,
    pair,
    quotations,
    bends,
    checking,
    comparing,
    pins,
    blocks,
    ruling,
    attributing,
    rulings,
    serving,
    minding,
):
    module.register(app)


def _shelve() -> None:
    """Give each command its panel, and all of them the order of the panels."""
    panels = {name: panel for panel, names in PANELS.items() for name in names}
    order = list(panels)
    for one in app.registered_commands:
        name = str(one.name or getattr(one.callback, "__name__", ""))
        one.name, one.rich_help_panel = name, panels[name]
    app.registered_commands.sort(key=lambda one: order.index(one.name or ""))


_shelve()


@app.callback()
def _begin(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)
    ] = False,
) -> None:
    if version:
        print(f"reportedly {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(USAGE)


def main() -> None:
    """Run the command; a user's mistake is one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no “ still shows the sentence
            stream.reconfigure(errors="backslashreplace")
    try:
        ended = app(standalone_mode=False)
    except typer.Abort:
        ended = STOPPED
    except ReportedlyError as error:
        _say(str(error))
        ended = _code(error)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _say(_misused(error))
        ended = USAGE
    if ended == STOPPED:  # what typer makes of Ctrl-C
        hint("Stopped. What is done stays; the same command goes on from there.")
    sys.exit(ended or 0)


def _say(message: str) -> None:
    errors.print(Text.assemble(("Error: ", "bold red"), visible(message)), soft_wrap=True)


def _misused(error: Exception) -> str:
    """What typer says of a wrong word or option, on one line and without its inner names."""
    said = " ".join(str(error.format_message()).split()).replace("Value error, ", "")  # type: ignore[attr-defined]
    path = getattr(getattr(error, "ctx", None), "command_path", "reportedly")
    return f"{said if said.endswith(('.', '?')) else said + '.'} `{path} --help` says how it is used."


def _code(error: ReportedlyError) -> int:
    if isinstance(error, CaseError):
        return CASE
    return FAILED if isinstance(error, StageFailed | ModelError) else USAGE
