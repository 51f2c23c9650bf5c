"""Between two states: formal ties as imported files have them, what they do and say, and how that reads."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.event import Root, Status
from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Ballots(Struct, frozen=True):
    """How one state voted in the UN General Assembly in one year.

    `state` is its ISO 3166-1 alpha-3 code, or that of ISO 3166-3 for a state that is no more. `calls` are the
    numbers of the roll calls, `votes` has a letter for each of them: ``y`` yes, ``a`` abstain, ``n`` no;
    absences are left out. `year` is None where the file does not date its roll calls. `file` is its name.
    """

    id: str
    state: str
    year: int | None
    calls: tuple[str, ...]
    votes: str
    file: str


class RollCall(Struct, frozen=True):
    """When a roll call was taken and on what, from a file that dates what another one counts, or from the
    file of votes itself. `date` is a day (ISO 8601), `title` what the file says that it was about."""

    id: str
    call: str
    year: int
    date: str | None
    resolution: str | None
    title: str | None
    file: str


class IdealPoint(Struct, frozen=True):
    """Where a model of the votes (Bailey, Strezhnev and Voeten 2017) puts a state in one session: no unit."""

    id: str
    state: str
    session: int
    year: int
    point: float
    file: str


class Alliance(Struct, frozen=True):
    """What two states owe each other by treaty in a run of years, as ATOP codes it; `a` is before `b`.

    Each obligation stands for itself: to defend, to join an attack, to stay neutral, not to attack, to
    consult. `treaties` are the numbers of the treaties there.
    """

    id: str
    a: str
    b: str
    first: int
    last: int
    defence: bool
    offence: bool
    neutrality: bool
    nonaggression: bool
    consultation: bool
    treaties: tuple[str, ...]
    file: str


class Membership(Struct, frozen=True):
    """A state's full membership in a body of many states, in a run of years of the file.

    Before 1965 the Correlates of War file has every fifth year; a run goes from one of its years to the next.
    """

    id: str
    state: str
    body: str
    first: int
    last: int
    file: str


def tie_id(*parts: str | int | None) -> str:
    """The id of an imported row: what it is about, so that of two files that have it the later counts."""
    return content_id("i", *parts)


class Direction(StrEnum):
    """Who does it to whom, of a pair ``A-B``: A to B, B to A, each to the other, or both to somebody else."""

    FORTH = "forth"
    BACK = "back"
    MUTUAL = "mutual"
    TOGETHER = "together"


class Indicator(StrEnum):
    """Korolev's seven indicators of military cooperation (2019), from the lowest rung to the highest."""

    CONFIDENCE = "confidence"
    CONSULTATIONS = "consultations"
    TECHNOLOGY = "technology"
    EXERCISES = "exercises"
    COMMAND = "command"
    TROOPS = "troops"
    POLICY = "policy"


class Bearing(StrEnum):
    """How an event bears on an indicator: it is the thing done, it brings it nearer, or it speaks against."""

    DONE = "done"
    AHEAD = "ahead"
    AGAINST = "against"
    UNSURE = "unsure"


class Fate(StrEnum):
    """What became of a plan. LIKELY: a deed of its kind took place about its day, and no text says that it is
    the planned one. OVERDUE: its day has passed, and nothing here tells of it."""

    CARRIED_OUT = "carried out"
    LIKELY = "likely carried out"
    CALLED_OFF = "called off"
    OVERDUE = "overdue"
    OPEN = "open"


class Dealing(Struct, frozen=True):
    """An event as it concerns one pair of states: what they do to, with or beside each other.

    `pair` is their codes in the order of the alphabet (``CHN-RUS``), `direction` is seen from the first.
    `root`, `mode`, `status`, `date`, `day` and `reported` are the event's; `month` (``2031-03``) is where it
    stands in plots and quarters, None where it is known to no more than a year. `ahead` counts its mentions
    that put it as yet to come, `against` those that deny it, `tellings` the articles that tell it in words of
    their own, `origins` the independent origins behind them. `basis` says how the pair was known: its states
    are ``named``, or ``the two`` of a text that opens with two, or the text only ``opens with`` them, which
    is a guess. `article` holds the mention that is shown, `trigger` its words and `sentence` what stands
    around them. `indicator` is the one of military cooperation that the event bears on, by the words of
    `sign`, a part of the sentence; all three None where it bears on none. `fate` is what became of it where
    it is or was a plan, else None; `outcome` is the dealing that carried it out, if another one likely did.
    """

    id: str
    pair: str
    event: str
    direction: Direction
    root: Root
    mode: str | None
    status: Status
    date: str | None
    day: str | None
    reported: str | None
    month: str | None
    ahead: int
    against: int
    tellings: int
    origins: int
    basis: str
    article: str
    trigger: Span
    sentence: Span
    indicator: Indicator | None = None
    bearing: Bearing | None = None
    sign: Span | None = None
    fate: Fate | None = None
    outcome: str | None = None


class Address(StrEnum):
    """To whom a statement on a pair of states goes: one to the other, one about it, or of a third on both."""

    TO = "to"
    ABOUT = "about"
    OUTSIDE = "outside"


class Tone(StrEnum):
    """Whether a statement's words speak for the other state, against it, both, or neither."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    NEITHER = "neither"


class Remark(Struct, frozen=True):
    """A statement as it concerns one pair of states.

    `speaker` is the code of the state that speaks, None where it is no state; `address` says how it concerns
    the pair. `act` and `negated` are the statement's. `tone` is read from `tone_words`, words of cue and
    content. `utterance` is the same for the same words of the same speaker; `repeats` is the earliest remark
    on the pair that has it, None where this is that one. `basis` says how the pair was known: its names, or
    "the two" of a text that opens with two. `indicator` and `sign` are as in a dealing.
    """

    id: str
    pair: str
    statement: str
    article: str
    speaker: str | None
    address: Address
    act: str
    tone: Tone
    negated: bool
    day: str | None
    utterance: str
    basis: str
    words: Span
    tone_words: tuple[Span, ...] = ()
    indicator: Indicator | None = None
    sign: Span | None = None
    repeats: str | None = None


def pair_of(one: str, other: str) -> str:
    """The name of a pair of states: ``pair_of("RUS", "CHN") == "CHN-RUS"``."""
    return "-".join(sorted((one, other)))


def dealing_id(event: str, pair: str) -> str:
    """The id of a dealing: its event and its pair."""
    return content_id("g", event, pair)


def remark_id(statement: str, pair: str) -> str:
    """The id of a remark: its statement and its pair."""
    return content_id("l", statement, pair)
