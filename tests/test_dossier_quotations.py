"""The part of the dossier that shows what became of quotations. All texts are invented."""

from reportedly.dossier import Dossier, render
from reportedly.lineage import quotation_families, quotations, variants
from reportedly.records import Article

WITNESS = "“The northern sluices could give way before the thaw,” said Ilse Vandoren, harbour master."
TELLINGS = {
    "a_1": WITNESS,
    "a_2": WITNESS.replace("could give", "give"),
    "a_3": WITNESS.replace("could give", "could not <b>give"),
    "a_4": WITNESS,
}


def page(*names: str) -> str:
    articles = [Article(name, "s", "r", 0, (), TELLINGS[name], outlet=name) for name in names]
    found = quotation_families([one for article in articles for one in quotations(article)])
    rows = [row for family, members in found for row in variants(family, members)[0]]
    families = [family for family, _ in found]
    return render(Dossier(title="Sluices", articles=articles, families=families, variants=rows))


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
