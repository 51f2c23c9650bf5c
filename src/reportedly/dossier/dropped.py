"""The blocks that are in no article's text: whose they are, and what they are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.dossier.contents import Dossier
from reportedly.records import Article, Block, BlockClass, Kept

# A block is shown to be recognised, not to be read: the case holds it whole.
SHOWN = 900
PLURALS = {BlockClass.BODY: "body", BlockClass.JUNK: "junk"}


@dataclass(frozen=True, slots=True)
class Leftover:
    """One block that was left out; `id` is None where the block is shown a second time on the page."""

    id: str | None
    kind: str
    rule: str
    markup: str | None
    text: str
    more: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Leftovers:
    """The left-out blocks of one article or file, in source order, with their count by class."""

    summary: str
    blocks: tuple[Leftover, ...]


class Drawer:
    """Hands out the left-out blocks of a dossier: first to its articles, the rest to its files.

    A file with one article gives it all of its blocks; of a file with several, the blocks that belong to
    none of them are the file's own. Copies of a file share their blocks; only the first showing gets ids.
    """

    def __init__(self, contents: Dossier) -> None:
        self._blocks: dict[str, list[Block]] = {}
        for block in contents.blocks:
            self._blocks.setdefault(block.source, []).append(block)
        self._pieces: dict[str, dict[int, Article]] = {}
        for article in contents.articles:
            self._pieces.setdefault(article.source, {}).setdefault(article.piece, article)
        self._shown: set[str] = set()

    def of_article(self, article: Article) -> Leftovers:
        """The blocks around an article that are not in its text."""
        alone = len(self._pieces[article.source]) == 1
        out = self._out(article.source)
        return self._leftovers(b for b in out if alone or b.piece == article.piece)

    def of_source(self, source: str) -> Leftovers:
        """The blocks of a file that no article takes, not even as left out."""
        pieces = self._pieces.get(source, {})
        if len(pieces) == 1:
            return Leftovers("", ())
        return self._leftovers(b for b in self._out(source) if b.piece not in pieces)

    def _out(self, source: str) -> list[Block]:
        if source not in self._blocks:
            return []
        pieces = self._pieces.get(source, {})
        kept = sorted(k for article in pieces.values() for k in article.kept)
        return sorted(
            (b for b in self._blocks[source] if not _stands(b, kept)), key=lambda b: (b.start, b.end)
        )

    def _leftovers(self, blocks: Iterable[Block]) -> Leftovers:
        listed = tuple(blocks)
        return Leftovers(_summary(listed), tuple(self._leftover(b) for b in listed))

    def _leftover(self, block: Block) -> Leftover:
        name = None if block.id in self._shown else block.id
        self._shown.add(block.id)
        more = max(len(block.text) - SHOWN, 0)
        return Leftover(
            name, block.kind.value, block.rule, block.markup, block.text[:SHOWN], more, block.start, block.end
        )


def _stands(block: Block, kept: Sequence[Kept]) -> bool:
    """Whether a kept range (they are sorted and apart) overlaps the block."""
    after = bisect_left(kept, block.end, key=lambda k: k.start)
    return after > 0 and kept[after - 1].end > block.start


def _summary(blocks: Sequence[Block]) -> str:
    """Such as ``6 blocks left out: 3 captions, 2 teasers, 1 form``."""
    if not blocks:
        return ""
    counts = Counter(b.kind for b in blocks).most_common()
    total = f"{len(blocks):,} block{'s' if len(blocks) > 1 else ''} left out: "
    return total + ", ".join(f"{n:,} {_plural(kind, n)}" for kind, n in counts)


def _plural(kind: BlockClass, n: int) -> str:
    return PLURALS.get(kind, kind.value + "s") if n > 1 else kind.value
