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

import typer
from rich.text import Text

from reportedly.cli import (
    attributing,
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
    ruling,
    rulings,
    serving,
    statements,
)
from reportedly.cli.console import errors, hint, visible
from reportedly.errors import CaseError, ModelError, ReportedlyError, StageFailed

USAGE, CASE, FAILED, STOPPED = 2, 3, 4, 130

app = typer.Typer(
    name="reportedly",
    help="Who actually said it, how it was relayed, and how many independent origins stand behind it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    making,
    looking,
    statements,
    descent,
    happenings,
    exporting,
    importing,
    pair,
    quotations,
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


def main() -> None:
    """Run the command; a user's mistake is one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no “ still shows the sentence
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ReportedlyError as error:
        errors.print(Text.assemble(("Error: ", "bold red"), visible(str(error))), soft_wrap=True)
        sys.exit(_code(error))
    except SystemExit as end:
        if end.code == STOPPED:  # what typer makes of Ctrl-C
            hint("Stopped. What is done stays; the same command goes on from there.")
        raise


def _code(error: ReportedlyError) -> int:
    if isinstance(error, CaseError):
        return CASE
    return FAILED if isinstance(error, StageFailed | ModelError) else USAGE
