"""How wire agencies sign, and what looks like it. All news here is invented."""

import pytest

from reportedly.articles.metadata.credits import agency_forms
from reportedly.articles.metadata.wire import wire_dateline
from reportedly.knowledge import load
from written_pieces import BODY, MORE, Line, found, one

TEXT = "The two ports will share their pilots from autumn, the Harbour Board said."

DATELINES = [
    ("WASHINGTON (Reuters) - ", "Reuters"),
    ("ISLAMABAD, March 4 (Reuters) - ", "Reuters"),
    ("PARIS, 4 mars (Reuters) - ", "Reuters"),
    ("March 4 (Reuters) - ", "Reuters"),
    ("LONDON/OSLO, March 4 (Reuters) - ", "Reuters"),
    ("STRASBOURG, France (AP) — ", "AP"),
    ("(AP) — ", "AP"),
    ("PORTLAND, Maine (AP) — ", "AP"),
    ("PARIS (AFP) – ", "AFP"),
    ("Nuku’alofa (AFP) - ", "AFP"),
    ("LILLE, 4 mars 2031 (AFP) - ", "AFP"),
    ("TOKYO (AFP-Jiji) — ", "AFP"),
    ("TOKYO, March 4, Kyodo — ", "Kyodo"),
    ("TOKYO, March 4 (Kyodo) -- ", "Kyodo"),
    ("TOKYO (Kyodo) — ", "Kyodo"),
    ("【東京共同】", "Kyodo"),
    ("TOKYO (Jiji Press) — ", "Jiji Press"),
    ("Tokyo, March 4 (Jiji Press)--", "Jiji Press"),
    ("NAHA, Okinawa Pref. (Jiji Press) — ", "Jiji Press"),
    ("BEIJING, March 4 (Xinhua) -- ", "Xinhua"),
    ("NAIROBI, March 4 (Xinhua) -- ", "Xinhua"),
    ("新华社北京3月4日电 ", "Xinhua"),
    ("MOSCOW, March 4. /TASS/. ", "TASS"),
    ("МОСКВА, 4 марта. /ТАСС/. ", "TASS"),
    ("MOSCOW, March 4 (Itar-Tass) -- ", "TASS"),
    ("MOSCOW, March 4 (RIA Novosti) – ", "RIA Novosti"),
    ("МОСКВА, 4 мар — РИА Новости. ", "RIA Novosti"),
    ("MOSCOW, March 4 (RIA) - ", "RIA Novosti"),
    ("MOSCOW. March 4 (Interfax) - ", "Interfax"),
    ("Москва. 4 марта. ИНТЕРФАКС - ", "Interfax"),
    ("TBILISI. March 4. INTERFAX - ", "Interfax"),
    ("SEOUL, March 4 (Yonhap) -- ", "Yonhap"),
    ("BUSAN, South Korea, March 4 (Yonhap) -- ", "Yonhap"),
    ("(서울=연합뉴스) ", "Yonhap"),
    ("New Delhi [India], March 4 (ANI): ", "ANI"),
    ("Kochi (Kerala) [India], March 4 (ANI): ", None),
    ("Mumbai, Mar 4 (ANI): ", "ANI"),
    ("Colombo [Sri Lanka], March 4 (ANI) - ", "ANI"),
    ("New Delhi, Mar 4 (PTI) ", "PTI"),
    ("NEW DELHI, March 4 (PTI): ", "PTI"),
    ("Kolkata, 4 Mar (PTI) ", "PTI"),
    ("Berlin (dpa) - ", "dpa"),
    ("Hannover (dpa/lni) - ", "dpa"),
    ("Frankfurt am Main (dpa) – ", "dpa"),
    ("Madrid, 4 mar (EFE).- ", "EFE"),
    ("Bogotá (EFE).- ", "EFE"),
    ("La Paz, 4 mar. (EFE).- ", "EFE"),
    ("(ANSA) - ROMA, 4 MAR - ", "ANSA"),
    ("ROME (ANSA) - ", "ANSA"),
    ("(ANSA) - ", "ANSA"),
    ("ANKARA (AA) - ", "Anadolu"),
    ("ISTANBUL (Anadolu) - ", "Anadolu"),
    ("ANKARA, March 4 (Anadolu Agency) - ", "Anadolu"),
    ("(Bloomberg) -- ", "Bloomberg"),
    ("BRUSSELS (Bloomberg) — ", "Bloomberg"),
    ("SINGAPORE (Bloomberg News) - ", "Bloomberg"),
    ("Taipei, March 4 (CNA) ", "CNA (Taiwan)"),
    ("Kaohsiung, March 4 (CNA) ", "CNA (Taiwan)"),
    ("TAIPEI (Central News Agency) — ", "CNA (Taiwan)"),
    ("PORT EXAMPLE (Sample Press) — ", "Sample Press"),
]

