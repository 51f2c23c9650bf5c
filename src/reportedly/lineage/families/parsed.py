"""Two tellings of a family compared by the rules over parses, each as a passage by itself."""

from collections.abc import Callable, Iterable

import msgspec

from reportedly.lineage.families.plain import compare_plain, names_of
from reportedly.lineage.families.telling import Compare
from reportedly.lineage.mutations import Relay, compare
from reportedly.records import Article, Comparison, Kind, Mutation, Parse, Quotation, Span

_READ = (None, "en")
Parser = Callable[[Article], Parse]


def reader(parse: Parser) -> Compare:
    """A comparison of quotations that parses their passages, each once; in languages that the rules do not
    read, and where a passage cannot be parsed, the words alone are compared.
    """
    known: dict[str, Relay] = {}

    def relay(told: Quotation) -> Relay:
        if told.passage.text not in known:
            article = Article(told.article, "", "", 0, (), told.passage.text, date=told.date)
            known[told.passage.text] = Relay(article, parse(article), told.date)
        found = known[told.passage.text]
        return Relay(msgspec.structs.replace(found.article, id=told.article), found.parse, told.date)

    def read(witness: Quotation, one: Quotation) -> Comparison:
        if witness.language not in _READ or one.language not in _READ:
            return compare_plain(witness, one)
        known = bool(set(names_of(witness)) & set(names_of(one)))
        rare = known or Kind.INDIRECT not in (witness.kind, one.kind)
        found = compare(relay(witness), relay(one), one_speaker=known, one_wording=rare)
        return _moved(found, witness.passage, one.passage)

    return read


def _moved(found: Comparison, a: Span, b: Span) -> Comparison:
    """A comparison of two passages with its spans where they stand in the articles."""
    return msgspec.structs.replace(
        found,
        mutations=tuple(_change(one, a, b) for one in found.mutations),
        a_words=_shifted(found.a_words, a.start),
        b_words=_shifted(found.b_words, b.start),
    )


def _change(one: Mutation, a: Span, b: Span) -> Mutation:
    return msgspec.structs.replace(
        one,
        a_span=a,
        b_span=b,
        a_words=_shifted(one.a_words, a.start),
        b_words=_shifted(one.b_words, b.start),
    )


def _shifted(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(one.start + by, one.end + by, one.text) for one in spans)
