"""Who speaks, what kind of speaker that is, and who passed it on. All names and sayings are invented."""

import pytest

from reportedly.attribution import extract
from reportedly.attribution.cast import Cast
from reportedly.attribution.drafts import Draft
from reportedly.attribution.speakers import Speakers
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Range, SpeakerKind, Statement, lay_out

K = SpeakerKind


def found(text: str, *kinds: BlockClass, **known: str) -> list[Statement]:
    """Each line is a block; `kinds` are those of the first lines, the rest is body."""
    ranges, at = [], 0
    for number, line in enumerate(text.split("\n")):
        ranges.append((Range(at, at + len(line)), kinds[number] if number < len(kinds) else BlockClass.BODY))
        at += len(line) + 1
    article = Article("a", "s", "r", 0, lay_out(ranges), text, **known)
    return extract(article, next(parse([article])))


SPEAKERS = [
    (
        "apposition behind a description",
        "The union said no. Its secretary, Tor Brandtsen, said the crews would strike.",
        ("Tor Brandtsen", K.PERSON),
    ),
    (
        "surname",
        "Defence Minister Mara Lind left early. Lind said the fleet had sailed.",
        ("Mara Lind", K.PERSON),
    ),
    (
        "office",
        "General Obed Rukwa came late. The general said the bridge was open.",
        ("Obed Rukwa", K.PERSON),
    ),
    (
        "acronym",
        "The Centre for Ice and Sediment (CIS) met. CIS said the glacier had moved.",
        ("Centre for Ice and Sediment", K.BODY),
    ),
    (
        "a title in quotation marks",
        "A study by the Centre for Ice and Sediment came out. It is called “The Moving Line”. "
        "The study said the border had moved.",
        ("Centre for Ice and Sediment", K.BODY),
    ),
    (
        "its report",
        "The Elvane Institute released its annual report. The report said the ice was thin.",
        ("Elvane Institute", K.BODY),
    ),
    (
        "it after a newsroom",
        "The Trondal Gazette said the pier had burned. It said nobody was hurt.",
        ("Trondal Gazette", K.OUTLET),
    ),
    ("anonymous", "A council official said the vote was lost.", ("a council official", K.ANONYMOUS)),
    (
        "the same anonymous",
        "A council official said the vote was lost. The official said it would be held again.",
        ("a council official", K.ANONYMOUS),
    ),
    ("group", "Residents said the noise began at dawn.", ("residents", K.GROUP)),
    (
        "an office without a name",
        "Karsova's ambassador to Norrland said the plane had turned back.",
        ("Karsova's ambassador to Norrland", K.PERSON),
    ),
    (
        "a body without a name of its own",
        "Karsova's defence ministry said the plane had turned back.",
        ("Karsova's defence ministry", K.BODY),
    ),
    (
        "the reader of a paper is not its issuer",
        "A draft report seen by the Trondal Gazette said the pier was unsafe.",
        ("draft report", K.DOCUMENT),
    ),
    (
        "which",
        "The Elvane Institute, which said the ice was thin, has closed.",
        ("Elvane Institute", K.BODY),
    ),
    (
        "the company",
        "Gasmael, which bought two pumps, is small. The company said it would buy a third.",
        ("Gasmael", K.BODY),
    ),
    (
        "a noun that described",
        "The Sulev Mutual, a pool of eleven owners, met. Nobody at the pool has said what it will cost.",
        ("Sulev Mutual", K.BODY),
    ),
    (
        "a place before the first sentence does nothing",
        "Tor Rao left early.\nMARSA KEST (Parmis) - It snowed. He said the road was shut.",
        ("Tor Rao", K.PERSON),
    ),
    (
        "a first word that is no name",
        "SULEV — Cable operators met. The cable is old. The Sulev Cable Board said it would be mended.",
        ("Sulev Cable Board", K.BODY),
    ),
    (
        "a state is short for nothing",
        "The China-Russia camp met. China said the camp would grow.",
        ("China", K.BODY),
    ),
    (
        "nobody at the board",
        "The Sulev Flour Board, which drew up the text, met. Nobody at the board has said what it will cost.",
        ("Sulev Flour Board", K.BODY),
    ),
    (
        "they, who acted",
        "The three companies will share a crane. They did not say who would pay for it.",
        ("the three companies", K.GROUP),
    ),
    (
        "they, a body",
        "The Sulev Flour Board drew up the text. They did not say who would pay for it.",
        ("Sulev Flour Board", K.BODY),
    ),
    (
        "she, behind a long quotation",
        "“It is a good boat,” Mara Lind said.\n“" + "It has two masts. " * 12 + "It leaks,” she said.",
        ("Mara Lind", K.PERSON),
    ),
    (
        "two ministers",
        "Foreign ministers Mara Lind of Sarrow and Tibor Rao of Belmoor said the bridge would carry buses.",
        ("Foreign ministers Mara Lind of Sarrow and Tibor Rao of Belmoor", K.GROUP),
    ),
    (
        "anybody has a clause",
        "A person who has seen the draft said the ship would sail.",
        ("a person who has seen the draft", K.ANONYMOUS),
    ),
    (
        "a body behind a title",
        "The Narrow Lakes Yearbook, from the Elvane Institute, says that the ice is thin.",
        ("Elvane Institute", K.BODY),
    ),
    (
        "behind a dateline",
        "SARROW CITY (Parmis) - General Mara Lind, the chief of staff, told them that the fog was thick.",
        ("Mara Lind", K.PERSON),
    ),
    (
        "she and not he",
        "Ms Lind met Mr Rao. She said the fleet had sailed.",
        ("Lind", K.PERSON),
    ),
]


