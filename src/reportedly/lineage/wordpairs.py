"""The best alignment of the words of a relay with those of a witness, where the caller tells which are equal.

A global alignment (Needleman and Wunsch 1970) of which the witness's ends are free.
"""

from collections.abc import Iterable, Sequence

# What a word that agrees counts (less if it says little), what one left out costs, and one put in.
FULL, LITTLE, SKIP, EXTRA = 3.0, 1.0, 0.4, 1.0


def best_pairs(size: int, rows: Iterable[tuple[Sequence[bool], float]]) -> list[tuple[int, int]]:
    """The pairs (word of the witness, word of the relay) of the best alignment, in order: a near word is
    preferred to a far one, and what the witness has before the first and behind the last pair costs nothing.

    `size` is the number of the witness's words. Each of `rows` is a word of the relay: which words of the
    witness equal it, and what a pair with it counts. Time and memory grow with the product of both.
    """
    steps: list[str] = []
    above = [0.0] * (size + 1)
    words = list(rows)
    for number, (equal, gain) in enumerate(words, start=1):
        above, step = _row(above, equal, gain, 0.0 if number == len(words) else SKIP)
        steps.append(step)
    return _traced(steps, above.index(max(above)))


def _row(above: list[float], equal: Sequence[bool], gain: float, skip: float) -> tuple[list[float], str]:
    """One row of scores and, for each place, the step that led there: ``=``, or a word of one side alone."""
    row, step = [above[0] - EXTRA], ["b"]
    for i, same in enumerate(equal, start=1):
        best, how = above[i] - EXTRA, "b"
        if same and above[i - 1] + gain > best:
            best, how = above[i - 1] + gain, "="
        if row[-1] - skip > best:
            best, how = row[-1] - skip, "a"
        row.append(best)
        step.append(how)
    return row, "".join(step)


def _traced(steps: Sequence[str], i: int) -> list[tuple[int, int]]:
    found, j = [], len(steps)
    while j:
        how = steps[j - 1][i]
        if how == "=":
            found.append((i - 1, j - 1))
        i, j = i - (how in "a="), j - (how in "b=")
    return found[::-1]
