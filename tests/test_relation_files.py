"""Files of votes, treaties and memberships, as their makers publish them: rows, years, states, errors."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.records.relation import Ballots, IdealPoint
from reportedly.relations import (
    Passed,
    agreements,
    allied,
    asked,
    read_alliances,
    read_ideal_points,
    read_memberships,
    read_roll_calls,
    read_votes,
    shared,
    voted,
)
from reportedly.relations.states import by_letters, by_name, by_number

STRUCTURAL = Path(os.environ.get("BENCH", "../shared/bench")) / "structural"
UNVOTES = """"rcid","country","country_code","vote"
3,"Indonesia","ID","yes"
3,"India","IN","no"
4,"Indonesia","ID","abstain"
4,"India","IN","abstain"
9,"Namibia","NA","yes"
"""
ROLL_CALLS = """rcid,session,importantvote,date,unres,amend,para,short,descr
3,1,0,1950-01-01,R/1/66,1,0,AMENDMENTS,"TO ADOPT, AS PROPOSED"
4,1,0,1951-02-02,R/1/79,0,0,SECURITY,"A ""QUOTED"" ONE"
9,NA,0,NA,NA,0,0,,
"""
VOETEN = """rcid\tccode\tsession\tmember\tvote\tCountry\tCountryname\tyear
3.0\t850\t6\t1\t1\tINS\tIndonesia\t1951
3.0\t750\t6\t1\t3\tIND\tIndia\t1951
4.0\t850\t6\t1\t8\tINS\tIndonesia\t1951
5.0\t345\t6\t1\t2\tYUG\tYugoslavia\t1951
5.0\t437\t6\t1\t2\tCDI\tCôte d'Ivoire\t1971
6.0\t850\t6\t1\t9\tINS\tIndonesia\t1951
"""
ATOP = """mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul,atopid1,atopid2
750,850,1951,1,0,0,0,1,1,3001,
750,850,1952,1,0,0,0,1,1,3001,
750,850,1953,1,1,0,0,1,1,3001,3002
750,850,1954,0,0,0,0,0,0,,
750,850,1955,1,1,0,0,1,1,3001,3002
750,999,1955,1,1,0,0,1,1,3001,3002
"""
STATE_YEARS = """ccode,year,state,TIDES,REEF,DUNE
750,1960,india,1,0,1
750,1965,india,1,2,1
750,1966,india,1,1,0
750,1967,india,1,1,1
850,1965,indonesia,1,1,-9
850,1966,indonesia,1,1,-1
850,1967,indonesia,3,1,1
"""
DYADS = """ccode1,country1,ccode2,country2,year,dyadid,TIDES,REEF,DUNE
750,india,850,indonesia,1965,750850,1,0,0
750,india,850,indonesia,1966,750850,1,1,-1
750,india,850,indonesia,1967,750850,0,1,1
"""


def raw(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


def of(rows, state):
    return [row for row in rows if row.state == state]


def test_the_package_unvotes_has_votes_without_years_and_a_file_that_dates_them():
    votes, calls = read_votes(raw(UNVOTES), "un_votes.csv"), read_roll_calls(raw(ROLL_CALLS), "calls.csv")
    assert [(row.state, row.year, row.calls, row.votes) for row in votes] == [
        ("IDN", None, ("3", "4"), "ya"),
        ("IND", None, ("3", "4"), "na"),
        ("NAM", None, ("9",), "y"),
    ]
    assert [(row.call, row.year, row.resolution) for row in calls] == [
        ("3", 1950, "R/1/66"),
        ("4", 1951, "R/1/79"),
    ]
    found = agreements(voted(of(votes, "IDN"), of(votes, "IND"), calls))
    assert [(row.year, row.calls, row.agreement, row.s) for row in found] == [
        (1950, 1, 0.0, -1.0),
        (1951, 1, 1.0, 1.0),
    ]
    undated = voted(of(votes, "IDN"), of(votes, "IND"))
    assert [row.year for row in undated] == [None, None] and agreements(undated) == []


def test_voeten_counts_votes_and_states_by_numbers_and_absence_is_no_vote():
    votes = read_votes(raw(VOETEN), "UNVotes.tab")
    assert [(row.state, row.year, row.calls, row.votes) for row in votes] == [
        ("CIV", 1971, ("5",), "a"),
        ("IDN", 1951, ("3",), "y"),
        ("IND", 1951, ("3",), "n"),
        ("YUG", 1951, ("5",), "a"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_gives_the_same_rows(encoding):
    assert read_votes(raw(VOETEN, encoding), "x") == read_votes(raw(VOETEN), "x")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_any_line_end_gives_the_same_rows(ends):
    assert read_votes(raw(VOETEN.replace("\n", ends)), "x") == read_votes(raw(VOETEN), "x")


def test_a_session_dates_a_vote_where_nothing_else_does():
    votes = read_votes(raw("rcid,ccode,session,vote\n1,750,72,1\n"), "x")
    assert [row.year for row in votes] == [2017]


@pytest.mark.parametrize(
    ("reader", "text", "words"),
    [
        (read_votes, "id,land,choice\n1,2,3\n", "x.csv has no column rcid or resid or roll_call"),
        (read_votes, "id,land,choice\n1,2,3\n", "It has: id, land, choice."),
        (read_votes, "rcid,vote\n1,yes\n", "country_code or ccode"),
        (read_votes, "rcid,ccode,vote\n1,9999,1\n", "No row of x.csv can be read as a vote of a state"),
        (read_votes, "", "is empty"),
        (read_votes, "rcid,ccode,vote\n", "No row"),
        (read_roll_calls, "rcid,descr\n3,words\n", "No row"),
        (read_ideal_points, "ccode,session\n750,3\n", "idealpoint"),
        (read_alliances, "mem1,mem2,year\n750,850,1950\n", "defense, offense, neutral, nonagg, consul"),
        (read_memberships, "country,year,TIDES\nindia,1950,1\n", "ccode"),
        (read_memberships, "ccode,year,state,TIDES\n750,1950,india,0\n", "No row"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_error_that_names_what_is_wanted(reader, text, words):
    with pytest.raises(InputError) as caught:
        reader(raw(text), "x.csv")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_r_itself_is_told_from_a_table():
    with pytest.raises(InputError, match="Export it as CSV"):
        read_votes(b"RDX3\n\0\0\0\x02\0", "UNVotes.RData")


def test_alliances_are_runs_of_years_with_the_same_obligations():
    rows = allied(read_alliances(raw(ATOP), "atop.csv"), "IND", "IDN")
    assert [(r.a, r.b, r.first, r.last, r.defence, r.nonaggression, r.treaties) for r in rows] == [
        ("IDN", "IND", 1951, 1952, False, True, ("3001",)),
        ("IDN", "IND", 1953, 1953, True, True, ("3001", "3002")),
        ("IDN", "IND", 1955, 1955, True, True, ("3001", "3002")),
    ]


def test_a_directed_file_of_alliances_says_the_same_once():
    directed = ATOP.replace("mem1,mem2", "stateA,stateB")
    rows = directed.splitlines()
    back = [",".join([b, a, *rest]) for a, b, *rest in (row.split(",") for row in rows[1:])]
    both = "\n".join([*rows, *back])
    assert read_alliances(raw(both), "x") == read_alliances(raw(directed), "x")


def test_memberships_by_state_and_by_pair_come_to_the_same_shared_bodies():
    ways = [read_memberships(raw(text), "x") for text in (STATE_YEARS, DYADS)]
    for rows in ways:
        found = shared(of(rows, "IND"), of(rows, "IDN"))
        assert [(row.body, row.first, row.last) for row in found] == [
            ("DUNE", 1967, 1967),
            ("REEF", 1966, 1967),
            ("TIDES", 1965, 1966),
        ]
    early = [(r.body, r.first, r.last) for r in of(ways[0], "IND")]
    assert early == [("DUNE", 1960, 1965), ("DUNE", 1967, 1967), ("REEF", 1966, 1967), ("TIDES", 1960, 1967)]


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        ("365", None, "RUS"),
        ("365.0", 1950, "RUS"),
        ("002", None, "USA"),
        ("260", 1970, "DEU"),
        ("265", 1970, "DDR"),
        ("345", 1980, "YUG"),
        ("345", 2010, "SRB"),
        ("1", None, None),
        ("x", None, None),
    ],
)
def test_numbers_of_states(number, year, code):
    assert by_number(number, year) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("id", "IDN"), ("IDN", "IDN"), ("dd", "DDR"), ("ZZ", None), ("", None)],
)
def test_letters_of_states(words, code):
    assert by_letters(words) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("Viet Nam", "VNM"), ("Czechoslovakia", "CSK"), ("Indonesia", "IDN"), ("Korea", None), ("Elvane", None),
     ("Georgia", "GEO"), ("Jordan", "JOR")],
)  # fmt: skip
def test_names_of_states(words, code):
    assert by_name(words) == code


@pytest.mark.parametrize(
    ("words", "code"), [("idn", "IDN"), ("Indonesia", "IDN"), ("GEO", "GEO"), ("Kremlin", "RUS")]
)
def test_a_state_can_be_asked_for_by_code_name_or_seat(words, code):
    assert asked(words) == code


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Georgia", "ask for GEO"),
        ("Korea", "KOR or PRK"),
        ("the Republic", "names no state"),
        ("Elvane", "names no state"),
        ("CSK", "names no state"),
        ("", "names no state"),
    ],
)
def test_a_name_of_no_state_or_of_two_is_one_error_that_says_what_to_do(words, told):
    with pytest.raises(InputError) as caught:
        asked(words)
    assert told in str(caught.value)


def ballots(votes: str) -> list[Ballots]:
    return [Ballots("i", "IDN", 2031, tuple(str(n) for n in range(len(votes))), votes, "f")]


@pytest.mark.parametrize(
    ("a", "b", "agreement", "kappa", "s"),
    [
        ("yyan", "yyan", 1.0, 1.0, 1.0),
        ("yyyy", "yyyy", 1.0, None, 1.0),
        ("yynn", "nnyy", 0.0, -1.0, -1.0),
        ("yyaa", "ayya", 0.75, 0.0, 0.5),
    ],
)
def test_measures_of_agreement(a, b, agreement, kappa, s):
    (row,) = agreements(voted(ballots(a), ballots(b)))
    assert (row.agreement, row.kappa, row.s, row.distance) == (agreement, kappa, s, None)


@given(st.lists(st.tuples(st.sampled_from("yan"), st.sampled_from("yan")), min_size=1, max_size=60))
def test_measures_are_the_same_both_ways_and_keep_their_bounds(pairs):
    a, b = ("".join(side) for side in zip(*pairs, strict=True))
    (one,), (other,) = (agreements(voted(ballots(x), ballots(y))) for x, y in ((a, b), (b, a)))
    assert one == other
    assert 0 <= one.agreement <= 1
    assert one.s == pytest.approx(2 * one.agreement - 1, abs=2e-4)
    assert one.kappa is None or -1 <= one.kappa <= 1


def test_ideal_points_stand_for_themselves():
    points = [[IdealPoint("i", "IDN", 86, 2031, x, "f")] for x in (0.25, -0.5)]
    (row,) = agreements([], (points[0], points[1]))
    assert (row.year, row.calls, row.agreement, row.distance) == (2031, 0, None, 0.75)


@given(st.binary(max_size=200))
def test_no_file_does_more_than_raise_the_one_error(data):
    for reader in (read_votes, read_roll_calls, read_ideal_points, read_alliances, read_memberships):
        with pytest.raises(InputError):
            reader(data, "x")


@pytest.mark.skipif(not STRUCTURAL.is_dir(), reason="the yardsticks are not here")
@pytest.mark.parametrize(
    ("pair", "wanted"), [(("CHN", "RUS"), (0.87, 0.76, 0.49)), (("JPN", "USA"), (0.54, 0.26, 2.02))]
)
def test_the_votes_of_2017(pair, wanted):
    votes = read_votes((STRUCTURAL / "unga_votes_9.csv").read_bytes(), "votes")
    points = read_ideal_points((STRUCTURAL / "ideal_points.csv").read_bytes(), "points")
    (row,) = [
        row
        for row in agreements(
            voted(*(of(votes, state) for state in pair)), tuple(of(points, state) for state in pair)
        )
        if row.year == 2017
    ]
    assert tuple(round(x, 2) for x in (row.agreement, row.kappa, row.distance)) == wanted


def passed(reader, text: str) -> str:
    found = Passed()
    reader(raw(text), "x", found)
    return found.told()


@pytest.mark.parametrize(
    ("reader", "text", "told"),
    [
        (read_votes, UNVOTES, ""),
        (read_votes, VOETEN, ""),
        (read_votes, UNVOTES + '5,"Elvane","ZZ","yes"\n5,"Elvane","ZZ","no"\n', "2 of no known state (ZZ)"),
        (read_votes, UNVOTES + "6,India,IN,perhaps\n", "1 with a vote that is none (perhaps)"),
        (read_votes, UNVOTES + "6,India\n\n", "1 with more or fewer columns than the first line (line 7)"),
        (read_roll_calls, ROLL_CALLS, "1 without a date or a session (9)"),
        (read_ideal_points, "ccode,session,IdealPoint\n750,3,.5\n999,3,.5\n750,x,.5\n",
         "1 of no known state (999), 1 without a session or a point"),
        (read_alliances, ATOP, "1 of no two known states (750 999)"),
        (read_memberships, STATE_YEARS + "999,1960,x,1,1,1\n", "1 of no known state or year (999)"),
        (read_memberships, DYADS, ""),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_used_are_counted_with_the_reason(reader, text, told):
    assert passed(reader, text) == told


def test_of_very_many_bad_rows_a_few_are_named():
    many = "".join(f"6,India,IN,vote {n}\n" for n in range(900))
    told = passed(read_votes, UNVOTES + many)
    assert told.startswith("900 with a vote that is none (vote 0, vote 1, vote 2,") and len(told) < 120


def test_states_may_stand_by_their_names_alone():
    votes = read_votes(
        raw("RCID\tCountryname\tVote\tYear\n1\tIndonesia\t1\t2030\n1\tGeorgia\t3\t2030\n"), "x"
    )
    assert [(row.state, row.votes) for row in votes] == [("GEO", "n"), ("IDN", "y")]
