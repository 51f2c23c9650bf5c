"""The chapter "Who says what": speakers, their words in context, and conflicts beside each other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec import structs

from dossier_sample import articles_of, cut, sample, say
from reportedly.dossier import Dossier, render
from reportedly.dossier.voices import LONGEST
from reportedly.records import SpeakerKind
from reportedly.text.sentences import AROUND, sentence_around


@pytest.fixture(scope="module")
def chapter() -> html.HtmlElement:
    (found,) = html.fromstring(render(sample())).xpath("//section[@id='voices']")
    return found


def voice(chapter: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = chapter.xpath(".//section[@class='voice'][.//h3[normalize-space()=$name]]", name=name)
    return found


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_speaker_stands_there_once_and_the_unnamed_last(chapter):
    names = [words(h) for h in chapter.xpath(".//h3")]
    spoke = {(s.speaker or "Not named").casefold() for s in sample().statements}
    assert len(names) == len(spoke) and {name.casefold() for name in names} == spoke
    assert names[0] == "Harbour Institute for Maritime Studies" and names[-1] == "Not named"


def test_a_statement_stands_in_its_sentence_with_hedges_chain_and_link(chapter):
    (first, *_) = voice(chapter, "Ines Halvorsen").xpath(".//li")
    assert words(first).startswith(
        "Ines Halvorsen, who led the study, told reporters that the two governments may be preparing a joint "
        "patrol of the strait, but that she had “no evidence of a formal alliance”. possible, tell"
    )
    assert first.xpath(".//mark[contains(@class, 'hedge')]/text()") == ["may"]
    assert "1 The Harbour Courier ← Meridian Wire, 2031-03-14" in words(first).replace("\xa0", " ")
    (link,) = first.xpath(".//a/@href")
    assert chapter.getroottree().xpath("//a[@id=$name]", name=link[1:])


def test_the_same_words_in_two_articles_are_one(chapter):
    items = voice(chapter, "Harbour Institute for Maritime Studies").xpath(".//li")
    (treaty,) = [x for x in items if "Neither side has signed" in words(x)]
    assert len(treaty.xpath(".//a")) == 2


def test_what_was_said_and_denied_stands_side_by_side(chapter):
    oster = voice(chapter, "Mirela Oster")
    (sides,) = oster.xpath(".//div[@class='sides']")
    left, right = sides.xpath("./div")
    assert words(left).startswith(
        "Affirmed Mirela Oster had told the harbour pilots in February that a patrol"
    )
    assert words(right).startswith("Denied") and "any patrol was planned. negated, deny" in words(right)
    assert len(oster.xpath(".//ol/li")) == 1


def test_counts_by_act_and_by_certainty(chapter):
    assert words(chapter.xpath("./dl")[0]).replace("\xa0", " ").startswith("By act say 25, tell 4, warn 3")


def test_a_long_voice_is_folded_and_a_longer_one_cut():
    lines = [f"The board said on day {n} that the pier would stay open for {n} days." for n in range(60)]
    source, came, blocks = cut("a.txt", [("body", "0", line) for line in lines])
    (article,) = articles_of(source, came, blocks)
    told = [say(article, [line[line.index("that") : -1]], speaker="The board", cue="said") for line in lines]
    page = html.fromstring(render(Dossier(title="T", arrivals=[came], articles=[article], statements=told)))
    (board,) = page.xpath("//section[@class='voice']")
    assert len(board.xpath(".//details//li")) == 36
    assert "20 statements more, in the tables of the articles." in words(board)


TEXT = "One came. “Two went,” he said. Then Mr. B. Lind, of No. 5, left\nA line. " + "Word " * 400


@pytest.mark.parametrize(
    ("said", "around"),
    [
        ("One", "One came."),
        ("“Two went,”", "“Two went,” he said."),
        ("he", "“Two went,” he said."),
        ("left", "Lind, of No. 5, left"),
        ("A line", "A line."),
    ],
)
def test_a_sentence_is_found_around_words(said, around):
    start = TEXT.index(said)
    low, high = sentence_around(TEXT, start, start + len(said))
    assert TEXT[low:high] == around


@given(st.text(max_size=60), st.data())
def test_a_sentence_holds_its_words_and_is_not_long(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = sentence_around(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert start - low <= AROUND and high - end <= AROUND


def test_a_very_long_statement_is_cut_and_says_so():
    source, came, blocks = cut("a.txt", [("body", "0", "word " * 400)])
    (article,) = articles_of(source, came, blocks)
    told = say(article, ["word " * 399 + "word"], speaker="The board")
    page = html.fromstring(render(Dossier(title="T", arrivals=[came], articles=[article], statements=[told])))
    shown = page.xpath("//section[@class='voice']//li/p[1]")[0]
    assert "more characters]" in words(shown) and len(words(shown)) < LONGEST + 60


def test_a_body_under_two_spellings_is_one_voice_that_tells_the_other(chapter):
    name, other = (
        "Harbour Institute for Maritime Studies",
        "the Harbour Institute of Maritime Studies think tank",
    )
    whole = sample()
    mine = [row for row in whole.statements if row.speaker == name]
    told = {mine[0].id: name, **{row.id: other for row in mine[1:]}}
    rows = [
        structs.replace(row, speaker=told[row.id], speaker_kind=SpeakerKind.BODY) if row.id in told else row
        for row in whole.statements
    ]
    page = html.fromstring(render(replace(whole, statements=rows)))
    (found,) = page.xpath("//section[@id='voices']")
    before = [words(p) for p in voice(chapter, name).xpath("./header/p")]
    assert [words(p) for p in voice(found, name).xpath("./header/p")] == [f"also {other}", *before]
    assert [words(h) for h in found.xpath(".//h3")] == [words(h) for h in chapter.xpath(".//h3")]
