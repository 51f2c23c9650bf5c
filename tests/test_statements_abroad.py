import tomllib
from itertools import pairwise
from pathlib import Path
from time import process_time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly.attribution import abroad, covered, covers, extract
from reportedly.cli.looking import article_table
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Kind, Modality, Range, Statement, lay_out

SAID = tomllib.loads((Path(__file__).parent / "said_abroad.toml").read_text("utf-8"))
CASES = [(language, text, told) for language, rows in SAID.items() for text, *told in rows]


def article(text: str, language: str | None, *kinds: BlockClass, **known: str) -> Article:
    """Each line of `text` is a block; `kinds` are those of the first lines, the rest is body."""
    ranges, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = kinds[number] if number < len(kinds) else BlockClass.BODY
        ranges.append((Range(at, at + len(line)), kind))
        at += len(line) + 1
    return Article("a", "s", "r", 0, lay_out(ranges), text, language=language, **known)


def told(statement: Statement) -> str:
    """Speaker / cue / content, "-" for what there is not."""
    cue, content = (" … ".join(s.text for s in role) for role in (statement.cue, statement.content))
    return f"{statement.speaker or '-'} / {cue or '-'} / {content}"


def read(text: str, language: str | None, *kinds: BlockClass, **known: str) -> list[Statement]:
    return abroad.read(article(text, language, *kinds, **known))


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[c[1][:30] for c in CASES])
def test_statements(language: str, text: str, expected: list[str]) -> None:
    assert [told(s) for s in read(text, language)] == expected


@pytest.mark.parametrize("language", ["ja", "zh", "ru"])
def test_each_language_has_its_sentences(language: str) -> None:
    assert len(SAID[language]) >= 25


T = BlockClass.TITLE
TITLES = [
    ("ja", "林田外相「交渉は続いている」", ["林田外相 / - / 「交渉は続いている」"]),
    ("ja", "「交渉は続いている」＝林田外相", ["林田外相 / - / 「交渉は続いている」"]),
    ("ja", "同盟成立の可能性＝北辰研究所報告書", ["北辰研究所報告書 / - / 同盟成立の可能性"]),
    ("ja", "海峡で「合同演習」", []),
    ("zh", "北国外交部：谈判仍在进行", ["北国外交部 / ： / 谈判仍在进行"]),
    ("ru", "МИД Карсовы: переговоры продолжатся", ["МИД Карсовы / : / переговоры продолжатся"]),
]


@pytest.mark.parametrize(("language", "title", "expected"), TITLES)
def test_titles(language: str, title: str, expected: list[str]) -> None:
    assert [told(s) for s in read(title + "\n", language, T)] == expected


def test_captions_say_nothing() -> None:
    assert not read("林田外相は「合意は近い」と述べた。", "ja", BlockClass.CAPTION)
    assert not read("«Мы готовы, — сказал Орлин, — ко всему».", "ru", BlockClass.CAPTION)


SPEAKERS = [
    (
        "ja",
        "トーラ外務省の小山健報道官は「懸念する」と述べた。\n小山氏は「続ける」とも述べた。同氏は「以上だ」と語った。",
        ["トーラ外務省の小山健報道官"] * 3,
    ),
    (
        "zh",
        "北国外交部发言人李某说，合作将继续。\n李某还说，时间不多了。她强调，机会仍在。",
        ["北国外交部发言人李某"] * 3,
    ),
    (
        "ru",
        "«Мы готовы», — сказал министр Лев Орлин.\nОрлин добавил, что время есть. Он отметил, что ждёт.",
        ["министр Лев Орлин"] * 3,
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), SPEAKERS)
def test_a_short_name_or_a_pronoun_is_who_was_named_before(
    language: str, text: str, expected: list[str]
) -> None:
    assert [s.speaker for s in read(text, language)] == expected


def test_what_a_statement_rests_on() -> None:
    text = "報告書は、封鎖が「長引く可能性がある」と指摘した。"
    (row,) = read(text, "ja", outlet="港町新聞", agency="白樺通信")
    assert (row.kind, row.act, row.modality) == (Kind.MIXED, "show", Modality.POSSIBLE)
    assert [s.text for s in row.verbatim] == ["長引く可能性がある"]
    assert [s.text for s in row.hedges] == ["可能性がある"]
    assert (row.speaker, row.document, row.via) == ("報告書", "報告書", ("港町新聞", "白樺通信", "報告書"))
    assert (row.maker, row.confidence <= 0.6) == (abroad.MAKER, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林田外相は「合意は近い」と述べた。", "ja"),
        ("李某说：“我们不会让步。”", "zh"),
        ("«Мы не уйдём», — сказал Орлин.", "ru"),
        ("«Ми не підемо», — сказав він.", None),
        ("“We go,” he said.", None),
        ("", None),
    ],
)
def test_a_text_too_short_to_tell_its_language_is_told_by_its_script(text: str, expected: str | None) -> None:
    assert abroad.language_of(article(text, None)) == expected


