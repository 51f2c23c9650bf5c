"""Names of an article, and links of phrases to the dated registry."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.actors import Names, Tokens, is_state, link, phrase
from reportedly.actors.registry import Term, bare, entries, person_id, terms
from reportedly.knowledge import load
from reportedly.language import parse
from reportedly.records import ActorLink, Article, BlockClass, Range, SpeakerKind, lay_out

LINKS = [
    ("Norway", "NOR", "state"),
    ("the Kingdom of Norway's navy", "NOR", "state"),
    ("Norwegian trawlers", "NOR", "people"),
    ("Oslo", "NOR", "seat"),
    ("the Storting", "NOR", "seat"),
    ("NORTH KOREA", "PRK", "state"),
    ("South Korea's parliament", "KOR", "state"),
    ("a U.S. destroyer", "USA", "state"),
    ("Chinese embassy in Lisbon", "CHN", "people"),
    ("people in Peru", "PER", "state"),
    ("Iran-backed fighters in Yemen", "YEM", "state"),
    ("a Tokyo-based consultancy", "JPN", "seat"),
    ("Türkiye", "TUR", "state"),
    ("Cote d'Ivoire", "CIV", "state"),
    ("fishermen from Okinawa", "JPN", "place"),
    ("the mayor of Toowoomba", "AUS", "place"),
    ("Boko Haram", "NGA", "group"),
    ("a Norwegian-led coalition", "NOR", "people"),
    ("Norway's Defense Department", "NOR", "state"),
    ("the former Norwegian president", "NOR", "people"),
    ("Afganistan", "AFG", "state"),
    ("the Ethopian army", "ETH", "state"),
    ("rebels in Tambacounda", "SEN", "place"),
    ("officials in Western Kasai", "COD", "place"),
    ("General Hassan of Norway", "NOR", "state"),
    ("the Pakistani Taliban", "PAK", "group"),
    ("NATO", None, "body"),
    ("the UN Security Council", None, "body"),
]


@pytest.mark.parametrize(("text", "country", "kind"), LINKS)
def test_a_phrase_is_linked(text: str, country: str | None, kind: str) -> None:
    found = link(text)
    assert found is not None
    assert (found.country, found.kind) == (country, kind)
    assert found.reason
    assert 0 < found.confidence < 1


ETHNIC = [
    ("ethnic Albanian rebels in Macedonia", "MKD"),
    ("the Albanians of southern Serbia", "SRB"),
    ("Albanian rebels in Macedonia", "ALB"),
]


@pytest.mark.parametrize(("text", "country"), ETHNIC)
def test_an_ethnic_group_is_of_the_state_where_it_lives(text: str, country: str) -> None:
    found = link(text)
    assert found is not None
    assert found.country == country


NOBODY = [
    "ethnic Albanians",
    "",
    "the president",
    "president",
    "gunmen",
    "Georgia",
    "Georgian officials",
    "Jordan",
    "Korean officials",
    "China and Russia",
    "Japan, India and Australia",
    "the National Guard",
    "former Soviet officers",
    "the former Soviet army",
    "anti-Norwegian protesters",
    "Ottilie Valencia",
    "Franco",
    "Mara Lind",
    "a senior defence official",
    "he",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_would_be_a_guess_is_not_linked(text: str) -> None:
    assert link(text) is None


CONTEXTS = [
    ("Georgia", "Tbilisi has not answered.", "GEO"),
    ("Georgia's prime minister", "", "GEO"),
    ("Korean officials", "The launch was seen from Pyongyang.", "PRK"),
    ("Korean officials", "Seoul and Pyongyang both deny it.", None),
    ("Congo", "Kinshasa closed the border.", "COD"),
]


@pytest.mark.parametrize(("text", "context", "country"), CONTEXTS)
def test_the_text_around_decides_a_shared_name(text: str, context: str, country: str | None) -> None:
    found = link(text, context=context)
    assert (found.country if found else None) == country


DATED = [
    ("the Russian president", "2010-06-01", "person:dmitry-medvedev"),
    ("the Russian president", "2015-06-01", "person:vladimir-putin"),
    ("Japanese Prime Minister", "2022-01-15", "person:fumio-kishida"),
    ("the Russian president", None, "RUS"),
    ("the Russian vice president", "2015-06-01", "RUS"),
    ("Lavrov", "2015-06-01", "person:sergei-lavrov"),
    ("Mr Biden", "2022-06-01", "person:joe-biden"),
    ("Kim Jong Un", None, "person:kim-jong-un"),
    ("Recep Tayyip Erdogan", None, "person:recep-tayyip-erdogan"),
]


@pytest.mark.parametrize(("text", "date", "actor"), DATED)
def test_people_are_linked_by_name_or_by_office_on_the_day(text: str, date: str | None, actor: str) -> None:
    found = link(text, date)
    assert found is not None
    assert found.actor == actor


def test_the_office_of_the_day_tells_the_state() -> None:
    """Who went from a state to a body of many states stands for neither's other."""
    before, after = link("Mark Rutte", "2020-05-05"), link("Mark Rutte", "2025-05-05")
    assert before is not None
    assert after is not None
    assert (before.country, after.country) == ("NLD", None)


