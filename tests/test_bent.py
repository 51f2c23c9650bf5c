"""Which quotations were bent, and by whom: as the records say, on the site and in the terminal."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import structs
from starlette.testclient import TestClient

from cli_runs import ended
from reportedly.case import Case
from reportedly.case.database import Database
from reportedly.dossier.bends import SAYS, bend_rows
from reportedly.dossier.differences import differing
from reportedly.errors import InputError
from reportedly.records import (
    Article,
    Basis,
    Effect,
    Family,
    Kind,
    Operation,
    Part,
    Severity,
    Utterance,
    Variant,
    span,
    story,
)
from reportedly.records.bend import ANY, BENT, KNOWN, OPEN, Became, Bend, BendsWanted
from reportedly.records.family import family_id, quotation_id
from reportedly.records.revision import Order, revision
from reportedly.web import application
from test_census import put

NUMBER = 40
SPEAKERS = ("Ilse Marr", "the Tidewater Board", None)


def told(article: Article, at: int, witness: str | None, chance: random.Random) -> Variant:
    """A telling in words of its own, of which anything may have become."""
    words = span(article.text, at, at + 10 + chance.randint(0, 20))
    severity = chance.choice(list(Severity)) if witness else Severity.HARMLESS
    harmless = severity is Severity.HARMLESS
    return Variant(
        id=quotation_id(article.id, words),
        family="",
        article=article.id,
        part=chance.choice((Part.TITLE, Part.BODY)),
        kind=chance.choice(list(Kind)),
        span=words,
        passage=span(article.text, 0, len(article.text)),
        speaker=chance.choice(SPEAKERS),
        statement=None,
        witness=witness,
        basis=chance.choice((Basis.EARLIER, Basis.UNDATED, Basis.BELOW)) if witness else Basis.NONE,
        utterance=chance.choice((Utterance.SAME, Utterance.OTHER)) if harmless else Utterance.SAME,
        operations=tuple(chance.sample((Operation.SUBSTITUTE, Operation.CUT_END), chance.randint(0, 2))),
        effect=Effect.NONE if harmless else chance.choice((Effect.ANTONYM, Effect.HEDGE_DROPPED)),
        severity=severity,
        rule="made",
        mutations=(),
        witness_words=(),
        words=(),
    )


@pytest.fixture(scope="module", name="folder")
def a_case_of_tellings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bent") / "case"
    Case(folder).close()
    database, chance = Database(folder / "case.sqlite", writing=True), random.Random(11)
    for number in range(NUMBER):
        put(database, f"b{number}", number, chance)
    with Case(folder) as case:
        articles = case.articles()
    families: list[Family] = []
    variants: list[Variant] = []
    for at in range(0, NUMBER, 2):
        rows: list[Variant] = []
        for article in articles[at : at + chance.randint(2, 6)]:
            rows.append(told(article, at, rows[0].id if rows else None, chance))
        names = tuple(row.id for row in rows)
        whole = family_id(names)
        families.append(
            Family(
                whole, rows[0].span.text, names[0], names, tuple(row.article for row in rows), (), None, None
            )
        )
        variants += [structs.replace(row, family=whole) for row in rows]
    some = story("The tide at the quarry", tuple(row.id for row in articles[:12]), None, None)
    with database.change():
        database.add(
            ("variants", "all", "made"), {"families": families, "variants": variants, "stories": [some]}
        )
    database.close()
    return folder


def rows_of(folder: Path) -> list[tuple[Variant, Variant, Article, int, Became]]:
    """Every telling that counts, told a second time and without columns of codes."""
    with Case(folder) as case:
        by_id = {row.id: row for row in case.variants()}
        articles = {row.id: row for row in case.articles()}
        sizes = {row.id: len(row.articles) for row in case.families()}
    made = []
    for row in by_id.values():
        witness = by_id.get(row.witness or "")
        if witness and row.utterance is not Utterance.OTHER:
            became = Became.KEPT
            if row.severity is not Severity.HARMLESS:
                became = Became(row.severity.value)
            elif Kind.INDIRECT not in (row.kind, witness.kind) and Operation.SUBSTITUTE in row.operations:
                became = Became.ALTERED
            made.append((row, witness, articles[row.article], sizes[row.family], became))
    return made


def asked() -> Iterator[BendsWanted]:
    yield BendsWanted()
    for became in (*Became, BENT, ANY):
        yield BendsWanted(became=became)
    yield BendsWanted(became=ANY, outlet="The Quarry Post")
    yield BendsWanted(effect="antonym", speaker="Ilse Marr")
    yield BendsWanted(order=OPEN, part="title")
    yield BendsWanted(became=ANY, since="2031-03-02", until="2031-03-02")
    yield BendsWanted(became=ANY, until="2031-03-01", order=KNOWN)
    yield BendsWanted(became=ANY, language="xx")
    yield BendsWanted(became=ANY, story="t_none")


def fits(row: Variant, article: Article, became: Became, wanted: BendsWanted) -> bool:
    allowed = {None: set(Became) - {Became.KEPT}, BENT: {Became.REVERSES, Became.SHIFTS}, ANY: set(Became)}
    order = OPEN if row.basis is Basis.UNDATED else KNOWN
    day = (article.date or "")[:10]
    pairs = [
        (wanted.effect, row.effect),
        (wanted.part, row.part),
        (wanted.order, order),
        (wanted.speaker, row.speaker),
        (wanted.outlet, article.outlet),
        (wanted.language, article.language),
    ]
    return (
        became in allowed.get(wanted.became, {wanted.became})
        and all(one is None or one == other for one, other in pairs)
        and (not (wanted.since or wanted.until) or bool(day))
        and (wanted.since or "") <= day
        and (not wanted.until or day <= wanted.until)
        and not wanted.story
    )


@pytest.mark.parametrize("wanted", list(asked()), ids=str)
def test_what_is_asked_for_is_what_fits_the_worst_first(folder: Path, wanted: BendsWanted) -> None:
    expected = [one for one in rows_of(folder) if fits(one[0], one[2], one[4], wanted)]
    with Case(folder) as case:
        found = case.bends(wanted)
        counts = {row.value: row.rows for row in case.bend_counts(wanted, "became")}
    assert {row.id for row in found.rows} == {row.id for row, *_ in expected}
    assert found.total == len(expected)
    assert counts == Counter(became.value for *_, became in expected)
    order = [(list(Became).index(row.became), -row.articles) for row in found.rows]
    assert order == sorted(order)


def test_some_of_the_tellings_became_each_of_these(folder: Path) -> None:
    became = Counter(became for *_, became in rows_of(folder))
    assert min(became[one] for one in Became) > 1


def test_a_page_is_a_stretch_of_the_list_and_a_row_has_both_sides(folder: Path) -> None:
    with Case(folder) as case:
        every, part = case.bends(), case.bends(first=3, most=4)
        of_story = case.bends(BendsWanted(became=ANY, story=case.stories()[0].id))
        texts = {row.id: row.text for row in case.articles()}
        in_story = set(case.stories()[0].articles)
    assert part.rows == every.rows[3:7]
    assert {row.article for row in of_story.rows} <= in_story
    assert {row.story for row in of_story.rows} == {case.stories()[0].id}
    for row in every.rows:
        assert texts[row.article][row.words.start : row.words.end] == row.words.text
        theirs = row.witness_words
        assert texts[row.witness_article][theirs.start : theirs.end] == theirs.text


@pytest.mark.parametrize("by", ["outlet", "speaker"])
def test_a_tally_counts_what_its_links_lead_to(folder: Path, by: str) -> None:
    with Case(folder) as case:
        tallies = case.tallies(by)
        for one in tallies:
            for became, number in (
                (ANY, one.relayed),
                (BENT, one.reverses + one.shifts),
                ("reverses", one.reverses),
                ("altered", one.altered),
            ):
                wanted = BendsWanted(became=became, order=KNOWN, **{by: one.name})
                assert case.bends(wanted).total == number
            assert case.bends(BendsWanted(became=BENT, order=OPEN, **{by: one.name})).total == one.open
            few = one.relayed < 10
            assert one.share == (None if few else round((one.reverses + one.shifts) / one.relayed, 3))
        narrowed = case.tallies(by, BendsWanted(effect="antonym", became="reverses", order=OPEN))
    assert narrowed == tallies
    assert [one.share is None for one in tallies] == sorted(one.share is None for one in tallies)


@pytest.mark.parametrize(
    "wanted", [BendsWanted(became="worse"), BendsWanted(effect="odd"), BendsWanted(order="x")], ids=str
)
def test_a_value_that_no_field_has_is_refused(folder: Path, wanted: BendsWanted) -> None:
    with Case(folder) as case, pytest.raises(InputError, match="is one of"):
        case.bends(wanted)


def copied(folder: Path, to: Path) -> Path:
    (to / "case").mkdir()
    for name in ("case.sqlite", "case.toml"):
        (to / "case" / name).write_bytes((folder / name).read_bytes())
    return to / "case"


def test_other_rows_are_told_once_the_outputs_change(folder: Path, tmp_path: Path) -> None:
    copy = copied(folder, tmp_path)
    with Case(copy) as case:
        assert case.bends().total
        database = Database(copy / "case.sqlite", writing=True)
        with database.change():
            database.remove([("variants", "all", "made")])
        database.close()
        assert case.bends().total == 0


@pytest.mark.parametrize("side", ["article", "witness_article"])
def test_what_a_later_version_took_the_place_of_is_left_out(folder: Path, tmp_path: Path, side: str) -> None:
    copy = copied(folder, tmp_path)
    with Case(copy) as case:
        one, *_ = case.bends(BendsWanted(became=ANY)).rows
        middle = next(row.id for row in case.articles() if row.id not in (one.article, one.witness_article))
        # The telling is superseded, or it is the version but one after its witness.
        older, newer = (one.article, None) if side == "article" else (one.witness_article, one.article)
        chain = [older, middle, *([newer] if newer else [])]
        database = Database(copy / "case.sqlite", writing=True)
        rows = [revision(a, b, Order.READ, 0.9) for a, b in pairwise(chain)]
        with database.change():
            database.add(("revisions", "all", "made"), {"revisions": rows})
        database.close()
        left = case.bends(BendsWanted(became=ANY)).rows
    assert one.id not in {row.id for row in left}
    assert left


@pytest.mark.parametrize(
    ("a", "b", "left", "right"),
    [
        ("it may rise soon", "it will rise soon", ["may"], ["will"]),
        ("it may rise soon", "it may soon rise", ["soon"], ["soon"]),
        ("it may rise", "it may rise", [], []),
        ("it  may\nrise", "it may not rise", [], ["not"]),
        ("", "it may", [], ["it may"]),
        ("a “tide” here", 'a "tide" there', ["here"], ["there"]),
    ],
)
def test_words_that_differ_are_placed(a: str, b: str, left: list[str], right: list[str]) -> None:
    theirs, ours = differing(a, b)
    assert [a[one.start : one.end] for one in theirs] == left
    assert [b[one.start : one.end] for one in ours] == right


def test_every_effect_is_said_in_words(folder: Path) -> None:
    assert set(SAYS) == set(Effect)
    with Case(folder) as case:
        articles = {row.id: row for row in case.articles()}
        for row in bend_rows(case.bends(BendsWanted(became=ANY)).rows, articles):
            assert "".join(part.text for part in row.telling.segments) == row.bend.passage.text
            marked = [part.text for part in row.telling.segments if "differs" in part.roles]
            assert bool(marked) <= (row.bend.became is not Became.KEPT)


@pytest.fixture(scope="module", name="site")
def the_site_of_the_pile(example_copy: Path) -> Iterator[TestClient]:
    with TestClient(application(example_copy), base_url="http://localhost") as client:
        yield client


def test_the_page_shows_both_sides_and_leads_to_the_words(site: TestClient, example_copy: Path) -> None:
    with Case(example_copy) as case:
        rows = case.bends().rows
    text = site.get("/bent").text
    assert len(rows) > 3
    for row in rows:
        part = text[text.index(f'id="{row.id}"') :]
        places = ((row.witness_article, row.witness_words), (row.article, row.words))
        for article, words in places:
            address = f"/articles/{article}?at={words.start}-{words.end}#at"
            assert f'href="{address}"' in part
            marked = re.findall(r'<mark class="asked[^"]*"[^>]*>([^<]*)</mark>', site.get(address).text)
            assert unescape("".join(marked)).split()[:2] == words.text.split()[:2]


def test_every_number_of_the_table_opens_so_many_rows(site: TestClient) -> None:
    text = site.get("/bent/who").text
    links = re.findall(r'class="count-of" href="([^"]+)">([\d,]+)<', text)
    assert len(links) > 5
    for link, number in links:
        shown = site.get(unescape(link)).text
        assert f"{number} telling" in shown
        assert shown.count("data-row") == int(number)


def test_lists_and_tables_agree(site: TestClient, example_copy: Path) -> None:
    rows = json.loads(site.get("/bent.json?became=reverses").text)
    with Case(example_copy) as case:
        reversed_ones = case.bends(BendsWanted(became="reverses")).rows
        names = [one.name for one in case.tallies("agency")]
    assert [row["id"] for row in rows] == [row.id for row in reversed_ones]
    assert site.get("/bent.csv").text.splitlines()[0].startswith("id,became,effect")
    assert [row["name"] for row in json.loads(site.get("/bent/who.json?by=agency").text)] == names
    assert site.get("/bent/who?by=weather").status_code == 404
    assert site.get("/bent?became=worse").status_code == 404


def test_filters_are_taken_away_one_by_one(site: TestClient) -> None:
    text = unescape(site.get("/bent/who?by=speaker&outlet=The+Narrows+Ledger&since=2031-03").text)
    assert "/bent/who?by=speaker&since=2031-03" in text
    assert "/bent/who?by=outlet&outlet=The+Narrows+Ledger&since=2031-03" in text
    assert "/bent?became=any&order=known&speaker=" in text
    assert "effect=" not in unescape(site.get("/bent/who?effect=antonym&became=bent").text)


def test_a_story_s_stemma_is_an_image_of_its_own(site: TestClient, example_copy: Path) -> None:
    with Case(example_copy) as case:
        told = case.stories()[0].id
    assert f'href="/stories/{told}/stemma.svg" download' in site.get(f"/stories/{told}").text
    answer = site.get(f"/stories/{told}/stemma.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "from Narrow Seas Yearbook" in answer.text
    assert site.get("/stories/t_none/stemma.svg").status_code == 404


def test_an_empty_case_says_what_to_do(tmp_path: Path) -> None:
    Case(tmp_path / "case").close()
    with TestClient(application(tmp_path / "case"), base_url="http://localhost") as client:
        assert "told twice yet" in client.get("/bent").text
        assert client.get("/bent/who").status_code == 200
    code, out, err = ended("bent", "--case", tmp_path / "case")
    assert (code, out) == (0, "")
    assert "reportedly read PATH" in err


def test_the_command_lists_the_worst_first_and_counts(example_copy: Path) -> None:
    code, out, _ = ended("bent", "--case", example_copy)
    assert code == 0
    assert out.index("reverses") < out.index("shifts")
    rows = json.loads(ended("bent", "--case", example_copy, "--json", "--most", "1")[1])
    with Case(example_copy) as case:
        assert [row["id"] for row in rows] == [row.id for row in case.bends().rows]
    assert "first 2" in ended("bent", "--case", example_copy, "--most", "2")[1]
    assert "Port Elvane" in ended("bent", "--case", example_copy, "--by", "outlet")[1]


def test_a_part_of_a_name_does_where_no_other_has_it(example_copy: Path) -> None:
    rows = json.loads(ended("bent", "--case", example_copy, "--outlet", "ledger", "--json")[1])
    assert {row["outlet"] for row in rows} == {"The Narrows Ledger"}
    assert ended("bent", "--case", example_copy, "--outlet", "the")[0] == 2
    code, _, err = ended("bent", "--case", example_copy, "--outlet", "legder")
    assert code == 2
    assert "Near to it: The Narrows Ledger" in err


def test_a_bend_is_the_variant_and_its_witness(example_copy: Path) -> None:
    with Case(example_copy) as case:
        by_id = {row.id: row for row in case.variants()}
        found: list[Bend] = list(case.bends(BendsWanted(became=ANY)).rows)
    assert {row.id for row in found} == {
        row.id for row in by_id.values() if row.witness and row.utterance is not Utterance.OTHER
    }
    for row in found:
        variant = by_id[row.id]
        assert (row.witness, row.effect, row.passage) == (variant.witness, variant.effect, variant.passage)
        assert row.witness_passage == by_id[row.witness].passage
