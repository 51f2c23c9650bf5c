"""The part of the dossier that shows what became of quotations. All texts are invented."""

from reportedly.dossier import Dossier, render
from reportedly.lineage import quotation_families, quotations, variants
from reportedly.records import Article
from reportedly.records.bend import Tally

WITNESS = "“The northern sluices could give way before the thaw,” said Ilse Vandoren, harbour master."
TELLINGS = {
    "a_1": WITNESS,
    "a_2": WITNESS.replace("could give", "give"),
    "a_3": WITNESS.replace("could give", "could not <b>give"),
    "a_4": WITNESS,
}


MANY = Tally("The Quarry <b>Post</b>", 12, 1, 2, 0, 0, 0.25)
FEW = Tally("Harbour Wire", 3, 0, 3, 0, 0, None)


def page(*names: str, tallies: tuple[Tally, ...] = ()) -> str:
    articles = [Article(name, "s", "r", 0, (), TELLINGS[name], outlet=name) for name in names]
    found = quotation_families([one for article in articles for one in quotations(article)])
    rows = [row for family, members in found for row in variants(family, members)[0]]
    families = [family for family, _ in found]
    return render(
        Dossier(title="Sluices", articles=articles, families=families, variants=rows, tallies=tallies)
    )


def test_a_bent_telling_stands_beside_its_witness_with_the_deciding_words_marked() -> None:
    html = page("a_1", "a_2")
    assert "What became of quotations" in html
    assert "Hedge dropped" in html
    assert '<mark class="differs">could</mark>' in html
    assert "which of the two was first is not known" in html


def test_what_turns_the_meaning_comes_first() -> None:
    html = page("a_1", "a_2", "a_3")
    assert html.index("Negation flipped") < html.index("Hedge dropped")
    assert "<b>give" not in html


def test_copies_make_no_part_of_the_page() -> None:
    assert "What became of quotations" not in page("a_1", "a_4")


def test_who_bends_how_often_stands_below_with_both_counts_and_no_share_of_few() -> None:
    html = page("a_1", "a_2", tallies=(MANY, FEW))
    first, second = html.split('id="tallies"')[1].split("<tr>")[2:4]
    assert all(words in first for words in (">12<", ">3<", "25%", "Quarry &lt;b&gt;"))
    assert "%" not in second
    assert 'id="tallies"' not in page("a_1", "a_2")
