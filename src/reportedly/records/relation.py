"""Between two states: formal ties as imported files have them, what they do and say, and how that reads."""

from msgspec import Struct

from reportedly.records.identity import content_id


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
    """The year of a roll call, from a file that dates what another one counts."""

    id: str
    call: str
    year: int
    resolution: str | None
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
    """The id of a row from an imported file: what it is about, and the file."""
    return content_id("i", *parts)