NO_DATELINES = [
    "SEOUL, South Korea — ",
    "The board (Reuters reported that it met) said ",
    "The Polar Tide Institute (PTI) — ",
    "Polar Tide Institute (PTI) - ",
    "Associate Professor (AP) Ada Example said ",
    "A pilot boat leaves the harbour. (AP) ",
    "Ports (both of them) — ",
    "Reuters - ",
    "The tide, RIA experts say, ",
    "NATO (Brussels Office) said ",
    "In its answer to the board (AFP) the union said — ",
    "",
]


@pytest.mark.parametrize(("head", "agency"), DATELINES)
def test_datelines(head: str, agency: str | None) -> None:
    wire = wire_dateline(head + TEXT)
    assert (wire.agency.name if wire else None) == agency
    if wire:
        signed = (head + TEXT)[slice(*wire.sign)]
        assert agency_forms().get(signed, signed) == agency
        assert (head + TEXT).startswith(wire.head) and len(wire.head) <= len(head)


@pytest.mark.parametrize("head", NO_DATELINES)
def test_no_datelines(head: str) -> None:
    assert wire_dateline(head + TEXT) is None


FOOT: list[tuple[list[Line], str]] = [
    ([("bo", 0, f"{BODY}© KYODO")], "Kyodo"),
    ([("bo", 0, BODY), ("cr", 0, "© Kyodo News")], "Kyodo"),
    ([("bo", 0, BODY), ("cr", 0, "==Kyodo")], "Kyodo"),
    ([("bo", 0, BODY), ("cr", 0, "[Copyright The Jiji Press, Ltd.]")], "Jiji Press"),
    ([("bo", 0, BODY), ("bo", 0, "(Reporting by Ada Example in Oslo; Editing by Bo Sample)")], "Reuters"),
    ([("bo", 0, BODY), ("ju", 0, "Reporting by Ada Example; Writing by Bo Sample")], "Reuters"),
    ([("bo", 0, BODY), ("ju", 0, "Our Standards: The Thomson Reuters Trust Principles.")], "Reuters"),
    ([("bo", 0, BODY), ("cr", 0, "Source: Reuters")], "Reuters"),
    ([("bo", 0, f"{BODY} (Reuters)")], "Reuters"),
    (
        [
            ("bo", 0, BODY),
            ("bo", 0, "Associated Press writer Ada Example in Oslo contributed to this report."),
        ],
        "AP",
    ),
    ([("bo", 0, BODY), ("cr", 0, "© 2031 The Associated Press")], "AP"),
    ([("bo", 0, BODY), ("cr", 0, "© Agence France-Presse")], "AFP"),
    ([("bo", 0, BODY), ("cr", 0, "AFP")], "AFP"),
    ([("bo", 0, BODY), ("bo", 0, "Enditem")], "Xinhua"),
    ([("bo", 0, BODY), ("cr", 0, "Source: Xinhua")], "Xinhua"),
    ([("bo", 0, BODY), ("cr", 0, "© dpa-infocom, dpa:310304-99-12345/2")], "dpa"),
    ([("bo", 0, BODY), ("cr", 0, "Quelle: dpa")], "dpa"),
    ([("bo", 0, BODY), ("ju", 0, "© Copyright ANSA")], "ANSA"),
    ([("bo", 0, f"{BODY} (ANSA)")], "ANSA"),
    ([("bo", 0, BODY), ("cr", 0, "© 1991—2031 Interfax")], "Interfax"),
    ([("bo", 0, BODY), ("bo", 0, "PTI ABC DEF GH")], "PTI"),
    ([("bo", 0, f"{BODY} (ANI)")], "ANI"),
    ([("bo", 0, BODY), ("bo", 0, "desk@yna.co.kr")], "Yonhap"),
    ([("bo", 0, BODY), ("cr", 0, "EFE")], "EFE"),
    ([("bo", 0, BODY), ("ju", 0, "-- With assistance from Ada Example and Bo Sample.")], "Bloomberg"),
    ([("bo", 0, BODY), ("cr", 0, "©2031 Bloomberg L.P.")], "Bloomberg"),
    ([("bo", 0, f"{BODY} The board meets in Taipei."), ("cr", 0, "CNA")], "CNA (Taiwan)"),
    ([("bo", 0, f"{BODY} The board meets in Taipei."), ("bo", 0, "Enditem/xx")], "CNA (Taiwan)"),
    ([("by", 0, "By Reuters"), ("bo", 0, BODY)], "Reuters"),
    ([("by", 0, "By ADA EXAMPLE, AP Sports Writer"), ("bo", 0, BODY)], "AP"),
    ([("by", 0, "Ada Example, Agence France-Presse"), ("bo", 0, BODY)], "AFP"),
    ([("by", 0, "RIA Novosti"), ("bo", 0, BODY)], "RIA Novosti"),
    ([("by", 0, "TASS"), ("bo", 0, BODY)], "TASS"),
    ([("by", 0, "Anadolu staff"), ("bo", 0, BODY)], "Anadolu"),
    ([("bo", 0, f"{BODY}© SAMPLERS")], "Samplers"),
]


