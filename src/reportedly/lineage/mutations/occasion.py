"""The same utterance, a translation of it, or another one: another time, place, audience or speaker."""

from dataclasses import dataclass

from reportedly.lineage.mutations.findings import Pair
from reportedly.lineage.mutations.lexicon import Match, acts, calendar, matches
from reportedly.lineage.mutations.wording import Word, Wording, grammar
from reportedly.records import Utterance

_OWN_WORDS = 0.8  # below this share of common words another speaker speaks for himself
_TRANSLATED, _TRANSLATION = 0.4, 0.75  # the same for two translations; where one says that it is one
_BESIDE = 2  # words between "again" and the cue: "said again"
_SHORTEST = 4
_CLAUSES = frozenset({"ccomp", "xcomp", "relcl", "acl", "nsubj", "nsubjpass", "advcl"})
_OCCASIONS = frozenset({"after", "before", "during", "following"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, and the words (numbers) of the witness and of the relay that tell."""

    utterance: Utterance
    a: tuple[int, ...] = ()
    b: tuple[int, ...] = ()
    rule: str = ""


def verdict(pair: Pair) -> Verdict:
    """Whether the relay tells the witness's utterance."""
    if not pair.one_speaker:
        return _of_another(pair)
    other = _other_time(pair) or _other_occasion(pair) or (not pair.one_wording and _other_scene(pair))
    if other:
        return other
    if _translated(pair):
        return Verdict(Utterance.TRANSLATED, rule="other words throughout")
    return Verdict(Utterance.SAME)


def _of_another(pair: Pair) -> Verdict:
    """Another speaker: with his own scene or wording it is another utterance, else a wrong attribution."""
    echo = matches([w for w in pair.b.told if not w.quoted], "occasion", "echo")
    echo = [m for m in echo if not all(_same_frame(pair, n) for n in m)]
    if echo:
        return Verdict(Utterance.OTHER, (), echo[0], "echo")
    new = _scene(pair, pair.b)
    if not pair.one_wording and len(new) > len(_common(pair)) // 2:
        return Verdict(Utterance.OTHER, (), _numbers(new), "own scene")
    replaced = any(w.content for _, b, _ in pair.gaps for w in b)
    if pair.pairing.pieces and (replaced or pair.pairing.likeness < _OWN_WORDS):
        return Verdict(Utterance.OTHER, (), pair.b_speaker.words, "own words")
    return Verdict(Utterance.SAME)


def _same_frame(pair: Pair, at: int) -> bool:
    """Whether the frame of the witness has a word of the relay's frame as well: both "replied"."""
    form = pair.b.words[at].form
    return any(w.form == form and not w.quoted for w in pair.a.told)


def _numbers(words: list[Word]) -> tuple[int, ...]:
    return tuple(word.at for word in words)


def _common(pair: Pair) -> set[str]:
    """What the frames have in common, as concepts."""
    ours, theirs = ({w.concept for w in pair.frame(side)} for side in (pair.a, pair.b))
    return ours & theirs


def _scene(pair: Pair, side: Wording) -> list[Word]:
    """Nouns and figures of one frame that the other side does not have anywhere."""
    known = {w.concept for w in (pair.a if side is pair.b else pair.b).told}
    things = (w for w in pair.frame(side) if w.noun or w.tag == "CD")
    return [w for w in things if w.concept not in known and w.stem not in acts()]


def _other_time(pair: Pair) -> Verdict | None:
    """Another month than the witness names (else than that of print), or words for another time."""
    ours, theirs = (_months(side, pair.speaker(side).cue) for side in (pair.a, pair.b))
    spoken = {w.form for w in pair.a.told if w.quoted or w.tag.startswith("NNP")}
    new = [w for w in theirs if w.form not in spoken]
    day = pair.a.date or ""
    if not ours and new and day[5:7].isdigit() and 1 <= int(day[5:7]) <= 12:
        printed = calendar("months")[int(day[5:7]) - 1]
        if printed not in {w.form for w in new}:
            return Verdict(Utterance.OTHER, (), _numbers(new), "other month than that of print")
    if ours and new and not {w.form for w in ours} & {w.form for w in new}:
        return Verdict(Utterance.OTHER, _numbers(ours), _numbers(new), "other month")
    for match in matches([w for w in pair.b.told if not w.quoted], "occasion", "past"):
        if not _known(pair, match):
            return Verdict(Utterance.OTHER, (), match, "earlier or later")
    return None


def _months(side: Wording, cue: int | None) -> list[Word]:
    """The months that stand outside the marks and not in what is told without them: "by the end of May",
    "said the ship had been there since May".
    """
    named = [w for w in side.told if not w.quoted and w.form in calendar("months")]
    named = [w for w in named if w.form != "may" or w.tag.startswith("NNP")]
    return [w for w in named if not _foreseen(side, w) and not _within_what_is_said(side, w, cue)]


def _within_what_is_said(side: Wording, word: Word, cue: int | None) -> bool:
    """Whether a word stands behind the cue that it hangs on, with a clause between."""
    if cue is None or word.at < cue or cue not in side.above(word.at):
        return False
    return not _of_saying(side, word, cue)


def _foreseen(side: Wording, word: Word) -> bool:
    """Whether a word says when something may, will or should be."""
    verb = next((side.words[n] for n in side.above(word.at) if side.words[n].verb), None)
    return verb is not None and bool(side.helpers(verb.at) & grammar("modals"))


def _known(pair: Pair, match: Match) -> bool:
    """Whether the witness has the same words; "again" also counts where it belongs to what is said."""
    word, cue = pair.b.words[match[0]], pair.b_speaker.cue
    if word.form == "again" and cue is not None and word.head != cue and abs(word.at - cue) > _BESIDE:
        return True
    forms = {w.form for w in pair.a.told}
    if word.form == "again" and any(f"re{w.stem}" in {x.stem for x in pair.a.told} for w in pair.b.told):
        return True  # "reopen" is "open again"
    return all(pair.b.words[n].form in forms for n in match)


def _other_occasion(pair: Pair) -> Verdict | None:
    """Said after one thing, and said after another."""
    ours, theirs = _occasion(pair.a), _occasion(pair.b)
    if ours and theirs and not {w.concept for w in ours} & {w.concept for w in theirs}:
        return Verdict(Utterance.OTHER, _numbers(ours), _numbers(theirs), "other occasion")
    return None


def _occasion(side: Wording) -> list[Word]:
    """What it was said after, before or during, outside the marks."""
    preps = [w.at for w in side.told if not w.quoted and w.form in _OCCASIONS and w.dep == "prep"]
    return [side.words[n] for at in preps for n in side.below(at) if side.words[n].content]


def _other_scene(pair: Pair) -> Verdict | None:
    """Both tell where, to whom or in what it was said, and they share nothing of it."""
    if matches(pair.b.told, "translation", "words") or not pair.pairing.pieces:
        return None
    ours, theirs = _setting(pair, pair.a), _setting(pair, pair.b)
    if ours and len(theirs) >= 2 and not _common(pair):
        return Verdict(Utterance.OTHER, _numbers(ours), _numbers(theirs), "other scene")
    return None


def _setting(pair: Pair, side: Wording) -> list[Word]:
    """What is new in the frame and belongs to the act of saying."""
    cue = pair.speaker(side).cue
    return [w for w in _scene(pair, side) if cue is None or _of_saying(side, w, cue)]


def _of_saying(side: Wording, word: Word, cue: int) -> bool:
    """Whether a word hangs on the cue, with no clause and no subject between."""
    for at in (word.at, *side.above(word.at)):
        if at == cue:
            return True
        if side.words[at].dep in _CLAUSES:
            return False
    return False


def _translated(pair: Pair) -> bool:
    """Quoted words that hardly repeat the witness's."""
    total = sum(len(piece.words) for piece in pair.pairing.pieces)
    lost = any(w.quoted and w.content and w.at not in pair.pairing.used for w in pair.a.told)
    if not lost or total < _SHORTEST:
        return False
    said = any(matches(side.told, "translation", "words") for side in (pair.a, pair.b))
    return pair.pairing.likeness < (_TRANSLATION if said else _TRANSLATED)
