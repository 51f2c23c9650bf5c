"""Text exports of press databases: one file, many pieces, each with fields of its own.

LexisNexis and Factiva are told by several marks of their form. Then nothing is guessed: pieces are cut where
the export cuts them, and fields are read by their names.
"""

import re

from reportedly.articles.exports import factiva, nexis
from reportedly.articles.exports.marking import labels
from reportedly.articles.labelled import Labelled
from reportedly.articles.lines import lines_of

__all__ = ["classify_export"]

# What a text must hold to be looked at, and who then takes it apart. First stands a sign that is soon told:
# an expression that opens with a letter or mark runs from one to the next.
LAYOUTS = (
    (re.compile(r":(?i:(?<=length:)|(?<=load-date:))"), nexis.HINT, nexis.pieces),
    (re.compile("HD"), factiva.CODED_HINT, factiva.coded_pieces),
    (re.compile(r" word(?<=[\d,] word)s?[ \t]*$", re.M), factiva.PLAIN_HINT, factiva.plain_pieces),
)


def classify_export(text: str) -> list[Labelled] | None:
    """A label for every line of an export that is not blank, in order; None for any other text.

    The rule of a field's label is ``export-`` and its meaning, such as ``export-outlet``. Never raises.
    """
    for sign, hint, pieces in LAYOUTS:
        if sign.search(text) and hint.search(text):
            lines = lines_of(text)
            found = pieces(lines)
            if found:
                return labels(text, lines, found)
    return None