@pytest.mark.parametrize(("lines", "agency"), FOOT)
def test_credits_bylines_and_tails_say_the_origin(lines: list[Line], agency: str) -> None:
    article = one(*lines)
    assert article.agency == agency
    assert {e.rule for e in article.evidence if e.role == "origin"} <= {
        "credit",
        "tail",
        "byline",
        "dateline",
    }


# What is found instead of an origin.
TRAPS: list[tuple[list[Line], list[tuple[str, str]]]] = [
    ([("cr", 0, "Reuters file photo"), ("bo", 0, BODY)], [("Reuters", "photo")]),
    ([("ca", 0, "A pilot boat. Photo: AP"), ("bo", 0, BODY)], [("AP", "photo")]),
    ([("ca", 0, "A boat. Ada Example/AFP via Getty Images"), ("bo", 0, BODY)], [("AFP", "photo")]),
    ([("ca", 0, "A pilot boat leaves the harbour. (AP)"), ("bo", 0, BODY)], [("AP", "photo")]),
    ([("ca", 0, "A pilot boat leaves the harbour."), ("cr", 0, "AFP"), ("bo", 0, BODY)], [("AFP", "photo")]),
    ([("cr", 0, "AP Photo/Ada Example"), ("bo", 0, BODY)], [("AP", "photo")]),
    ([("bo", 0, BODY), ("cr", 0, "dpa-Bild: Picture dpa"), ("bo", 0, MORE)], [("dpa", "photo")]),
    ([("bo", 0, BODY), ("cr", 0, "Handout via Xinhua")], [("Xinhua", "photo")]),
    ([("cr", 0, "Foto: EFE"), ("bo", 0, BODY)], [("EFE", "photo")]),
    ([("bo", 0, "A pilot boat leaves the harbour. (AP)"), ("bo", 0, BODY), ("bo", 0, MORE),
      ("bo", 0, MORE), ("bo", 0, MORE), ("bo", 0, MORE)], [("AP", "photo")]),
    ([("bo", 0, f"{BODY} “We wait,” a pilot told AFP.")], [("AFP", "cited")]),
    ([("bo", 0, f"{BODY} Reuters reported on the fees.")], [("Reuters", "cited")]),
    ([("bo", 0, f"{BODY} The fees will rise, according to Kyodo.")], [("Kyodo", "cited")]),
    ([("bo", 0, f"{BODY} The RIA news agency quoted a pilot.")], [("RIA Novosti", "cited")]),
    ([("bo", 0, f"{BODY} “We wait,” a pilot told PTI.")], [("PTI", "cited")]),
    ([("bo", 0, f"{BODY} “We wait,” a pilot told CNA.")], [("CNA (Taiwan)", "cited")]),
    ([("bo", 0, f"{BODY} The Associated Press contributed to this report.")], [("AP", "cited")]),
    ([("bo", 0, f"{BODY} The fees will rise, Bloomberg News reported.")], [("Bloomberg", "cited")]),
    ([("bo", 0, f"{BODY} The AP index fell.")], []),
    ([("bo", 0, f"{BODY} Signora Ansa said that she would wait.")], []),
    ([("bo", 0, f"{BODY} Students told AP Ada Example that they would wait.")], []),
    ([("bo", 0, f"{BODY} The Polar Tide Institute (PTI) met. Its fees rise, pilots told PTI.")], []),
    ([("bo", 0, f"{BODY} The PTI said that its fees would rise.")], []),
    ([("bo", 0, f"{BODY} An RIA said little about the fees; the RIA reported costs.")], []),
    ([("bo", 0, f"{BODY} Mr Bloomberg said that he would wait.")], []),
    ([("bo", 0, f"{BODY} Bloomberg said that he would wait.")], []),
    ([("bo", 0, f"{BODY} Ada Bloomberg reported the loss.")], []),
    ([("by", 0, "By AP Example"), ("bo", 0, BODY)], []),
    ([("bo", 0, BODY), ("cr", 0, "Source: CNA/kg")], []),
    ([("bo", 0, f"{BODY} Watch Channel NewsAsia at nine."), ("cr", 0, "CNA")], []),
    ([("bo", 0, BODY), ("te", None, "Reuters"), ("te", None, "More from AFP")], []),
    ([("bo", 0, BODY), ("co", None, "Reuters told us so. (Reuters)")], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "named"), TRAPS)
