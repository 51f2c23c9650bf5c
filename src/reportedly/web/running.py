"""The site on a port of this machine."""

import gc
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from reportedly.errors import InputError
from reportedly.web.app import application
from reportedly.web.guard import LOOPBACK, new_word

FEW_ROUNDS = (50_000, 20, 50)
"""Objects, and rounds, between which Python looks for rubbish: what a page makes goes without, and with the
usual numbers a fifth of a page's time went into looking."""


def serve(folder: Path, *, host: str, port: int, token: bool, tell: Callable[[str], None]) -> None:
    """Answer until the user stops it; `tell` is given the address to open.

    With `token`, or on more than loopback, the address holds a word without which nothing is shown. Raises
    InputError for a host beyond loopback without a token, and for an address that is taken or not ours.
    """
    if host not in LOOPBACK and not token:
        raise InputError(
            f"Others can reach {host}. Give --token too, so that only they see it who have the link."
        )
    _try(host, port)
    word = new_word() if token else None
    hosts = LOOPBACK | {host}
    shown = f"http://{'[' + host + ']' if ':' in host else host}:{port}/"
    tell(f"{shown}?token={word}" if word else shown)
    site = application(folder, token=word, hosts=hosts)
    threading.Thread(target=_settle, args=(site.state.desk.warm(),), daemon=True).start()
    uvicorn.run(site, host=host, port=port, log_level="warning")


def _try(host: str, port: int) -> None:
    """Raises InputError where nobody could listen: said before an address is shown that does not answer."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(kind) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((host, port))
    except OSError as error:
        raise InputError(
            f"Nothing can listen on {host}, port {port}: {error.strerror or error}. Name another with --port."
        ) from None


def _settle(warming: threading.Thread) -> None:
    """What the site has read at its start stays to its end, and is not looked through again."""
    gc.set_threshold(*FEW_ROUNDS)
    warming.join()
    gc.collect()
    gc.freeze()
