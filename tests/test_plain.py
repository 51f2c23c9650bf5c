"""Plain text in, a class and an article for every line out. All texts are invented."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportedly.articles.plain import classify_plain
from reportedly.records import BlockClass

LEAD = (
    "PORT SELWICK (Halyard News) — The harbour council of Selwick said on Tuesday that it would close two of "
    "its five piers to foreign tenders until the dredging dispute with Morrowland was settled."
)
PARAGRAPHS = (
    "The council, which met behind closed doors for six hours, said in a statement that the closure was "
    "“temporary and proportionate”, and that fishing boats would not be affected by the decision.",
    "Captain Odile Harrow, who leads the pilots of the port, told reporters that tenders had already been "
    "turned away at the second pier, and that crews were waiting at anchor without fresh water.",
    "“Nobody asked the pilots before the notice went up on the pier,” she said. “We learned of it from the "
    "tide board, like everybody else who works in this harbour.”",
    "Officials in Morrowland have not commented on the closure of the piers, but a person with knowledge of "
    "the matter said that the dredging works would go on as planned through the winter.",
    "The two sides last met in the spring, when a joint survey of the channel was agreed but never made, and "
    "the council has since accused the dredgers of leaving spoil inside the fairway.",
)
SECOND_LEAD = (
    "Wheat growers in the upland province of Tarn lost a third of their harvest to hail this summer, the "
    "farm bureau there reported, and insurers expect the largest claims in a generation."
)
SECOND = (
    "Hail fell on nine days in July, the bureau's inspectors wrote, and on the worst of them stones as big "
    "as walnuts flattened barley and wheat across forty villages in less than an hour.",
    "“My grandfather never saw ice like it,” said Ansel Brode, a grower near Upper Tarn, as he walked along "
    "rows of broken stalks. “We will plough it in and sow rye.”",
    "Insurers have sent sixty assessors to the province, and the bureau said that payments would begin by "
    "the autumn sowing, when growers must buy seed and fuel for their tractors.",
    "Bakers in the capital expect flour to cost a tenth more by the new year, although grain merchants said "
    "that imports from the southern plains would cover most of what was lost.",
)
NAVIGATION = ("Home", "World", "Politics", "Business", "Sport", "Opinion", "Search", "Menu", "Log in")
FOOT = (
    "Share this article",
    "Facebook",
    "Twitter",
    "Most read",
    "Ten lighthouses to see before you die",
    "Cookie policy",
    "Terms of use",
    "© 2031 Halyard News. All rights reserved.",
)
TITLE = "Selwick harbour closes two piers to foreign tenders in dredging dispute"
SECOND_TITLE = "Hail takes a third of the wheat harvest in upland Tarn, growers say"
B = BlockClass


def of(text: str) -> dict[str, tuple[BlockClass, int | None]]:
    """Class and piece of each labelled stretch, by its text."""
    return {text[x.start : x.end]: (x.kind, x.piece) for x in classify_plain(text)}


def joined(*lines: str) -> str:
    return "\n\n".join(lines)


PAGE = joined(*NAVIGATION, TITLE, "By Corin Vale", "3 March 2031", LEAD, *PARAGRAPHS, *FOOT)
PASTED = joined(
    TITLE, "By Corin Vale", LEAD, *PARAGRAPHS, "", SECOND_TITLE, "By Mara Quill", SECOND_LEAD, *SECOND
)


@pytest.mark.parametrize("line", [LEAD, *PARAGRAPHS])
def test_paragraphs_of_a_page_are_body(line: str) -> None:
    assert of(PAGE)[line] == (B.BODY, 0)


@pytest.mark.parametrize("line", [*NAVIGATION, *FOOT])
def test_the_shell_of_a_page_belongs_to_no_article(line: str) -> None:
    kind, piece = of(PAGE)[line]
    assert kind is not B.BODY and piece is None


@pytest.mark.parametrize(
    ("line", "kind"), [(TITLE, B.TITLE), ("By Corin Vale", B.BYLINE), ("3 March 2031", B.DATELINE)]
)
def test_the_head_of_an_article(line: str, kind: BlockClass) -> None:
    assert of(PAGE)[line] == (kind, 0)


CAPTION = "Tenders wait at anchor outside the second pier of Port Selwick on Tuesday. Photo: Orla Finch"
FORM = "By submitting, you agree to receive our newsletter. Enter your email to subscribe"


@pytest.mark.parametrize(
    ("inserted", "kind"),
    [
        (("Advertisement",), B.JUNK),
        ((CAPTION,), B.CAPTION),
        ((FORM,), B.FORM),
        (("Read more: Morrowland orders three new dredgers for its northern ports",), B.TEASER),
        (("Morrowland orders three new dredgers for its northern ports\n2 March 2031",), B.TEASER),
    ],
)
def test_what_stands_between_the_paragraphs(inserted: tuple[str, ...], kind: BlockClass) -> None:
    text = joined(TITLE, LEAD, *PARAGRAPHS[:2], *inserted, *PARAGRAPHS[2:])
    found = of(text)
    assert found[inserted[0].split("\n")[0]] == (kind, 0)
    assert all(found[p] == (B.BODY, 0) for p in (LEAD, *PARAGRAPHS))


def test_a_caption_under_a_bare_photo_credit() -> None:
    words = "A harbour pilot raises the signal flags at the second pier before the morning tide in March."
    found = of(joined(TITLE, f"Halyard file photo\n{words}", LEAD, *PARAGRAPHS))
    assert found["Halyard file photo"] == (B.CREDIT, 0)
    assert found[words] == (B.CAPTION, 0)


def test_a_credit_glued_to_the_last_sentence_is_cut_off() -> None:
    found = of(joined(TITLE, LEAD, *PARAGRAPHS) + "© HALYARD")
    assert found[PARAGRAPHS[-1]] == (B.BODY, 0)
    assert found["© HALYARD"] == (B.CREDIT, 0)


def test_two_pasted_articles_are_two_pieces() -> None:
    found = of(PASTED)
    assert {found[p] for p in (LEAD, *PARAGRAPHS)} == {(B.BODY, 0)}
    assert {found[p] for p in (SECOND_LEAD, *SECOND)} == {(B.BODY, 1)}
    assert found[TITLE] == (B.TITLE, 0)
    assert found[SECOND_TITLE] == (B.TITLE, 1)
    assert found["By Mara Quill"] == (B.BYLINE, 1)


def test_three_sentences_from_the_clipboard_are_an_article() -> None:
    assert of(PARAGRAPHS[0])[PARAGRAPHS[0]] == (B.BODY, 0)


def test_a_text_without_sentences_has_no_article() -> None:
    assert all(piece is None for _, piece in of("\n".join(NAVIGATION)).values())


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\u2028", "\n" * 1000])
def test_nothing_in_nothing_out(text: str) -> None:
    assert classify_plain(text) == []


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x0c", "\x85"])
def test_only_a_newline_ends_a_line(mark: str) -> None:
    assert len(classify_plain(f"one{mark}two\nthree")) == 2


ODD = st.text(
    alphabet=st.sampled_from("aZ 9.\n\t©“”’\u2028\x0b\x0c\x85\u200b\u0301😀中文。|•-—:()@"), max_size=120
)
PARTS = st.sampled_from(
    [*NAVIGATION, *FOOT, TITLE, CAPTION, LEAD, *PARAGRAPHS, SECOND_LEAD, *SECOND, "© X", "1"]
)
DUMPS = st.lists(st.one_of(PARTS, ODD, st.text(max_size=40)), max_size=40).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(DUMPS)
@example("x© A")
@example(".©  ab\n.(c)zz")
def test_every_line_has_its_label_in_order_and_exact(text: str) -> None:
    found = classify_plain(text)
    ends = [0, *[x.end for x in found]]
    assert all(last <= x.start < x.end for last, x in zip(ends, found, strict=False))
    for x in found:
        words = text[x.start : x.end]
        assert words == words.strip() and "\n" not in words
        assert 0 <= x.confidence <= 1 and x.rule
    bare, covered = list(text), {i for x in found for i in range(x.start, x.end)}
    assert all(c.isspace() for i, c in enumerate(bare) if i not in covered)
    pieces = [x.piece for x in found if x.piece is not None]
    assert sorted(set(pieces)) == list(range(len(set(pieces)))) and pieces == sorted(pieces)
    assert all(x.piece is not None for x in found if x.kind is B.BODY)


@pytest.mark.parametrize(
    "text",
    [
        "word and another. " * 60_000,
        "photo " * 100_000,
        "(" * 500_000,
        " " * 500_000 + ".",
        "By A " * 100_000,
        "\n" * 500_000,
        "\n".join(["Home", LEAD] * 2_000),
    ],
    ids=["one line", "cue words", "brackets", "spaces", "bylines", "blank", "alternating"],
)
def test_large_and_odd_files_take_bounded_time(text: str) -> None:
    began = time.process_time()
    classify_plain(text)
    assert time.process_time() - began < 5


def test_the_same_text_gives_the_same_labels() -> None:
    assert classify_plain(PASTED) == classify_plain(PASTED)
