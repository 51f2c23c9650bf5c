"""Which of the signs of a change are believed: weights over all that rules and departures found in a pair.

The options are that nothing changed, and each effect for which anything was found. How likely each is follows
from the sum of its signs' weights (a conditional logit, McFadden 1974); the weights are in ``bending.toml``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.wording import Word, Wording
from reportedly.records import Effect

FIRM = "firm"
"""The table of weights that all effects share where a rule found them, and not only a departure."""
_NEAR = 0.6  # what counts as neither near the witness's words nor far from them
_OWN_FRAME = 5  # content words that the witness has not
_OWN_FRAME_APART = 3  # the same, where hardly any other stands outside the marks
_MOSTLY = 0.75
_SEVERAL, _MANY = 4, 6  # findings, beyond which more of them say no more

Signs = tuple[tuple[str, str, float], ...]
"""Table, name and value of each sign."""


@dataclass(frozen=True, slots=True)
class Option:
    """One effect with its signs and what was found for it, by rules first; `NONE` is that nothing changed.

    `firm` says that a rule found it.
    """

    effect: Effect
    signs: Signs
    findings: tuple[Finding, ...] = ()
    firm: bool = False


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How a relay as a whole is like its witness: shares; `length` is 1 where it is no shorter."""

    near: float
    indirect: float
    unquoted: float
    lost: float
    new: float
    new_words: float
    likeness: float
    length: float


def judged(pair: Pair, firm: Sequence[Finding], loose: Sequence[Finding]) -> list[Finding]:
    """The findings that are believed, each effect once, in the order of effects. The main one is the
    likeliest, if it is likelier than that nothing changed; what rules found besides is told where that holds
    for it too and it comes behind in that order.

    Of a relay that sets the words in a frame of its own the rules are believed, in the order of effects: what
    was learned from relays that keep to the witness's frame says nothing there.
    """
    if framed_anew(pair):
        by_effect = {one.effect: one for one in reversed(firm)}
        return [by_effect[effect] for effect in Effect if effect in by_effect]
    nothing, *found = options(pair, firm, loose)
    scores, least = [_score(option) for option in found], _score(nothing)
    if max(scores, default=least) <= least:
        return []
    main = found[max(range(len(found)), key=scores.__getitem__)]
    behind = found.index(main) + 1
    others = zip(scores[behind:], found[behind:], strict=True)
    return [_telling(main), *(_telling(one) for score, one in others if one.firm and score > least)]


def framed_anew(pair: Pair) -> bool:
    """Whether a relay has so much outside the marks that the witness has not, or so little that it has, that
    it tells a tale of its own.
    """
    frame = [w for w in _said(pair, pair.b) if not w.quoted]
    new = sum(not pair.pairing.has(w) for w in frame)
    apart = new >= _MOSTLY * len(frame) and any(w.quoted for w in pair.b.told)
    return new >= (_OWN_FRAME_APART if apart else _OWN_FRAME)


def options(pair: Pair, firm: Sequence[Finding], loose: Sequence[Finding]) -> list[Option]:
    """That nothing changed, then each effect that was found, in the order of effects."""
    like = _likeness(pair)
    told = [_of_effect(effect, like, firm, loose) for effect in Effect if effect is not Effect.NONE]
    rules, departures = ({(one.effect, one.rule) for one in found} for found in (firm, loose))
    counted = (
        ("rules", min(len(rules), _SEVERAL) / _SEVERAL),
        ("ruled", float(bool(rules))),
        ("departures", min(len(departures), _MANY) / _MANY),
    )
    shares = ((name, getattr(like, name)) for name in _Likeness.__slots__)
    signs = (*shares, *counted)
    none = Option(Effect.NONE, tuple((Effect.NONE.value, *sign) for sign in signs))
    return [none, *(option for option in told if option.findings)]


def _of_effect(effect: Effect, like: _Likeness, firm: Sequence[Finding], loose: Sequence[Finding]) -> Option:
    ruled = [one for one in firm if one.effect is effect]
    departed = [one for one in loose if one.effect is effect]
    about = (("one", 1.0), ("indirect", like.indirect), ("near", like.near - _NEAR), ("new", like.new))
    signs = [(effect.value, *sign) for sign in about]
    if ruled:
        signs += [(FIRM, *sign) for sign in about] + [(effect.value, FIRM, 1.0)]
    signs += [(effect.value, name, 1.0) for name in sorted({one.rule for one in (*ruled, *departed)})]
    # The same departure says more of a relay that keeps the witness's words than of one that tells them anew.
    signs += [
        (effect.value, f"near: {name}", like.near - _NEAR) for name in sorted({d.rule for d in departed})
    ]
    return Option(effect, tuple(signs), (*ruled, *departed), bool(ruled))


def _likeness(pair: Pair) -> _Likeness:
    a, b = (Counter(w.form for w in side.told) for side in (pair.a, pair.b))
    ours, theirs = (_said(pair, side) for side in (pair.a, pair.b))
    lost = sum(not pair.kept(w.at) for w in ours)
    new = sum(not pair.pairing.has(w) for w in theirs)
    quoted = [any(w.quoted for w in side.told) for side in (pair.a, pair.b)]
    return _Likeness(
        near=(a & b).total() / max(1, a.total(), b.total()),
        indirect=float(quoted[0] and not quoted[1]),
        unquoted=float(not quoted[0]),
        lost=lost / max(1, len(ours)),
        new=new / max(1, len(theirs)),
        new_words=min(new, _MANY) / _MANY,
        likeness=pair.pairing.likeness,
        length=min(1.0, b.total() / max(1, a.total())),
    )


def _said(pair: Pair, side: Wording) -> list[Word]:
    """The content words but for those that name the speaker, and the cue."""
    away = {*pair.speaker(side).words, pair.speaker(side).cue}
    return [w for w in side.told if w.content and w.at not in away]


def _telling(option: Option) -> Finding:
    """What is shown for an effect: what its rules found first, else the departure that weighs most."""
    if option.firm:
        return option.findings[0]
    table = _weights().get(option.effect.value, {})
    return max(option.findings, key=lambda one: table.get(one.rule, 0.0))


def _score(option: Option) -> float:
    return sum(_weights().get(table, {}).get(name, 0.0) * value for table, name, value in option.signs)


@cache
def _weights() -> dict[str, dict[str, float]]:
    return load("bending")
