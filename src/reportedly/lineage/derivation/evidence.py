"""What speaks for "this one took it from that one": one number a sign, for all pairs of a family at once.

The signs are those of textual criticism and of the newsroom (docs/notes/derivation.md has the reasons): who
shares whose readings, whose readings nobody shares, who stands between two others, what was cut off at the
end or put in between, whose report a piece says that it carries, and the dates, which may be wrong or
missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.lineage.arrays import Flags
from reportedly.lineage.derivation.collation import Side
from reportedly.lineage.derivation.witnesses import Period, Reading, names

Table = NDArray[np.float64]

HOUR = 60.0
_VIEWS = ("shared", "singular", "attested", "head", "tail", "middle", "breaks", "quoted", "contested")
_PLACES, _MOST_PLACES = 4.0, 12.0

_BOTH = ("singular", "attested", "head", "tail", "middle", "breaks", "company", "length", "behind")

ARC = (
    *("one", "shared", "share_child", "share_parent", "cover", "between", "quoted"),
    *(f"{what}_{who}" for what in _BOTH for who in ("child", "parent")),
    *("credit_child", "credit_parent", "credit_both", "child_names", "parent_names"),
    *("later", "later_by", "earlier", "earlier_by", "undated", "same_time"),
    "later_by_squared",
    *(f"{what}_{who}_places" for what in ("attested", "singular") for who in ("child", "parent")),
    *("contested", "taken_root", "taken_others"),
)
"""The signs of an arc, in the order of the last axis of `Signs.arcs`; the last two are for a second look."""

ROOT = (
    *("one", "borrowed", "shared", "length", "credit", "company", "quoted", "family"),
    *("first", "best_earlier", "undated", "kin"),
)
"""The signs of an article that has its text from nobody in the pile."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a family, ``arcs[parent, child, sign]`` and ``roots[article, sign]``; which arcs exist."""

    arcs: Table
    roots: Table
    there: Flags


def signs(readings: Sequence[Reading], sides: Sequence[Side]) -> Signs:
    """All signs of a family but those of a second look.

    Counts of words and of places go in as ``log(1 + n)``. Places where readings differ go in once more as
    they are, in fours and up to twelve: the first of them says no more than the fifth.
    """
    count = len(readings)
    views = _views(readings, sides)
    there = (views["shared"] > 0).T
    lengths = np.array([max(len(one), 1) for one in readings], np.float64)
    used = np.array([max(np.count_nonzero(side.equal.any(axis=0)), 1) for side in sides], np.float64)
    dates = _dates([one.period for one in readings])
    shared = views["shared"].T
    columns = {
        "one": np.ones((count, count)),
        **_kinship(shared, lengths, used),
        **{f"{what}_child": np.log1p(views[what].T) for what in _VIEWS[1:7]},
        **{f"{what}_parent": np.log1p(views[what]) for what in _VIEWS[1:7]},
        **_differing(views),
        "quoted": views["quoted"].T,
        "contested": np.log1p(views["contested"].T),
        **_credits(readings),
        **_of_each("company", np.log1p(there.sum(axis=1))),
        **_of_each("length", np.log(lengths)),
        **dates,
        **_naming(readings, there),
    }
    columns |= dict.fromkeys(("taken_root", "taken_others"), np.zeros((count, count)))
    arcs = np.stack([np.where(there, columns[name], 0.0) for name in ARC], axis=-1)
    roots = _roots(readings, views, used, dates)
    return Signs(arcs, roots, there)


def second_look(found: Signs, held: Table) -> Signs:
    """The same with what a first look at the whole family told, of which `held` are the shares of the arcs.

    Whoever others took it from is likelier to be the source here too, and so is whoever has it from nobody.
    """
    taken = held[1:, 1:]
    others = np.log1p(np.maximum(taken.sum(axis=1, keepdims=True) - taken, 0.0))
    arcs = found.arcs.copy()
    arcs[..., ARC.index("taken_root")] = np.where(found.there, held[0, 1:, None], 0.0)
    arcs[..., ARC.index("taken_others")] = np.where(found.there, others, 0.0)
    return replace(found, arcs=arcs)


def _differing(views: dict[str, Table]) -> dict[str, Table]:
    """The places where the readings of a pair differ, as they are."""
    counts = {what: np.minimum(views[what], _MOST_PLACES) / _PLACES for what in ("attested", "singular")}
    child = {f"{what}_child_places": count.T for what, count in counts.items()}
    return child | {f"{what}_parent_places": count for what, count in counts.items()}


def _views(readings: Sequence[Reading], sides: Sequence[Side]) -> dict[str, Table]:
    """For each pair ``[witness, partner]``, as the witness sees it, a number for each of `_VIEWS`."""
    count = len(readings)
    views = {name: np.zeros((count, count)) for name in _VIEWS}
    for row, side in enumerate(sides):
        if side.partners:
            for name, values in _view(side, readings[row].quoted).items():
                views[name][row, side.partners] = values
    return views


