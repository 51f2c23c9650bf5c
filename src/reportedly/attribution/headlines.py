"""Headlines and transcripts: "X: content", "Content: X". No parse of a colon holds, so shape decides."""

import re

from reportedly.attribution.drafts import Draft
from reportedly.attribution.lexicon import words
from reportedly.attribution.tree import Tree

# Longer than this it is a sentence with a colon, not a name; shorter than that nothing is said.
LONGEST_NAME = 6
SHORTEST_CONTENT = 3
LONGEST_HEADLINE = 25
TIME = re.compile(r"\d")


def colons(tree: Tree, headlines: frozenset[int]) -> list[Draft]:
    """Statements by a colon: in the lines whose first tokens are in `headlines` either side may be the
    speaker; elsewhere only a name that opens the line, as in a transcript.
    """
    found = []
    for line in tree.lines:
        colon = next((t for t in line if tree.words[t] == ":"), None)
        if colon is None or tree.quotation_of[colon] >= 0:
            continue
        draft = _draft(tree, line, colon, line[0] in headlines)
        if draft:
            found.append(draft)
    return found


def _draft(tree: Tree, line: range, colon: int, headline: bool) -> Draft | None:
    before, after = tuple(range(line.start, colon)), tuple(range(colon + 1, line.stop))
    if _is_name(tree, before) and _says(tree, after):
        return Draft(before, (colon,), after, "say", "colon", 0.7)
    short = len(line) <= LONGEST_HEADLINE
    if headline and short and _is_teller(tree, after) and _says(tree, before):
        return Draft(after, (colon,), before, "say", "headline tail", 0.7)
    return None


def _says(tree: Tree, tokens: tuple[int, ...]) -> bool:
    return sum(tree.is_word(t) for t in tokens) >= SHORTEST_CONTENT


def _is_name(tree: Tree, tokens: tuple[int, ...]) -> bool:
    """A few words, all capitalised as names are, and none a label such as ANALYSIS."""
    spoken = [t for t in tokens if tree.is_word(t)]
    if not 0 < len(spoken) <= LONGEST_NAME or any(tree.words[t] in words("labels") for t in spoken):
        return False
    if any(TIME.search(tree.words[t]) for t in spoken) or len(tokens) > len(spoken) + 3:
        return False
    return all(tree.tags[t].startswith("NNP") for t in spoken)


def _is_teller(tree: Tree, tokens: tuple[int, ...]) -> bool:
    """A name, or a phrase that ends in a paper, a body or people: "Japan Report", "Officials"."""
    spoken = [t for t in tokens if tree.is_word(t)]
    if not 0 < len(spoken) <= LONGEST_NAME or any(tree.words[t] in words("labels") for t in spoken):
        return False
    last = tree.words[spoken[-1]]
    known = any(last in words(group) for group in ("documents", "bodies", "people"))
    return known or all(tree.tags[t].startswith("NNP") for t in spoken)