@pytest.mark.parametrize("language", ["de", "fr", "uk", "ko", "en"])
def test_other_languages_have_no_statements(language: str) -> None:
    assert not read("«Мы не уйдём», — сказал Орлин.", language)


def test_one_door_leads_to_all_languages() -> None:
    def maker(text: str, language: str | None) -> list[str]:
        piece = article(text, language)
        return [s.maker for s in extract(piece, next(iter(parse([piece]))))]

    assert maker("林田外相は「合意は近い」と述べた。", "ja") == [abroad.MAKER]
    assert maker("«Мы не уйдём», — сказал Орлин.", None) == [abroad.MAKER]
    assert maker("“We will not leave,” Ms Lind said.", "en") not in ([], [abroad.MAKER])
    assert maker("„Wir gehen“, sagte Frau Lind.", "de") == []


def test_what_is_covered_is_said() -> None:
    by = {row.language: row.by for row in covered()}
    assert by == {"en": "parse", "ja": abroad.MAKER, "zh": abroad.MAKER, "ru": abroad.MAKER}
    assert all(covers(article("", language)) for language in (None, *by))
    assert not covers(article("„Wir gehen“, sagte Frau Lind.", "de"))


def test_articles_in_other_languages_are_shown_and_counted_apart() -> None:
    pieces = [article("林田外相は「合意は近い」と述べた。", "ja"), article("Il dit « oui ».", "fr")]
    pieces = [replace(piece, id=f"a{number}") for number, piece in enumerate(pieces)]
    arrivals = [SimpleNamespace(id="r", path="pile.txt")]
    case = SimpleNamespace(
        arrivals=lambda: arrivals,
        articles=lambda: pieces,
        statements=lambda: abroad.read(pieces[0]),
        revisions=list,
    )
    column = article_table(case).columns[-1]
    assert [str(c) for c in column.cells] == ["1", "not read: fr"]
    assert str(column.footer) == "1, 1 less surely"


PIECES = {
    "ja": [
        "林田外相は",
        "「合意」",
        "と",
        "述べた",
        "。",
        "ことを",
        "よう",
        "求め",
        "によると",
        "という",
        "、",
        "3日",
    ],
    "zh": ["李某", "说", "：", "“合作”", "表示", "，", "据", "报道", "。", "他", "3日", "称为"],
    "ru": [
        "Орлин",
        " заявил",
        ", что ",
        "«мир»",
        " — ",
        "По словам ",
        ".",
        " он ",
        ": ",
        "Как ",
        " в ",
        "министр ",
    ],
}


@pytest.mark.parametrize("language", ["ja", "zh", "ru"])
@given(data=st.data())
def test_every_span_is_its_words_and_lies_in_a_line(language: str, data: st.DataObject) -> None:
    parts = st.sampled_from([*PIECES[language], "\n", "「", "”", "«", "\ue000", "😀", "\ud800", "a"])
    text = "".join(data.draw(st.lists(parts, max_size=30)))
    rows = read(text, language)
    for row in rows:
        for s in (*row.source, *row.cue, *row.content, *row.hedges, *row.verbatim):
            assert s.start < s.end and text[s.start : s.end] == s.text and "\n" not in s.text
        assert row.content and row.confidence <= 0.6
    assert len({row.id for row in rows}) == len(rows)
    starts = [(row.cue or row.content)[0].start for row in rows]
    assert all(a <= b for a, b in pairwise(starts))


UNITS = {
    "ja": [
        "述べた",
        "「",
        "林田外相は",
        "と述べた",
        "、",
        "林田外相は「あ」と述べ、",
        "によると",
        "Aという",
        "山",
        "そう言い",
        "」と述べた",
    ],
    "zh": [
        "说",
        "“",
        "李某说，",
        "，说",
        "据报道",
        "林",
        "，",
        "“好”林某说。",
        "表示回应",
        "：“",
        "”说",
        "据",
    ],
    "ru": [
        " заявил",
        "«",
        "Орлин заявил, что ",
        "«А», — сказал Орлин, ",
        "По словам ",
        "—",
        ", что ",
        "А",
        "»сказал ",
        "Как сообщил ",
    ],
}


@pytest.mark.parametrize(("language", "unit"), [(k, unit) for k, units in UNITS.items() for unit in units])
def test_time_is_linear(language: str, unit: str) -> None:
    # The best of three: a pause for garbage or a busy machine is no part of the cost.
    allowed = 10 * min(_seconds(unit * 500, language) for _ in range(3)) + 0.1
    assert any(_seconds(unit * 2_000, language) < allowed for _ in range(3))


def _seconds(text: str, language: str) -> float:
    start = process_time()
    read(text, language)
    return process_time() - start
