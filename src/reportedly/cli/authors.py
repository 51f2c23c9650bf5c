"""Options of every command that rules: who does, why, and when."""

import getpass
from typing import Annotated

import typer

from reportedly.errors import InputError

Author = Annotated[
    str | None,
    typer.Option(envvar="REPORTEDLY_AUTHOR", help="Who rules; your login name if not given.", metavar="NAME"),
]
Why = Annotated[str, typer.Option(help="The reason, for whoever reads it later.", metavar="WORDS")]
Later = Annotated[
    bool,
    typer.Option("--later", help="Only note it; the next `read` or ruling brings the tables up to date."),
]
SHORT_ID = 10


def ruler(given: str | None) -> str:
    """Whose ruling it is. Raises InputError where the machine does not know either."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise InputError("Say who rules, with --author or in REPORTEDLY_AUTHOR.") from None