def test_a_bearer_of_a_capitals_name_is_not_linked_by_another_first_name() -> None:
    assert link("Karl Putin") is None
    assert link("Ottilie Macron") is None


@given(st.text(max_size=80), st.none() | st.text(max_size=10))
def test_no_text_raises(text: str, date: str | None) -> None:
    found = link(text, date, text)
    assert found is None or isinstance(found, ActorLink)


DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def test_terms_have_dates_in_order() -> None:
    wrong = [
        term
        for term in terms()
        if not DATE.fullmatch(term.start)
        or (term.end and not (DATE.fullmatch(term.end) and term.start <= term.end))
    ]
    assert wrong == []


def test_a_term_known_to_the_month_holds_the_month() -> None:
    term = Term("Mara Lind", "minister", "NOR", "2012-05", "2014-02-03")
    assert [term.holds(d) for d in ("2012-04-30", "2012-05-01", "2014-02-03", "2014-02-04", "2013")] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_the_registry_is_whole() -> None:
    """All codes of all files are states; every spelling leads to a person; the world is there."""
    states = load("states")["states"].keys()
    assert len(states) >= 195
    for name, table in (
        ("regions", "regions"),
        ("cities", "cities"),
        ("figures", "figures"),
        ("subdivisions", "subdivisions"),
        ("organisations", "groups"),
    ):
        assert load(name)[table].keys() <= states
    leaders = load("leaders")
    assert leaders["states"].keys() | leaders["others"].keys() <= states
    assert leaders["bodies"].keys() <= load("organisations")["bodies"].keys()
    assert {t.person for t in terms()} >= set(leaders["spellings"].values())
    assert {code for shared in load("states")["shared"].values() for code in shared} <= states


def test_every_state_is_found_by_its_name_and_capital() -> None:
    for code, row in load("states")["states"].items():
        assert any(entry.country == code for entry in entries()[bare(row["name"])]), code
        assert is_state(row["name"])


def test_ids_of_people_are_plain() -> None:
    assert person_id("José Ñandú d'Ávila-Ruiz Jr.") == "person:jose-nandu-davila-ruiz-jr"


def names(text: str, *extra: str) -> Names:
    place = Range(0, len(text))
    article = Article("a", "s", "r", 0, lay_out([(place, BlockClass.BODY)]), text)
    parsed = next(parse([article]))
    return Names(Tokens(text, parsed), parsed.mentions, extra)


KINDS = [
    ("Defence Minister Mara Lind left the room.", "Mara Lind", SpeakerKind.PERSON),
    ("The historian Orla Fenwick left the room.", "Orla Fenwick", SpeakerKind.PERSON),
    ("Nam Hee-jung, 41, left the room.", "Nam Hee-jung", SpeakerKind.PERSON),
    ("The Ministry of Harbours and Lights left it.", "Ministry of Harbours and Lights", SpeakerKind.BODY),
    ("The Skerry Ferrymen's Union left the talks.", "Skerry Ferrymen's Union", SpeakerKind.BODY),
    ("The Trondal Gazette left it out.", "Trondal Gazette", SpeakerKind.OUTLET),
    ("Its annual report, Narrow Seas 2031, left it out.", "Narrow Seas 2031", SpeakerKind.DOCUMENT),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_names_have_kinds(text: str, name: str, kind: SpeakerKind) -> None:
    found = {named.name: named.kind for named in names(text).all}
    assert found.get(name) == kind


def test_short_forms_are_one_name_and_descriptions_are_kept() -> None:
    found = names(
        "Mara Lind, a professor of history at Elvane College, left. Lind came back. "
        "The National Office for Sea Charts (NOSC) closed. NOSC opened again."
    )
    by_name = {named.name: named for named in found.all}
    assert len(by_name["Mara Lind"].places) == 2
    assert by_name["Mara Lind"].notes == ["a professor of history at Elvane College"]
    assert found.called("NOSC", len(found.tokens)) is by_name["National Office for Sea Charts"]


def test_a_newsroom_goes_by_its_last_word() -> None:
    found = names("“No,” she told the Post.", "The Eastern Harbour Post").called("Post", 3)
    assert found is not None
    assert (found.name, found.kind) == ("The Eastern Harbour Post", SpeakerKind.OUTLET)


PHRASES = [
    ("the ministry's chief spokesman for the north", "spokesman"),
    ("a study published on Thursday by the Centre", "study"),
    ("the state-run Linghai Daily News", "News"),
    ("its", "its"),
    ("the channel's", "channel"),
]


@pytest.mark.parametrize(("text", "head"), PHRASES)
def test_a_phrase_has_a_head(text: str, head: str) -> None:
    found = names(text)
    core = phrase(found.tokens, range(len(found.tokens)), found.stops)
    assert core is not None
    assert found.tokens.forms[core.head] == head
