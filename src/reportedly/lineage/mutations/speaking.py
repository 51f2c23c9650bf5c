"""Who is made to say it: the subject of the outermost cue, its names, its roles, and how high it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.concepts import concept, folded
from reportedly.lineage.mutations.lexicon import RANKS, acts, calendar, matches, ranks
from reportedly.lineage.mutations.wording import Word, Wording

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "parataxis")
# Wanting and fearing are told of somebody; they make him the speaker only where no speech verb does.
_INNER = frozenset({"want", "believe", "fear", "predict", "promise", "demand", "show"})
_LOW = frozenset({"paper", "person"})
_PEOPLE = frozenset({"some", "many", "several", "others", "one"})  # "some in the council"
_ACCUSED = 8  # words behind a cue among which its object stands
_OF = frozenset({"of", "for"})
_CUED = tuple[int, list[int]]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source phrase as word numbers, with its names, and its roles, places and head as concepts.

    `rank` is ``paper``, ``person``, ``chief``, ``organ``, ``whole`` (a state, a government) or ``""``;
    `opposed` says that the phrase names an opposition, rebels, a rival; `beside` are the names that only say
    of what or where the speaker is: "members of the Karsk council".
    """

    words: tuple[int, ...] = ()
    cue: int | None = None
    names: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    rank: str = ""
    opposed: bool = False
    head: str = ""
    beside: frozenset[str] = frozenset()


def speaker(side: Wording) -> Speaker:
    """The one whom the relay makes the speaker; one without words where no cue is found."""
    found = _candidates(side)
    if not found:
        return Speaker()
    named = [c for c in found if any(_name(side.words[w]) for w in c[1])]
    plain = [c for c in found if not side.words[c[1][-1]].tag.startswith("PRP")]
    cue, words = min(named or plain or found, key=lambda c: (_weight(side, c[0]), c[0]))
    return _described(side, cue, _whole_name(side, words))


def same(a: Speaker, b: Speaker, a_side: Wording, b_side: Wording) -> bool:
    """Whether both relays name the same speaker; unknown counts as the same."""
    if not a.words or not b.words:
        return True
    if a.names & b.names:
        own = bool(a.names & b.names - a.beside - b.beside)
        return not _moved(a, b) and (own or a.head == b.head or _alike(a, b))
    if _party(a_side, a, b_side, b):
        return False
    if (a.names and _named_in(b_side, a.names)) or (not a.names and _named_in(a_side, b.names)):
        return True
    if b_side.words[b.words[-1]].tag.startswith("PRP"):
        return True
    if a.names:
        alike = bool(a.roles & b.roles) and not b.places - a.places and a.rank == b.rank
        return alike and not b.names
    return (a.head == b.head or _written(a, b)) and not _apart(a, b)


def _party(side: Wording, who: Speaker, other_side: Wording, other: Speaker) -> bool:
    """Whether the other one is somebody of whom the speaker tells, and tells of him: "accused the rebels" ->
    "the rebels accused him of X".
    """
    told = {w.concept for w in side.told if w.noun and w.at not in who.words}
    if not who.names or other.names & who.names or other.cue is None or other.head not in told:
        return False
    # Right before the cue, and his accuser right behind it: a parse may lose who is whose object.
    behind = other_side.words[other.cue + 1 : other.cue + 1 + _ACCUSED]
    accused = any(w.form in who.names and not w.quoted for w in behind)
    return accused and other.words[-1] == other.cue - 1


def _alike(a: Speaker, b: Speaker) -> bool:
    """Whether two that share no name of their own may be one: of one rank and trade, or a paper's author."""
    return (bool(a.roles & b.roles) and a.rank == b.rank) or _written(a, b)


def _written(a: Speaker, b: Speaker) -> bool:
    return "paper" in (a.rank, b.rank) and bool(a.roles & b.roles)


def shifted(a: Speaker, b: Speaker) -> bool:
    """Whether the two stand on different levels of one camp: institute and state, aide and chief."""
    if _moved(a, b) and not a.places & b.places:
        return not _apart(a, b)
    if a.places and b.places - a.places and b.rank == "chief":
        return False
    if a.opposed or b.opposed or _apart(a, b):
        return False
    return (a.rank in _LOW) != (b.rank in _LOW) or ("whole" in (a.rank, b.rank) and a.rank != b.rank)


def opponents(a: Speaker, b: Speaker) -> bool:
    """Whether the two stand on different sides: government and opposition, two states."""
    return a.opposed != b.opposed or _apart(a, b)