@pytest.mark.parametrize(("text", "speaker"), [c[1:] for c in SPEAKERS], ids=[c[0] for c in SPEAKERS])
def test_the_last_statement_has_its_speaker(text: str, speaker: tuple[str, SpeakerKind]) -> None:
    last = found(text)[-1]
    assert (last.speaker, last.speaker_kind) == speaker


def test_a_lead_behind_many_headlines_speaks_of_the_paper_that_is_named_below() -> None:
    above = (
        "The quay. It is old. Photo: Rao.\nShips to stay away\nQuays are full. Cranes are old. Fees rise.\n"
    )
    below = (
        "A new harbour report has stated that fees will rise.\n"
        "The Elvane Institute warned of that in its Narrow Lakes Report 2031. It said more would come."
    )
    kinds = (BlockClass.CAPTION, BlockClass.TITLE, BlockClass.STANDFIRST)
    first = next(s for s in found(above + below, *kinds) if s.source and "new harbour" in s.source[0].text)
    assert (first.speaker, first.document) == ("Elvane Institute", "Narrow Lakes Report 2031")


def test_a_part_of_the_world_in_quotation_marks_is_no_paper() -> None:
    last = found(
        "The Elvane Institute warned of that in its Narrow Lakes Report 2031. The dispute will go on, "
        "with the involvement of countries in the “Upper South,” the report said."
    )[-1]
    assert (last.speaker, last.document) == ("Elvane Institute", "Narrow Lakes Report 2031")


def test_what_the_article_says_of_a_speaker_is_kept() -> None:
    (only,) = found("Mara Lind, a professor of history at Elvane College, said the letters were forged.")
    assert only.speaker_note == "a professor of history at Elvane College"


@pytest.mark.parametrize(
    "text",
    ["It is believed that the fleet has left.", "Users of the canal were advised to wait for the tide."],
)
def test_an_empty_source_names_nobody(text: str) -> None:
    (only,) = found(text)
    assert (only.speaker, only.speaker_kind, only.via, only.actor) == (None, None, (), None)


CHAINS = [
    (
        "told a newsroom",
        "Mara Lind told the Trondal Gazette that the fleet had sailed.",
        ("Trondal Gazette",),
    ),
    (
        "told the paper that prints it",
        "Mara Lind told the Post that the fleet had sailed.",
        ("The Elvane Post",),
    ),
    (
        "its own paper",
        "The Elvane Institute said in its Narrow Seas Yearbook that the fleet had sailed.",
        ("Narrow Seas Yearbook",),
    ),
    ("nobody", "Mara Lind told reporters that the fleet had sailed.", ()),
]


@pytest.mark.parametrize(("text", "via"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS])
def test_chains(text: str, via: tuple[str, ...]) -> None:
    last = found(text, outlet="The Elvane Post")[-1]
    assert last.via == ("The Elvane Post", *(name for name in via if name != "The Elvane Post"))


def chains(text: str, statements: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Who relayed each of the statements, given as the words of source, cue and content."""
    article = Article("a", "s", "r", 0, lay_out([(Range(0, len(text)), BlockClass.BODY)]), text)
    parsed = next(parse([article]))
    tree = Tree(article, parsed)

    def tokens(words: str) -> tuple[int, ...]:
        start = text.index(words)
        inside = range(start, start + len(words))
        return tuple(t for t, at in enumerate(parsed.starts) if at in inside)

    drafts = [Draft(*map(tokens, roles), "say", "test", 1.0) for roles in statements]
    speakers = Speakers(tree, Cast(tree, parsed, article), drafts)
    return [speakers.resolve(draft).via for draft in drafts]


NESTED = [
    (
        "Mara Lind had said the fleet would sail, the Trondal Gazette reported.",
        [
            ("Mara Lind", "had said", "the fleet would sail"),
            ("the Trondal Gazette", "reported", "Mara Lind had said the fleet would sail"),
        ],
        [("Trondal Gazette",), ()],
    ),
    (
        "The fleet would sail, Belvar News reported, citing the ministry.",
        [
            ("Belvar News", "reported", "The fleet would sail"),
            ("the ministry", "citing", "The fleet would sail"),
        ],
        [(), ("Belvar News",)],
    ),
    (
        "The fleet would sail, Mara Lind was quoted by Belvar News as saying.",
        [("Mara Lind", "was quoted by Belvar News as saying", "The fleet would sail")],
        [("Belvar News",)],
    ),
]


@pytest.mark.parametrize(("text", "statements", "via"), NESTED)
def test_tellers_and_citers_are_the_way_that_words_came(
    text: str, statements: list[tuple[str, str, str]], via: list[tuple[str, ...]]
) -> None:
    assert chains(text, statements) == via


def test_a_speaker_of_the_registry_carries_its_row() -> None:
    """Norwegian and NATO are scenery; nobody is quoted."""
    rows = found("A Norwegian official said the fleet had sailed. A council official said it had not.")
    assert [s.actor for s in rows] == ["NOR", None]


def test_a_stranger_is_not_linked_by_the_place_in_his_name() -> None:
    (only,) = found("Defence Minister Paris Lindqvist said the fleet had sailed.")
    assert (only.speaker, only.actor) == ("Paris Lindqvist", None)
