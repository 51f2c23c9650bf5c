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
    ("mixed keyboards", '“We go," he said, "and stay.”', ['“We go,"', '"and stay.”']),
    ("german", "„Wir gehen“, sagte er.", ["„Wir gehen“"]),
    ("french", "Il dit «oui» et «non».", ["«oui»", "«non»"]),
    ("japanese", "彼は「行く」と言った。", ["「行く」"]),
    ("nested", "“He said ‘never’ twice,” she said.", ["“He said ‘never’ twice,”"]),
    ("single", "Lind called it ‘a truce, not a peace’, twice.", ["‘a truce, not a peace’"]),
    ("straight single", "'We go,' he said.", ["'We go,'"]),
    ("apostrophes", "It’s the allies’ plan and Rao's, from the '90s.", []),
    ("plural inside single", "‘The allies’ plan is ours’, he said.", ["‘The allies’ plan is ours’"]),
    ("inches", 'A 6\'2" man said "hello there".', ['"hello there"']),
    ("open at the end", "He said “we go.", ["“we go."]),
    ("reopened", "He said “we go and “we stay” too.", ["“we go and", "“we stay”"]),
    ("paragraphs", "“One.\n“Two.”\nThree.", ["“One.", "“Two.”"]),
    ("carried over", "“One.\nTwo,” he said.", ["“One.", "Two,”"]),
    ("stray closing mark", "He left.” She stayed.", []),
    ("glued", "(“x”)“y”", ["“x”", "“y”"]),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[r.start : r.end] for r in quoted(text)] == expected


MARKED = st.text(alphabet=st.sampled_from(list("ab s.,\n“”\"'‘’«»「」„(—é😀字\u200f\u0301")), max_size=200)


@given(MARKED | st.text(max_size=100))
def test_ranges_are_ordered_apart_and_inside_one_line(text: str) -> None:
    found = quoted(text)
    assert all(0 <= r.start < r.end <= len(text) for r in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any("\n" in text[r.start : r.end] for r in found)


@given(st.lists(st.text(alphabet="abc ,", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=8))
def test_balanced_marks_are_all_found(said: list[str]) -> None:
    text = " and ".join(f"“{words}”" for words in said)
    assert [text[r.start + 1 : r.end - 1] for r in quoted(text)] == said


@pytest.mark.parametrize("unit", ["“", "‘a ", '" ', "' ", "“a ‘b ", "a’ "])
def test_time_is_linear(unit: str) -> None:
    def seconds(text: str) -> float:
        start = process_time()
        quoted(text)
        return process_time() - start

    assert seconds(unit * 80_000) < 10 * seconds(unit * 20_000) + 0.5
