"""Pinned lines as one HTML file to read, print and mail: it loads nothing and runs no script."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly.case.pinlines import SITE, address, cited, lines
from reportedly.records import Pin
from reportedly.text import tidy, web_address


def page(pins: Sequence[Pin], title: str, site: str = SITE) -> str:
    """The pins as one HTML document (text; write it as UTF-8). Every word of a source is shown as text."""
    return tidy(_environment().get_template("pins.html.j2").render(lines=lines(pins), title=title, site=site))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"cited": cited, "address": address, "web_address": web_address}
    return made
