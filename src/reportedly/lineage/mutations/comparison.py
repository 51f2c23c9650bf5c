"""Two relays compared: the one door of this package."""

from collections.abc import Callable, Iterator

from reportedly.lineage.mutations import (
    anchoring,
    commitment,
    distancing,
    exchanging,
    extent,
    forecasting,
    polarity,
)
from reportedly.lineage.mutations.departures import departures
from reportedly.lineage.mutations.findings import Finding, Pair
from reportedly.lineage.mutations.judging import judged
from reportedly.lineage.mutations.lexicon import matches
from reportedly.lineage.mutations.occasion import Verdict, verdict
from reportedly.lineage.mutations.operations import operations
from reportedly.lineage.mutations.speaking import opponents, shifted, speaker
from reportedly.lineage.mutations.wording import Relay, Wording
from reportedly.records import Comparison, Effect, Mutation, Severity, Utterance, mutation, span


def compare(a: Relay, b: Relay, *, one_speaker: bool = False, one_wording: bool = False) -> Comparison:
    """How the relay `b` tells the utterance of the witness `a`: the same one or not, what was done to the
    words, and every change of meaning with the deciding words of both sides, the main one first.

    What is known from elsewhere counts: `one_speaker` says that both name the same speaker, whatever they
    call him; `one_wording` that the words within the marks are too rare to have been said twice.

    Only the first eight hundred words of each are looked at, so that no text takes long.
    """
    pair = paired(a, b, one_speaker=one_speaker, one_wording=one_wording)
    told = verdict(pair)
    found = [] if told.utterance is Utterance.OTHER else findings(pair)
    return _comparison(pair, told, found)


def paired(a: Relay, b: Relay, *, one_speaker: bool = False, one_wording: bool = False) -> Pair:
    """Two relays with what the rules ask of them, closing sentences of general colour left out."""
    one, other = Wording(a), Wording(b)
    one.drop_asides(other)
    other.drop_asides(one)
    return Pair(one, other, speaker(one), speaker(other), one_speaker=one_speaker, one_wording=one_wording)


def findings(pair: Pair) -> list[Finding]:
    """What is believed of all that rules and departures find, the main effect first, each effect once."""
    firm = [one for rule in RULES for one in rule(pair)]
    return judged(pair, firm, list(departures(pair)))


def _speakers(pair: Pair) -> Iterator[Finding]:
    """Somebody else is made to say it."""
    a, b = pair.a_speaker, pair.b_speaker
    if pair.one_speaker:
        return
    disputed = bool(matches([w for w in pair.a.told if not w.quoted], "source", "disputed"))
    if shifted(a, b):
        yield Finding(Effect.LEVEL_SHIFT, disputed, a.words, b.words, "speaker on another level")
    else:
        against = disputed or opponents(a, b)
        yield Finding(Effect.MISATTRIBUTED, against, a.words, b.words, "other speaker")


# A new effect is a function from a Pair to findings, and a row here.
RULES: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    _speakers,
    polarity.negations,
    polarity.antonyms,
    anchoring.anchors,
    distancing.contexts,
    forecasting.forecasts,
    commitment.conditions,
    commitment.hedges,
    extent.scopes,
    exchanging.entities,
    exchanging.numbers,
)


def _comparison(pair: Pair, told: Verdict, found: list[Finding]) -> Comparison:
    made = tuple(_mutation(pair, one) for one in found)
    if made:
        main = made[0]
        shown = (main.effect, main.severity, made, main.a_words, main.b_words, main.rule)
    else:
        words = (pair.a.spans(told.a), pair.b.spans(told.b))
        shown = (Effect.NONE, Severity.HARMLESS, (), *words, told.rule)
    return Comparison(told.utterance, operations(pair, told.utterance), *shown)


def _mutation(pair: Pair, one: Finding) -> Mutation:
    whole = (span(pair.a.text, 0, len(pair.a.text)), span(pair.b.text, 0, len(pair.b.text)))
    severity = Severity.REVERSES if one.reverses else Severity.SHIFTS
    words = (pair.a.spans(one.a), pair.b.spans(one.b))
    return mutation(pair.a.article, pair.b.article, one.effect, severity, whole, words, one.rule)