def _apart(a: Speaker, b: Speaker) -> bool:
    return bool(a.places and b.places and not a.places & b.places)


def _moved(a: Speaker, b: Speaker) -> bool:
    """Whether one name is given to another camp, or an outside expert's to an office."""
    outside = _is(a, "outside") and not _is(a, "office") and not _is(b, "outside") and _is(b, "office")
    return (_apart(a, b) and bool(a.roles & b.roles)) or outside


def _is(one: Speaker, kind: str) -> bool:
    return bool(one.roles & _kind(kind))


@cache
def _kind(name: str) -> frozenset[str]:
    return frozenset(concept(folded(word)) for word in load("bends")["source"][name])


def _named_in(side: Wording, names: frozenset[str]) -> bool:
    return any(word.form in names and not word.quoted for word in side.told)


def _weight(side: Wording, cue: int) -> int:
    """Lowest is best: the sentence of a quotation first, "according to" before all, speech before thought,
    outer before inner; who translated it is not who said it.
    """
    word = side.words[cue]
    if word.form == "according":
        translated = matches(side.words[cue : cue + 8], "translation", "words")
        return 200 if translated else len(side.above(cue)) - 20
    inner = acts().get(word.stem) in _INNER
    quoting = any(w.quoted and w.sentence == word.sentence for w in side.words) or not side.quotations
    return 100 * (not quoting) + 10 * inner + len(side.above(cue))


def _candidates(side: Wording) -> list[_CUED]:
    """Each cue with its source phrase; where there is no cue, whoever does what the first sentence tells."""
    found = []
    for word in side.told:
        if word.form == "according" and not word.quoted:
            found.append((word.at, _phrase_after(side, word.at)))
        elif word.verb and word.stem in acts() and not word.quoted:
            found.append((word.at, _subject(side, word.at) or _beside_cue(side, word.at)))
        elif _mistaken(side, word):
            found.append((word.at, _right_before(side, word.at)))
    found = [c for c in found if c[1]] or _into_marks(side)
    return found + _before_colon(side) or _doers(side)


def _beside_cue(side: Wording, cue: int) -> list[int]:
    """ "…," said X, and "…," X said: the nouns beside the cue, whatever a parse makes of them."""
    before = side.before(cue)
    if before is None or side.words[cue].tag not in ("VBD", "VBZ"):
        return []
    if before.quoted:
        return _run_of_nouns(side, range(cue + 1, len(side.words)))
    found = _run_of_nouns(side, range(cue - 1, -1, -1))
    first = side.before(found[0]) if found else None
    parted = first is None or first.quoted or "," in side.between(first.at, found[0])
    return found if parted else []


def _run_of_nouns(side: Wording, numbers: range) -> list[int]:
    found: list[int] = []
    for at in numbers:
        word = side.words[at]
        nominal = word.tag.startswith(("NN", "JJ")) or word.tag in ("DT", "PRP") or word.form in _OF
        if word.quoted or not nominal or (found and "," in side.between(*sorted((at, found[-1])))):
            break
        found.append(at)
    return sorted(found)


def _mistaken(side: Wording, word: Word) -> bool:
    """Whether a cue is taken for a noun: "the government estimates that"."""
    after, first = side.after(word.at), word.stem in acts() and word.tag == "NNS" and not word.quoted
    return first and word.dep == "ROOT" and after is not None and after.form == "that"


def _right_before(side: Wording, cue: int) -> list[int]:
    return _run_of_nouns(side, range(cue - 1, -1, -1))


def _into_marks(side: Wording) -> list[_CUED]:
    """The council "urges that ...": the cue itself stands within the marks."""
    verbs = [w.at for w in side.told if w.quoted and w.verb and w.stem in acts()]
    found = [(at, _subject(side, at)) for at in verbs]
    return [(at, words) for at, words in found if words and not any(side.words[n].quoted for n in words)]


def _doers(side: Wording) -> list[_CUED]:
    roots = [w.at for w in side.told if w.head == w.at and w.verb and not w.quoted]
    return [(at, words) for at in roots[:1] if (words := _subject(side, at))]


def _before_colon(side: Wording) -> list[_CUED]:
    """ "X, in an address: ..." without a verb."""
    found = []
    for quotation in side.quotations:
        before = [w for w in side.told if w.end <= quotation.start]
        if before and ":" in side.text[before[-1].end : quotation.start]:
            mine = [w for w in before if w.sentence == before[-1].sentence and not w.quoted]
            if mine and not any(w.verb and w.stem in acts() for w in mine):
                found.append((mine[-1].at, [w.at for w in mine]))
    return found


