"""The truth file of the example pile, held against the raw files alone: no line of the product is used."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "strait"
PILE = FOLDER / "pile"
TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"))
FILES = {entry["file"]: entry for entry in TRUTH["files"]}
ARTICLES = {article["key"]: (name, article) for name in FILES for article in FILES[name]["articles"]}
STATEMENTS = [
    pytest.param(name, statement, id=f"{key}-{number}")
    for key, (name, article) in ARTICLES.items()
    for number, statement in enumerate(article["statements"], 1)
]
INLINE = {"a", "b", "i", "em", "strong", "span", "time"}
MODALITIES = {"asserted", "probable", "possible", "conditional", "recommended", "predicted"}
OPERATIONS = {"verbatim", "cut_start", "cut_end", "ellipsis", "substitute", "direct_to_indirect"}
EFFECTS = {
    "none",
    "re_anchored",
    "misattributed",
    "hedge_dropped",
    "condition_dropped",
    "forecast_to_fact",
    "number_changed",
}
VISIBLE: dict[str, str] = {}


def visible(name: str) -> str:
    """The text of a file as a reader sees it, each run of white space one blank."""
    if name not in VISIBLE:
        text = (PILE / name).read_bytes().decode(FILES[name]["encoding"])
        VISIBLE[name] = " ".join((_rendered(text) if name.endswith(".html") else text).split())
    return VISIBLE[name]


def _rendered(page: str) -> str:
    tree = html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for unseen in tree.xpath("//head | //script | //style"):
        unseen.drop_tree()
    return "".join(_texts(tree))


def _texts(node):
    border = "" if node.tag in INLINE else " "
    yield border + (node.text or "")
    for child in node:
        yield from _texts(child)
        yield child.tail or ""
    yield border


def places(text: str, words: str) -> list[int]:
    """Where `words` stand in `text`, not as a part of longer words."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return [found.start() for found in re.finditer(before + re.escape(words) + after, text)]


def pieces(statement: dict, role: str, text: str) -> list[tuple[int, int]]:
    """The places of a role's pieces in the file's text; asserts that each is there and unambiguous."""
    start = text.index(statement["passage"])
    found = []
    for piece in statement[role]:
        words = piece if isinstance(piece, str) else piece["text"]
        at = places(statement["passage"], words)
        assert len(at) == 1 if isinstance(piece, str) else len(at) > 1, words
        place = start + at[0 if isinstance(piece, str) else piece["nth"] - 1]
        found.append((place, place + len(words)))
    return found


def quoted(text: str) -> list[bool]:
    """For each character, whether it stands in double marks, or in single ones that were opened as such."""
    inside, double, single = [], False, False
    for mark in text:
        double = (double or mark == "“") and mark != "”"
        single = (single or mark == "‘") and mark != "’"
        inside.append(double or single)
    return inside


def kind_of(text: str, content: list[tuple[int, int]]) -> str:
    inside = quoted(text)
    words = [place + word.start() for place, end in content for word in re.finditer(r"\w+", text[place:end])]
    share = sum(inside[place] for place in words) / len(words)
    return "direct" if share >= 0.9 else "mixed" if share >= 0.1 else "indirect"


def told(article: str, words: str) -> bool:
    return bool(places(visible(ARTICLES[article][0]), words))


def test_every_clipping_is_in_the_truth_and_in_the_readme():
    names = {path.name for path in PILE.iterdir()}
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert names == set(FILES)
    assert all(f"`{name}`" in readme for name in names)


def test_readme_and_truth_say_that_all_is_invented():
    assert "invented" in TRUTH["about"] and "not news" in TRUTH["about"]
    assert "**Everything here is invented**" in (FOLDER / "README.md").read_text("utf-8")


def test_no_clipping_holds_an_address_that_somebody_could_own():
    for path in PILE.iterdir():
        text = path.read_bytes().decode("cp1252", "replace")
        assert "@" not in text.replace('"@context"', "").replace('"@type"', ""), path.name
        hosts = re.findall(r"https?://([^/\"'\s]+)", text)
        assert all(host.endswith(".example") for host in hosts), path.name
        assert not re.search(r"\bwww\.|\w\.(com|net|org)\b", text), path.name