def test_what_is_no_origin(lines: list[Line], named: list[tuple[str, str]]) -> None:
    article = one(*lines)
    assert (article.agency, sorted(set(found(article, "agency")))) == (None, named)


def test_the_other_cna_is_an_outlet() -> None:
    article = one(("bo", 0, BODY), ("cr", 0, "Source: CNA/kg"))
    assert (article.agency, article.outlet) == (None, "CNA (Singapore)")


def test_every_agency_asked_for_has_three_forms() -> None:
    forms: dict[str, int] = {}
    for name in [agency for _, agency in DATELINES if agency] + [agency for _, agency in FOOT]:
        forms[name] = forms.get(name, 0) + 1
    wanted = ["reuters", "ap", "afp", "kyodo", "jiji", "xinhua", "tass", "ria", "interfax", "yonhap", "ani"]
    wanted += ["pti", "dpa", "efe", "ansa", "anadolu", "bloomberg", "cna_taiwan"]
    listed = load("agencies")["agencies"]
    assert {
        key: forms.get(listed[key]["name"], 0) for key in wanted if forms.get(listed[key]["name"], 0) < 3
    } == {}


@pytest.mark.parametrize("key", load("agencies")["agencies"])
def test_an_agency_is_complete(key: str) -> None:
    entry = load("agencies")["agencies"][key]
    known = {"name", "forms", "short", "country", "domains", "tails", "surname", "beside", "unless"}
    assert entry.keys() <= known and entry["forms"]
    assert len(entry["country"]) == 3 and entry["country"].isupper()
    assert all("." in domain and "/" not in domain for domain in entry["domains"])
    assert ("beside" in entry) == ("unless" in entry)
