"""Bytes to text: any bytes, the encodings of the 1990s, and two encodings in one file."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text import decode, tidy

ENGLISH = (
    '"Nothing has changed," a spokeswoman of the Strait Council said on Monday.\nThe yearbook ran late.\n'
)
CURLY = "“Nothing has changed,” the council’s spokeswoman said – for the third year…\nThe café was full.\n"
GERMAN = "Die Lage sei »unverändert«, hieß es. Über die Straße führen drei Häfen, größer als früher.\n"
JAPANESE = "海峡評議会は月曜日、年次報告書を発表した。\n報道官は「状況は変わっていない」と述べた。\n"
CHINESE = "海峡理事会星期一发表年度报告。发言人说：“局势没有变化。”\n联合通讯社报道。\n"
RUSSIAN = 'Совет пролива в понедельник опубликовал ежегодный доклад. "Ничего не изменилось", заявил он.\n'
KOREAN = '해협위원회는 월요일 연례 보고서를 발표했다. 대변인은 "상황은 변하지 않았다"고 말했다.\n'

OLD_PAGES = [
    (CURLY, "cp1252"),
    (GERMAN, "latin-1"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc-jp"),
    (CHINESE, "gb2312"),
    (CHINESE, "gb18030"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp1251"),
    (KOREAN, "euc-kr"),
]
WIDE = [
    (text, encoding)
    for text in (ENGLISH, CURLY, JAPANESE, CHINESE, RUSSIAN, KOREAN)
    for encoding in ("utf-16-le", "utf-16-be")
]
SCRAPS = st.sampled_from(
    ["“", "’", "»", "é", "e\u0301", "👩‍🚀", "海", "\u200f", "\x00", "\r\n", "\r", "\ufeff", " "]
)
ANY_TEXT = st.lists(st.one_of(SCRAPS, st.text(max_size=8))).map("".join)
LABELS = [
    *("utf-8", "latin-1", "shift_jis", "utf-16", "no-such-encoding", "", "hex", "base64", "zip", "rot13"),
    *("undefined", "idna", "utf-7", "unicode_escape", "\x00", "\ud800", "x" * 5000),
]


def assert_safe(text: str) -> None:
    assert not {"\r", "\x00"} & set(text)
    text.encode("utf-8")  # a lone surrogate cannot be


@given(st.binary(), st.none() | st.sampled_from(LABELS) | st.text())
def test_any_bytes_give_a_text_that_is_safe_to_count_in(data, declared):
    assert_safe(decode(data, declared).text)


@pytest.mark.parametrize("declared", LABELS)
def test_no_label_of_a_page_raises(declared):
    assert_safe(decode(b"caf\xe9 \x80\x81\xff", declared).text)


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_tidying_any_text_is_safe_and_done_once(text):
    assert_safe(tidy(text))
    assert tidy(tidy(text)).lstrip("\ufeff") == tidy(text).lstrip("\ufeff")


@given(ANY_TEXT)
def test_utf8_is_read_as_it_is(text):
    text = text.replace("\x00", "")
    assert decode(text.encode(), "cp1252").text == tidy(text.removeprefix("\ufeff"))


@given(ANY_TEXT, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_mark_decides_whatever_is_declared(text, encoding):
    data = ("\ufeff" + text.replace("\x00", "")).encode(encoding)
    assert decode(data, "koi8-r").text == tidy(text.replace("\x00", ""))


@pytest.mark.parametrize(("text", "encoding"), OLD_PAGES)
def test_old_encodings_are_found_without_and_with_a_label(text, encoding):
    data = (text * 4).encode(encoding)
    assert decode(data).text == text * 4
    assert decode(data, encoding).text == text * 4


@pytest.mark.parametrize(("text", "encoding"), WIDE)
def test_utf16_without_a_mark_is_recognised_and_noted(text, encoding):
    found = decode((text * 3).encode(encoding))
    assert (found.text, found.encoding) == (text * 3, encoding)
    assert found.notes == ("UTF-16 without a byte-order mark",)


@pytest.mark.parametrize("text", [ENGLISH, CURLY, JAPANESE, RUSSIAN])
@pytest.mark.parametrize("nuls", [1, 2, 3])
def test_stray_nuls_do_not_make_utf16(text, nuls):
    data = text.replace(" ", " " + "\x00" * nuls, 1).encode() + b"\x00" * nuls
    assert decode(data).text == text


def test_bytes_that_two_code_pages_read_alike_are_western() -> None:
    wire = (
        "“It is a courtesy,” she said. The world’s straits – all of them – are narrow.\r\n© VARRICK\r\n" * 9
    )
    assert decode(wire.encode("cp1250")).encoding == "cp1252"
    polish = "Żółć i gęś: „łódź” płynie przez cieśninę, powiedział wczoraj rzecznik urzędu morskiego. " * 9
    assert decode(polish.encode("cp1250")).text == polish


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_every_line_ending_is_one_newline(ending):
    assert decode(CURLY.replace("\n", ending).encode("cp1252")).text == CURLY


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize(("first", "second"), [("utf-8", "cp1252"), ("cp1252", "utf-8")])
def test_two_pages_pasted_together_keep_both_halves(first, second, ending):
    data = (CURLY.encode(first) + GERMAN.encode(second)).replace(b"\n", ending)
    found = decode(data)
    assert found.text == CURLY + GERMAN
    assert found.notes == ("mixed encodings",)


def test_one_stray_byte_in_a_line_of_utf8_costs_that_byte_only():
    data = "“Nothing – nothing at all – has changed,” the caf".encode() + b"\xe9" + "’s owner said.".encode()
    assert decode(data).text == "“Nothing – nothing at all – has changed,” the café’s owner said."


def test_a_windows_label_is_read_for_latin_1():
    assert decode(b"\x93Nothing\x94", "iso-8859-1").text == "“Nothing”"


def test_a_guess_is_noted():
    assert decode(b"\x81\x8d\x8f\x90\x9d\xff\xfe\x81").notes == ("encoding guessed",)


@pytest.mark.parametrize(
    "unit",
    [
        CURLY.encode(),
        CURLY.encode("cp1252"),
        JAPANESE.encode("shift_jis"),
        JAPANESE.encode("utf-16-le"),
        CURLY.encode() + GERMAN.encode("cp1252"),
        b"\xff\n",
    ],
    ids=["utf-8", "cp1252", "shift_jis", "utf-16", "mixed", "short stray lines"],
)
def test_time_grows_with_the_size_and_no_faster(unit):
    """Five megabytes beside half a megabyte: ten times the work, with room for a machine that is shared."""
    small, large = unit * (500_000 // len(unit)), unit * (5_000_000 // len(unit))
    assert _seconds(large) < 40 * max(_seconds(small), 0.01)


def _seconds(data: bytes) -> float:
    start = time.process_time()
    decode(data)
    return time.process_time() - start