def test_raw_forms_are_kept():
    wire = (PILE / "02-varrick.txt").read_bytes()
    assert wire.count(b"\r\n") == wire.count(b"\n") > 20
    with pytest.raises(UnicodeDecodeError):
        wire.decode("utf-8")
    assert not re.search(rb"20\d\d", (PILE / "06-outrigger-standard.html").read_bytes())
    assert any(" " in name and "'" in name for name in FILES)


@pytest.mark.parametrize("key", ARTICLES)
def test_article(key):
    name, article = ARTICLES[key]
    text = visible(name)
    title, first, last = (places(text, article[k]) for k in ("title", "body_first", "body_last"))
    assert title and first and len(last) == 1
    assert title[0] < first[0] < last[0]
    assert all(places(text, caption) for caption in article["captions"])
    assert article["date"] is None or re.fullmatch(r"2031-03-1\d", article["date"])


@pytest.mark.parametrize("key", ARTICLES)
def test_outlet_agency_and_byline_stand_in_the_file(key):
    name, article = ARTICLES[key]
    raw = (PILE / name).read_bytes().decode(FILES[name]["encoding"]).lower()
    for field in ("outlet", "agency", "byline"):
        assert article[field] is None or article[field].lower() in raw, field


@pytest.mark.parametrize(("name", "statement"), STATEMENTS)
def test_statement(name, statement):
    text = visible(name)
    assert len(places(text, statement["passage"])) == 1
    roles = {role: pieces(statement, role, text) for role in ("source", "cue", "content")}
    ends = [place for spans in roles.values() for place in spans]
    start = text.index(statement["passage"])
    assert min(a for a, _ in ends) == start
    assert max(b for _, b in ends) == start + len(statement["passage"])
    assert roles["content"]
    assert statement["kind"] == kind_of(text, roles["content"])
    assert statement["modality"] in MODALITIES


@pytest.mark.parametrize("name", FILES)
def test_discarded_text_is_in_the_file_and_in_no_statement(name):
    for words in FILES[name]["discarded"]:
        assert words in visible(name)
        for article in FILES[name]["articles"]:
            assert all(words not in statement["passage"] for statement in article["statements"])


def test_each_article_has_one_story_and_the_origins_are_known():
    told_in = [key for story in TRUTH["stories"] for key in story["articles"]]
    origins = {origin["key"] for origin in TRUTH["origins"]}
    assert sorted(told_in) == sorted(ARTICLES)
    assert {key for story in TRUTH["stories"] for key in story["origins"]} <= origins
    assert {claim["origin"] for claim in TRUTH["claims"]} <= origins
    for relay in TRUTH["relays"]:
        assert {relay["article"], *relay["rivals"]} <= set(ARTICLES)
        assert relay["taken_from"] in (ARTICLES if relay["kind"] == "article" else origins)


def test_voices_of_its_own_speak_in_that_article_alone_within_the_story():
    for story in TRUTH["stories"]:
        for voice in story["own_voices"]:
            heard = [
                key
                for key in story["articles"]
                if any(s["speaker"] == voice["speaker"] for s in ARTICLES[key][1]["statements"])
            ]
            assert heard == [voice["article"]]


@pytest.mark.parametrize("row", TRUTH["claims"] + TRUTH["happenings"], ids=lambda row: row.get("status"))
def test_tellings_stand_in_their_articles(row):
    assert all(told(telling["article"], telling["text"]) for telling in row["tellings"])


@pytest.mark.parametrize("mutation", TRUTH["mutations"], ids=lambda row: row["effect"])
def test_mutation(mutation):
    assert all(told(side["article"], side["quote"]) for side in (mutation["from"], mutation["to"]))
    assert set(mutation["operations"]) <= OPERATIONS
    assert mutation["effect"] in EFFECTS
    assert (mutation["severity"] == "harmless") == (mutation["effect"] == "none")
    assert mutation["severity"] in {"harmless", "shifts", "reverses"}


@pytest.mark.parametrize("mutation", [m for m in TRUTH["mutations"] if "verbatim" in m["operations"]])
def test_what_is_called_verbatim_is(mutation):
    words = [re.findall(r"“(.+?)[,.]?”", mutation[side]["quote"])[0] for side in ("from", "to")]
    assert words[0].lower() == words[1].lower()


def test_what_must_fail_has_no_article():
    assert {error["file"] for error in TRUTH["errors"]} == {n for n in FILES if not FILES[n]["articles"]}
