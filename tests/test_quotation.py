from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text import quoted

CASES = [
    ("plain", "Nothing is quoted here.", []),
    ("curly", "“We will go,” he said. “Soon.”", ["“We will go,”", "“Soon.”"]),
    ("straight", 'He said "we go" and then "no."', ['"we go"', '"no."']),
    ("typed twice", "''We go,'' he said.", ["''We go,''"]),
    ("typed twice, curly", "‘‘We go,’’ he said.", ["‘‘We go,’’"]),
    ("backticks", "``We go,'' he said.", ["``We go,''"]),
    ("one backtick", "`We go,' he said.", ["`We go,'"]),
    ("blanks inside", 'He said " we go " and left.', ['" we go "']),
    ("mixed keyboards", '“We go," he said, "and stay.”', ['“We go,"', '"and stay.”']),
    ("curly closed by two single", "A “question’’ was put.", ["“question’’"]),
    ("german", "„Wir gehen“, sagte er.", ["„Wir gehen“"]),
    ("german guillemets", "Er sagte: »Wir gehen«, und: »Nein.«", ["»Wir gehen«", "»Nein.«"]),
    ("german single", "Er nannte es ‚Frieden‘ und ging.", ["‚Frieden‘"]),
    ("french", "Il dit «oui» et «non».", ["«oui»", "«non»"]),
    ("french with blanks", "Il dit « oui » et « non ».", ["« oui »", "« non »"]),
    ("swiss single", "Er nannte es ‹Frieden› und ging.", ["‹Frieden›"]),
    ("swedish", "”Vi går”, sade han. ”Nu.”", ["”Vi går”", "”Nu.”"]),
    ("finnish", "»Me menemme», hän sanoi.", ["»Me menemme»"]),
    ("russian", "«Мы „уходим“ сегодня», — сказал он.", ["«Мы „уходим“ сегодня»"]),
    ("japanese", "彼は「行く」と言った。", ["「行く」"]),
    ("japanese nested", "彼は「社長が『行く』と言った」と述べた。", ["「社長が『行く』と言った」"]),
    ("japanese halfwidth", "彼は｢行く｣と言った。", ["｢行く｣"]),
    ("japanese primes", "彼は〝行く〟と言った。", ["〝行く〟"]),
    ("vertical", "彼は﹁行く﹂と﹃来る﹄と言った。", ["﹁行く﹂", "﹃来る﹄"]),
    ("chinese", "他说：“我们去。”然后走了。", ["“我们去。”"]),
    ("chinese, straight", '他说："我们去。"然后走了。', ['"我们去。"']),
    ("chinese, fullwidth", "他说：＂我们去。＂然后走了。", ["＂我们去。＂"]),
    ("chinese single inside", "他说：“所谓‘合作’是假的。”", ["“所谓‘合作’是假的。”"]),
    ("chinese single", "他称之为‘合作’并离开。", ["‘合作’"]),
    ("hebrew between marks of direction", '\u200f"שלום" אמר הוא.', ['"שלום"']),
    ("nested", "“He said ‘never’ twice,” she said.", ["“He said ‘never’ twice,”"]),
    (
        "nested in the same marks",
        "“They call it “peace” there,” she said.",
        ["“They call it “peace” there,”"],
    ),
    (
        "nested in straight marks",
        '"They call it "peace" there," she said.',
        ['"They call it "peace" there,"'],
    ),
    ("nested, three marks at the end", "''I said, 'Never,''' he recalled.", ["''I said, 'Never,'''"]),
    ("nested, three marks at the head", "'''Never,' I said,'' he recalled.", ["'''Never,' I said,''"]),
    ("nested double in single", "‘It is no “peace”,’ she said.", ["‘It is no “peace”,’"]),
    ("single", "Lind called it ‘a truce, not a peace’, twice.", ["‘a truce, not a peace’"]),
    ("straight single", "'We go,' he said.", ["'We go,'"]),
    ("apostrophes", "It’s the allies’ plan and Rao's, from the '90s.", []),
    ("plural inside single", "‘The allies’ plan is ours’, he said.", ["‘The allies’ plan is ours’"]),
    ("inches", 'A 6\'2" man said "hello there".', ['"hello there"']),
    ("inches in a quotation", "“He is 6’2”, not less,” she said.", ["“He is 6’2”, not less,”"]),
    ("open at the end", "He said “we go.", ["“we go."]),
    ("open at the end, blanks", "He said “we go.  ", ["“we go."]),
    ("reopened", "He said “we go and “we stay” too.", ["“we go and", "“we stay”"]),
    ("closed by one single mark", "He wrote: “We go.’ Then he left.", ["“We go.’"]),
    ("an opening mark closes", "A “truce“ is no “peace“, he said.", ["“truce“", "“peace“"]),
    ("an opening mark at the end", "He said: “They see that. “", ["“They see that. “"]),
    ("a closing mark opens", "He called it ”a truce” twice.", ["”a truce”"]),
    ("crossed", "He said “we «go” and» left.", ["“we «go”"]),
    ("paragraphs", "“One.\n“Two.”\nThree.", ["“One.", "“Two.”"]),
    ("paragraphs, one nested", "“One “big” step.\n“Two.”", ["“One “big” step.", "“Two.”"]),
    ("paragraphs, single", "‘One of us.\n‘Two of us.’", ["‘One of us.", "‘Two of us.’"]),
    ("carried over", "“One.\nTwo,” he said.", ["“One.", "Two,”"]),
    ("carried over an empty line", "“One.\n\nTwo,” he said.", ["“One.", "Two,”"]),
    ("carried through", "“One.\nIt's two.\nThree,” he said.", ["“One.", "It's two.", "Three,”"]),
    ("not carried through too many", "“1.\n2.\n3.\n4.\n5.\n6,” he said.", ["“1."]),
    ("not carried past another", "“One.\nHe called it “two”.\nThree,” he said.", ["“One.", "“two”"]),
    ("a mark on its own line", "“\nWe go.”\nHe left.", ["We go.”"]),
    ("stray closing mark", "He left.” She stayed.", []),
    ("stray opening mark", "“\nHe left.", []),
    ("a line of marks", "''''''''''''\nHe left.", []),
    ("glued", "(“x”)“y”", ["“x”", "“y”"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[r.start : r.end] for r in quoted(text)] == expected


MARKED = st.text(
    alphabet=st.sampled_from(list("ab s.,\n“”\"'‘’«»‹›「」『』„‚`＂〝〟(—é😀字6\u200f\u0301\ud800")),
    max_size=200,
)


@given(MARKED | st.text(max_size=100))
def test_ranges_are_ordered_apart_and_inside_one_line(text: str) -> None:
    found = quoted(text)
    assert all(0 <= r.start < r.end <= len(text) for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any("\n" in text[r.start : r.end] for r in found)


@given(MARKED)
def test_quotations_hold_more_than_blanks_at_their_edges(text: str) -> None:
    words = [text[r.start : r.end] for r in quoted(text)]
    assert words == [w.strip() for w in words]


@given(MARKED, MARKED)
def test_a_paragraph_without_an_open_mark_before_it_is_read_alone(before: str, text: str) -> None:
    before = before.replace("\n", " ") + "\nNobody spoke.\n\nNo.\n\nNo.\n\nNobody.\n\n"
    alone = [text[r.start : r.end] for r in quoted(text)]
    both = before + text
    assert [both[r.start : r.end] for r in quoted(both) if r.start >= len(before)] == alone


PAIRS = ["“”", '""', "«»", "„“", "‹›", "「」", "『』", "﹁﹂", "〝〟", "»«", "””", "‘’", "''"]
SAID = st.lists(st.text(alphabet="abc ,", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=8)


@pytest.mark.parametrize("pair", PAIRS)
@given(said=SAID)
def test_balanced_marks_are_all_found(pair: str, said: list[str]) -> None:
    text = " and ".join(f"{pair[0]}{words}{pair[1]}" for words in said)
    assert [text[r.start + 1 : r.end - 1] for r in quoted(text)] == said


@pytest.mark.parametrize(
    "unit", ["“", "‘a ", '" ', "' ", "“a ‘b ", "a’ ", "“«", "“a\n", "”", "«a» “", "''' a", "a. “"]
)
@pytest.mark.parametrize("end", ["", "”"])
def test_time_is_linear(unit: str, end: str) -> None:
    def once(text: str) -> float:
        start = process_time()
        quoted(text)
        return process_time() - start

    short, long = unit * 5_000 + end * 5_000, unit * 20_000 + end * 20_000
    allowed = 12 * min(once(short), once(short)) + 0.2
    # Once more where it took too long: the garbage of other tests may have been collected in it.
    assert once(long) < allowed or once(long) < allowed
