"""A draft and the case's articles -> findings: the one door of the check."""

from collections.abc import Callable, Sequence

from reportedly.lineage.drafts import quoting, reporting
from reportedly.lineage.drafts.claims import claims
from reportedly.lineage.drafts.witnesses import Witness
from reportedly.lineage.families.plain import compare_plain
from reportedly.lineage.families.telling import Compare
from reportedly.records import Article, Finding, Statement

Candidates = Callable[[str], Sequence[Witness]]
"""Some words -> the articles of the case that may have them, with their statements."""


def check(
    draft: Article,
    statements: Sequence[Statement],
    candidates: Candidates,
    compare: Compare = compare_plain,
) -> list[Finding]:
    """A finding for each quotation and each reported statement of a draft, in the order of its text; clean
    ones are among them, with `fault` false.

    `statements` are the draft's own. `compare` reads two tellings; without one, the words alone are compared.
    Time grows with the number of claims and the length of the candidates.
    """
    found = []
    for claim in claims(draft, statements):
        witnesses = candidates(claim.told.span.text)
        if claim.marked:
            found.append(quoting.judge(draft, claim, witnesses, compare))
        else:
            found.append(reporting.judge(claim, witnesses, compare))
    return found
