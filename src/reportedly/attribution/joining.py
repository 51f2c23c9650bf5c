"""All drafts of an article from all makers, each statement once, its quotations whole."""

from bisect import bisect_right
from collections.abc import Iterable

from reportedly.attribution.drafts import Draft
from reportedly.attribution.headlines import colons
from reportedly.attribution.linking import link
from reportedly.attribution.quotes import Quotations
from reportedly.attribution.readings import read
from reportedly.attribution.sifting import sift
from reportedly.attribution.tree import Tree
from reportedly.records import Article, BlockClass, Parse

HEADLINES = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST})
CAPTIONS = frozenset({BlockClass.CAPTION})
# Two makers that agree on this share of the content have found one statement.
SAME = 0.5


def gather(article: Article, tree: Tree, parse: Parse) -> list[Draft]:
    """The drafts of an article in text order; what stands in captions is left out. Rules add only
    what a model of single lines does not see.
    """
    quotations = Quotations(tree)
    heads = colons(tree, _first_tokens(article, tree))
    read_ = sift(tree, read(tree, quotations, parse.attributions))
    found = join((d for d in read_ if not _takes_apart(d, heads)), heads)
    linked = link(tree, quotations, (d for d in found if not stands_in(article, tree, d, CAPTIONS)))
    return [d for d in linked if not stands_in(article, tree, d, CAPTIONS)]


def join(*makers: Iterable[Draft]) -> list[Draft]:
    """The drafts of all makers, the most trusted maker first, without those that one before has found: the
    same cue, or most of the same content. One maker's own drafts are never held against each other.
    """
    found: list[Draft] = []
    cues: set[int] = set()
    owners: dict[int, set[int]] = {}
    for maker in makers:
        new = [d for d in maker if cues.isdisjoint(d.cue) and not _is_found(d, found, owners)]
        for number, draft in enumerate(new, start=len(found)):
            for token in draft.content:
                owners.setdefault(token, set()).add(number)
        cues.update(t for d in new for t in d.cue)
        found += new
    return found


def _takes_apart(draft: Draft, heads: Iterable[Draft]) -> bool:
    """ "...: Norrland Report": a reading for which a word of the teller's name is the verb."""
    return any(set(draft.cue) & set(h.source) and set(draft.source) <= set(h.source) for h in heads)


def _is_found(draft: Draft, found: list[Draft], owners: dict[int, set[int]]) -> bool:
    own = set(draft.content)
    near = {number for token in own for number in owners.get(token, ())}
    return any(len(own & set(found[n].content)) > SAME * len(own | set(found[n].content)) for n in near)


def stands_in(article: Article, tree: Tree, draft: Draft, kinds: frozenset[BlockClass]) -> bool:
    """Whether the draft's cue, else its content, stands in a block of one of these classes."""
    at = tree.starts[draft.place]
    place = bisect_right(article.kept, at, key=lambda k: k.at) - 1
    return place >= 0 and article.kept[place].kind in kinds


def _first_tokens(article: Article, tree: Tree) -> frozenset[int]:
    """The first tokens of headlines; of an article without any, that of its first line."""
    heads = [k.at for k in article.kept if k.kind in HEADLINES] or [0]
    found = (tree.at(offset + _blank(tree.text, offset)) for offset in heads)
    return frozenset(token for token in found if token is not None)


def _blank(text: str, offset: int) -> int:
    rest = text[offset : offset + 200]
    return len(rest) - len(rest.lstrip())
