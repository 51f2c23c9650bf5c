"""The stemma as an image of its own: black on white, with its words in it, for print and for other pages.

Everything is drawn by attributes: a style would need another policy of the page that shows it.
"""

import re
import textwrap
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reportedly.dossier.descent import Drawing
from reportedly.text import tidy

LEAST, LETTER = 640, 9
"""The least width of the image, and about that of a letter of its title, in pixels."""
LINE, ABOVE, BELOW = 24, 22, 56
"""Heights in pixels: a line of the title, what is free above it, and what the key takes."""

# Characters of which XML allows none, however they are written.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def stemma(title: str, drawing: Drawing) -> str:
    """A story's stemma as one SVG document (text; write it as UTF-8), with a title and, edge by edge, what it
    shows in words. It loads nothing and holds no script and no style."""
    width = max(drawing.width, LEAST)
    head = textwrap.wrap(title, (width - 2 * LINE) // LETTER) or [""]
    top = ABOVE + LINE * len(head)
    height = top + drawing.height + BELOW
    shown = {"title": title, "head": head, "d": drawing, "width": width, "height": height, "top": top}
    return NO_XML.sub(" ", tidy(_template().render(line=LINE, **shown)))


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("reportedly.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("stemma.svg.j2")
