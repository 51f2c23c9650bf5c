"""Sightings -> groups of one happening, each sighting looked at once, in the order of publication."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.relations.likeness import likeness
from reportedly.relations.sightings import Sighting

# How many groups are looked at for one reason, the latest first, and how many members of a group.
_GROUPS, _MEMBERS = 24, 6
# So many of the rarest words of a sentence lead to groups.
_RAREST = 4


@dataclass(slots=True)
class Group:
    """Mentions of one happening: `own` in the order of publication, and `copies`, which repeat them."""

    own: list[Sighting] = field(default_factory=list)
    copies: list[Sighting] = field(default_factory=list)
    beside: dict[str, list[Sighting]] = field(default_factory=dict)

    def add(self, one: Sighting, copies: Sequence[Sighting]) -> None:
        """Take in a mention with its copies."""
        self.own.append(one)
        self.copies += copies
        for each in (one, *copies):
            self.beside.setdefault(each.article, []).append(each)

    def take(self, other: "Group") -> None:
        """Take in all of another group and leave it empty."""
        self.own += other.own
        self.own.sort(key=lambda one: (one.order, one.id))
        self.copies += other.copies
        for article, members in other.beside.items():
            self.beside.setdefault(article, []).extend(members)
        other.own, other.copies, other.beside = [], [], {}

    def some(self, article: str) -> list[Sighting]:
        """The earliest and the latest members: a happening that hundreds tell is known by a few. Before them
        what an article tells of it already, for that may rule out more than it speaks for.
        """
        own = self.own if len(self.own) <= 2 * _MEMBERS else self.own[:_MEMBERS] + self.own[-_MEMBERS:]
        return [*self.beside.get(article, ()), *own]


def grouped(
    tellings: Iterable[tuple[Sighting, Sequence[Sighting]]], story_of: Mapping[str, str]
) -> list[Group]:
    """The groups of sightings, each given with its copies, in the order of publication.

    A sighting joins the group that most speaks for, if anything does. Another group that it might have joined
    as well becomes one with it, where no member rules that out. No sighting is compared with more than a
    bounded number of others, so that time grows with their number alone.
    """
    found: list[Group] = []
    index: dict[Hashable, list[Group]] = {}
    for one, copies in tellings:
        keys = list(_keys(one, story_of.get(one.article)))
        likely = _likely(one, keys, index, story_of)
        best = likely[0] if likely else Group()
        if not likely:
            found.append(best)
        for other in likely[1:]:
            if _may_be_one(best, other):
                best.take(other)
        best.add(one, copies)
        for key in keys:
            _file(index.setdefault(key, []), best)
    return [group for group in found if group.own]


def _likely(
    one: Sighting,
    keys: Iterable[Hashable],
    index: Mapping[Hashable, Sequence[Group]],
    story_of: Mapping[str, str],
) -> list[Group]:
    """The groups that a sighting may join, the likeliest first."""
    near = {id(group): group for key in keys for group in index.get(key, ()) if group.own}
    scored = [(score, group) for group in near.values() if (score := _score(one, group, story_of)) >= 0]
    return [group for _, group in sorted(scored, key=lambda pair: (-pair[0], pair[1].own[0].order))]


def _may_be_one(a: Group, b: Group) -> bool:
    """Whether two groups tell of one root, and no member of one rules out a member of the other."""
    return len({one.root for one in (*a.own, *b.own)}) == 1 and all(
        likeness(one, other, True) is not None for one in a.own[:_MEMBERS] for other in b.own[:_MEMBERS]
    )


def _score(one: Sighting, group: Group, story_of: Mapping[str, str]) -> float:
    """What speaks for the likest member; less than nothing where some member cannot be of the same."""
    best, story = -1.0, story_of.get(one.article)
    for member in group.some(one.article):
        score = likeness(one, member, story is not None and story == story_of.get(member.article))
        if score is None:
            return -1.0
        best = max(best, score)
    return best


def _file(groups: list[Group], group: Group) -> None:
    if not any(known is group for known in groups[-_GROUPS:]):
        groups.append(group)
        del groups[:-_GROUPS]


def _keys(one: Sighting, story: str | None) -> Iterator[Hashable]:
    """What brings two sightings together: in one story a word or a party, in two the root and two parties."""
    rarest = sorted(one.words, key=lambda word: (-one.words[word], word))[:_RAREST]
    for word in {*one.stems, *rarest, *one.involved} if story else ():
        yield story, word
    parties = sorted(one.involved)
    for number, a in enumerate(parties[:3]):
        for b in parties[number + 1 : 3]:
            yield one.root, a, b
