"""What is no statement although a model may read one."""

import re

import pytest

from reportedly.attribution.acts import act
from reportedly.attribution.drafts import Draft
from reportedly.attribution.sifting import sift
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Range, lay_out

MARK = re.compile(r"\{([sct])(\d):|\}")
# Marked words, and the numbers of the readings that are statements.
READINGS = [
    ("{s1:Lind} {c1:signed} {t1:a pact}.", []),
    ("{s1:Lind} {c1:signed} {t1:a pact that binds them to pay}.", []),
    ("{s1:Lind} {c1:concluded} {t1:that the crane was lost}.", [1]),
    ("{s1:The institute} {c1:released} {t1:its annual yearbook} on Monday.", []),
    ("{s1:Both harbours} {c1:want} {t1:a larger crane}.", []),
    ("{s1:The two sides} {c1:agreed on} {t1:a colour}.", []),
    ("{s1:The two sides} {c1:agreed} {t1:to a second crane}.", [1]),
    ("{s1:The two sides} {c1:agreed} {t1:to paint the crane}.", [1]),
    ("{s1:Lind} {c1:knows} {t1:that the crane is old}.", [1]),
    ("{s1:Lind} {c1:signed} {t1:a pact negotiated in May}.", []),
    ("{s1:The union} {c1:wants} {t1:the crane replaced}.", [1]),
    ("{s1:The union} {c1:wants} {t1:the crane to be replaced}.", [1]),
    ("{s1:Lind} {c1:wants} {t1:“a crane with a soul”}.", [1]),
    ("{s1:They} would {c1:be able to demand} {t1:that it be closed}.", []),
    ("{s1:A coast} {c1:should want} {t1:them to pass}.", []),
    ("{s1:Owners} could be {c1:asked} {t1:to wait}.", []),
    ("{s1:We} {c1:can reveal} {t1:that the crane is old}.", [1]),
    ("{s1:Lind} {c1:could not say} {t1:whether the crane is old}.", [1]),
    ("{s1:Lind} {c1:said} {t1:that it may be old}.", [1]),
    ("{s1:Lind} {c1:condemned} {t1:the launch}.", [1]),
    ("{s1:Lind} {c1:announced} {t1:a second crane}.", [1]),
    ("{t1:The dispute} {c1:is expected} {t1:to last}.", [1]),
    ("{t2:{t1:The dispute} {c1:is expected} {t1:to last}}, {s2:the report} {c2:said}.", [2]),
    ("{s2:Lind} {c2:said} {t2:that {s1:the union} {c1:expected} {t1:a long dispute}}.", [2, 1]),
    (
        "{t2:{s1:Both ports} have {c1:grown impatient} {t1:with “rules for nobody”}}, {s2:Lind} {c2:said}.",
        [2],
    ),
    ("{s2:Lind} {c2:said} {t2:that {s1:the union} {c1:warned} {t1:of “rules for nobody”}}.", [2, 1]),
    ("{s1:Lind} {c1:agreed} {t1:with “rules for nobody”}.", [1]),
    ("{s2:Lind} {c2:said} {t2:{t1:he} {c1:had been told} {t1:to wait}}.", [2, 1]),
]


def drafts(marked: str) -> tuple[Tree, dict[int, Draft]]:
    """The text without its marks, parsed, and a draft for each number."""
    text, open_, places, last = "", [], [], 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            open_.append((mark[1], int(mark[2]), len(text)))
        else:
            role, number, start = open_.pop()
            places.append((role, number, start, len(text)))
    text += marked[last:]
    kept = lay_out([(Range(0, len(text)), BlockClass.BODY)])
    article = Article("a", "s", "r", 0, kept, text)
    tree = Tree(article, next(parse([article])))
    roles: dict[int, dict[str, set[int]]] = {}
    for role, number, start, end in places:
        inside = {t for t in range(len(tree.words)) if start <= tree.starts[t] and tree.ends[t] <= end}
        roles.setdefault(number, {"s": set(), "c": set(), "t": set()})[role] |= inside
    return tree, {n: _draft(tree, r) for n, r in roles.items()}


def _draft(tree: Tree, roles: dict[str, set[int]]) -> Draft:
    source, cue, content = (tuple(sorted(roles[role])) for role in "sct")
    said = tuple(t for t in content if t not in source and t not in cue)
    return Draft(source, cue, said, act(tree, source, cue, said), "read", 0.8)


@pytest.mark.parametrize(("marked", "kept"), READINGS)
def test_bare_things_and_hedges_are_no_statements(marked: str, kept: list[int]) -> None:
    tree, made = drafts(marked)
    numbers = {draft.cue: number for number, draft in made.items()}
    assert [numbers[d.cue] for d in sift(tree, list(made.values()))] == [n for n in made if n in kept]
