"""The site on a port of this machine."""

from collections.abc import Callable
from pathlib import Path

import uvicorn

from reportedly.errors import InputError
from reportedly.web.app import application
from reportedly.web.guard import LOOPBACK, new_word


def serve(folder: Path, *, host: str, port: int, token: bool, tell: Callable[[str], None]) -> None:
    """Answer until the user stops it; `tell` is given the address to open.

    With `token`, or on more than loopback, the address holds a word without which nothing is shown. Raises
    InputError for a host beyond loopback without a token.
    """
    if host not in LOOPBACK and not token:
        raise InputError(
            f"Others can reach {host}. Give --token too, so that only they see it who have the link."
        )
    word = new_word() if token else None
    hosts = LOOPBACK | {host}
    shown = f"http://{'[' + host + ']' if ':' in host else host}:{port}/"
    tell(f"{shown}?token={word}" if word else shown)
    site = application(folder, token=word, hosts=hosts)
    site.state.desk.warm()
    uvicorn.run(site, host=host, port=port, log_level="warning")
