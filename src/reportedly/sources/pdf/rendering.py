"""A document's paragraphs as one text, each a run that names its page and its box."""

from reportedly.sources.layout import Document, Layout
from reportedly.sources.pdf.arrangement import arranged
from reportedly.sources.pdf.document import opened
from reportedly.sources.pdf.paragraphs import Paragraph, text_of, vocabulary

RENDERER = "pdf-1"
MAIN = frozenset({"p", "h1", "h2"})
# Words that the classes of pages are told by; short lines above the text may be a name or a date.
HINTS = {"caption": ("caption",), "front": ("byline", "dateline")}


def render_pdf(data: bytes) -> Document:
    """Render a PDF; every paragraph, heading, caption, footnote and running head is a line and a run.

    A run's path is ``page[3]/box[72,540,300,560]``: left, bottom, right and top in points from the lower left
    corner of the page; a paragraph over several columns or pages has one box for each, joined by ``+``. Its
    tag is ``h1`` (the title), ``h2``, ``p``, ``front`` (short lines above the text), ``caption``, ``note``,
    ``head``, ``foot``, ``contents``, ``figures`` or ``aside``; `main` is true for ``h1``, ``h2`` and ``p``.
    Raises UnreadableSource with code ``encrypted``, ``scanned`` or ``unparsable``.
    """
    file = opened(data)
    paragraphs = arranged(file.pages)
    known = vocabulary(paragraphs)
    layout = Layout(markup=list(file.markup), notes=list(file.notes))
    for paragraph in paragraphs:
        tag = paragraph.tag
        words = text_of(paragraph, known)
        layout.add(words, _path(paragraph), tag, main=tag in MAIN, hints=HINTS.get(tag, ()))
    return Document("application/pdf", RENDERER, "pdf", layout.page())


def _path(paragraph: Paragraph) -> str:
    boxes = ((page, ",".join(str(round(x)) for x in box)) for page, box in paragraph.boxes())
    return "+".join(f"page[{page}]/box[{box}]" for page, box in boxes)