def _view(side: Side, quoted: Flags) -> dict[str, Table]:
    """How much a witness shares with each partner, what else it has, and where.

    `singular` and `attested` count the places inside the passages where the partner has another wording: at
    those nobody else has the witness's, or somebody has. `contested` counts those where it has the witness's
    and another partner has not. `head`, `tail` and `middle` count what the partner
    lacks before, behind and between the passages, `breaks` the places in between, and `quoted` is the
    share of the common words that stands in quotation marks.
    """
    anywhere, place = side.equal.any(axis=0), np.arange(side.equal.shape[1], dtype=np.int32)
    differs, outside = side.inside & ~side.equal, ~side.inside
    first = side.equal.argmax(axis=1)[:, None].astype(np.int32)
    last = place[-1] - side.equal[:, ::-1].argmax(axis=1)[:, None].astype(np.int32)
    middle = outside & (place > first) & (place < last)
    shared = _sum(side.equal)
    return {
        "shared": shared,
        "singular": places(differs & ~anywhere),
        "attested": places(differs & anywhere),
        "head": _sum(outside & (place < first)),
        "tail": _sum(outside & (place > last)),
        "middle": _sum(middle),
        "breaks": places(middle),
        "quoted": _sum(side.equal & quoted) / shared,
        "contested": places(side.equal & differs.any(axis=0)),
    }


def _sum(flags: Flags) -> Table:
    return np.asarray(flags.sum(axis=1), np.float64)


def places(flags: Flags) -> Table:
    """The number of runs in each row."""
    return _sum(flags[:, 1:] > flags[:, :-1]) + flags[:, 0]


def _kinship(shared: Table, lengths: Table, used: Table) -> dict[str, Table]:
    """How much of each a pair shares, and whether a third one stands between them."""
    most = shared.max(axis=0)
    return {
        "shared": np.log1p(shared),
        "share_child": shared / lengths[None, :],
        "share_parent": shared.T / lengths[:, None],
        "cover": shared / used[None, :],
        "behind_child": np.log1p(most[None, :] - shared),
        "behind_parent": np.log1p(np.maximum(most[:, None] - shared.T, 0)),
        "between": np.log1p(_between(shared)),
    }


def _between(shared: Table) -> Table:
    """By how many words the best third witness shares more with both than they share with each other."""
    found = np.zeros_like(shared)
    for child in range(len(shared)):
        near = np.flatnonzero(shared[:, child])
        ours, theirs = shared[near, child], shared[np.ix_(near, near)].T
        gain = np.minimum(ours[None, :] - ours[:, None], theirs - shared[child, near][:, None])
        found[near, child] = np.where(theirs > 0, gain, 0).max(axis=1, initial=0)
    return found


def _credits(readings: Sequence[Reading]) -> dict[str, Table]:
    mark = np.array([one.credited for one in readings], np.float64)
    return {
        "credit_child": np.outer(1 - mark, mark),
        "credit_parent": np.outer(mark, 1 - mark),
        "credit_both": np.outer(mark, mark),
    }


def _of_each(name: str, values: Table) -> dict[str, Table]:
    shape = (len(values), len(values))
    return {
        f"{name}_child": np.broadcast_to(values[None, :], shape),
        f"{name}_parent": np.broadcast_to(values[:, None], shape),
    }


def _dates(periods: Sequence[Period | None]) -> dict[str, Table]:
    """Which of two came out later, and by how many hours; those of one day, without the hour, are level."""
    start = np.array([one.start if one else np.nan for one in periods])
    end = np.array([one.end if one else np.nan for one in periods])
    after = (start[None, :] - end[:, None]) / HOUR
    later, earlier = after >= 0, after.T >= 0
    unknown = np.isnan(start)[None, :] | np.isnan(start)[:, None]
    return {
        "later": later.astype(np.float64),
        "later_by": np.log1p(np.where(later, after, 0)),
        "later_by_squared": np.log1p(np.where(later, after, 0)) ** 2,
        "earlier": earlier.astype(np.float64),
        "earlier_by": np.log1p(np.where(earlier, after.T, 0)),
        "undated": unknown.astype(np.float64),
        "same_time": (~unknown & ~later & ~earlier).astype(np.float64),
    }


def _naming(readings: Sequence[Reading], there: Flags) -> dict[str, Table]:
    """Whether the child names the parent's outlet or agency, or the other way round."""
    found = np.zeros(there.shape)
    for parent, child in np.argwhere(there).tolist():
        found[parent, child] = names(readings[child].witness, readings[parent].witness)
    return {"child_names": found, "parent_names": found.T}


def _roots(
    readings: Sequence[Reading], views: dict[str, Table], used: Table, dates: dict[str, Table]
) -> Table:
    """What speaks for having the text from nobody here, and the best partner that came out earlier."""
    shared = views["shared"].T
    company = (shared > 0).sum(axis=0)
    earlier = np.where(dates["later"] > 0, shared, 0.0).max(axis=0)
    dated = np.array([one.period is not None for one in readings])
    columns = {
        "one": np.ones(len(readings)),
        "borrowed": used / [max(len(one), 1) for one in readings],
        "shared": np.log1p(shared.max(axis=0)),
        "length": np.log([max(len(one), 1) for one in readings]),
        "credit": np.array([one.credited for one in readings], np.float64),
        "company": np.log1p(company),
        "quoted": views["quoted"].sum(axis=1) / np.maximum(company, 1),
        "first": (dated & (earlier == 0)).astype(np.float64),
        "best_earlier": earlier / used,
        "undated": (~dated).astype(np.float64),
        "kin": _kin(readings, views),
        "family": np.full(len(readings), np.log1p(len(readings))),
    }
    return np.stack([columns[name] for name in ROOT], axis=-1)


def _kin(readings: Sequence[Reading], views: dict[str, Table]) -> Table:
    """The largest share of words outside quotation marks that one of a pair has in common with the other.

    Of those whose own words are the same at most one has them from nobody.
    """
    lengths = np.array([max(len(one), 1) for one in readings], np.float64)
    own = views["shared"] * (1 - views["quoted"]) / np.minimum(lengths[None, :], lengths[:, None])
    return np.asarray(np.minimum(own, own.T).max(axis=1), np.float64)