def _subject(side: Wording, cue: int) -> list[int]:
    """The source phrase of a verb: its subject, or that of the verb whose subject it shares."""
    at = cue
    for _ in range(4):
        subjects = [c for c in side.children[at] if side.words[c].dep in _SUBJECTS]
        if subjects:
            subject = max((c for c in subjects if c < at), default=subjects[0])
            return _noun_phrase(side, _antecedent(side, subject))
        if side.words[at].dep not in ("conj", "xcomp", "advcl", "acl", "pcomp", "relcl"):
            break
        at = side.words[at].head
        if side.words[at].noun:
            return _noun_phrase(side, at)
    return []


def _antecedent(side: Wording, subject: int) -> int:
    if side.words[subject].tag not in ("WP", "WDT"):
        return subject
    above = next((a for a in side.above(subject) if side.words[a].dep == "relcl"), None)
    return subject if above is None else side.words[above].head


def _phrase_after(side: Wording, at: int) -> list[int]:
    """ "according to X": X."""
    for preposition in [*side.children[at], at]:
        noun = side.child(preposition, "pobj")
        if noun is not None:
            return _noun_phrase(side, noun)
    return [w.at for w in side.words[at + 2 : at + 6] if not w.quoted]


def _noun_phrase(side: Wording, top: int) -> list[int]:
    """A noun with its names and descriptions, without clauses and without quoted words."""
    found, open_ = set[int](), [top]
    while open_:
        at = open_.pop()
        if at not in found and (at == top or not side.words[at].quoted):
            found.add(at)
            open_ += [c for c in side.children[at] if side.words[c].dep not in _CLAUSES]
    return sorted(found)


def _whole_name(side: Wording, words: list[int]) -> tuple[int, ...]:
    """With the nouns and names that stand right beside the phrase: a parse may cut a title from its name."""
    first, last = words[0], words[-1]
    while last + 1 < len(side.words) and _beside(side, last, last + 1):
        last += 1
    while first and _beside(side, first - 1, first) and side.words[first - 1].capital:
        first -= 1
    return tuple(sorted({*words, *range(first, words[0]), *range(words[-1] + 1, last + 1)}))


def _beside(side: Wording, left: int, right: int) -> bool:
    pair = (side.words[left], side.words[right])
    nominal = all(not w.quoted and w.tag.startswith(("NN", "JJ")) for w in pair)
    return nominal and not side.between(left, right).strip()


def _name(word: Word) -> bool:
    named = word.capital and not word.place and word.tag.startswith("NNP") and word.stem not in ranks()
    return named and not any(word.form in calendar(kind) for kind in ("months", "weekdays"))


def _described(side: Wording, cue: int, numbers: tuple[int, ...]) -> Speaker:
    words = [side.words[n] for n in numbers]
    nouns = [w for w in words if w.tag.startswith(("NN", "JJ")) and not w.place and not _name(w)]
    inside = set(numbers)
    tops = [w for w in words if w.head not in inside or w.head == w.at]
    return Speaker(
        words=numbers,
        cue=cue,
        names=frozenset(w.form for w in words if _name(w)),
        roles=frozenset(w.concept for w in nouns),
        places=frozenset(w.concept for w in words if w.place),
        rank="person" if (tops or words)[0].form in _PEOPLE else _rank(words),
        opposed=bool(matches(words, "source", "opponents")),
        head=(tops or words)[0].concept,
        beside=frozenset(w.form for w in words if _name(w) and _of_what(side, w, inside)),
    )


def _of_what(side: Wording, word: Word, inside: set[int]) -> bool:
    """Whether a word stands behind a preposition that hangs on another word of the phrase."""
    objects = (side.words[n] for n in (word.at, *side.above(word.at)) if side.words[n].dep == "pobj")
    return any({o.at, o.head, side.words[o.head].head} <= inside for o in objects)


def _rank(words: Sequence[Word]) -> str:
    """The lowest role decides: a chancellery's adviser is an adviser. A place alone is the state."""
    roles = [w for w in words if w.stem in ranks()]
    if not roles and words and all(w.place or not w.content for w in words):
        return "whole"
    own = [w for w in roles if w.dep not in ("poss", "pobj")]
    found = {ranks()[w.stem] for w in own or roles}
    return next((rank for rank in RANKS if rank in found), "")
