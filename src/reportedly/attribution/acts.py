"""What a cue does: says, warns, denies, demands, keeps silent. Read from words and tags; heads are not asked.

A cue may be any words ("took strong exception to"). Phrases come first, then the last word that does
something, since the ones before it mostly carry it ("is believed to oppose", "issued a statement deploring").
Some verbs do one thing or another by what follows: "asked whether", "asked them to".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportedly.attribution.lexicon import forms
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load

SAY, SILENT = "say", "not-say"
QUESTION = frozenset(
    {"whether", "if", "why", "how", "who", "what", "when", "where", "which", "whom", "whose"}
)
WILL = frozenset({"will", "would", "'ll", "’ll"})
QUERIES = frozenset({"question", "questions", "query", "queries", "inquiries", "them"})
# "said in a statement", "noted with regret": what stands close behind these is how, not what.
MANNER = frozenset({"in", "on", "at", "by", "through", "via", "with", "from"})
NEAR, FEW = 3, 4
# A cue of prepositions has no more words: "for", "even to".
BARE = 2
# "told [the captains of both ships] to leave".
LONGEST_ADDRESSEE = 8
VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a cue: as it stands, the words it may be a form of, and its Penn tag."""

    text: str
    bases: frozenset[str]
    tag: str


def act(tree: Tree, source: Sequence[int], cue: Sequence[int], content: Sequence[int]) -> str:
    """The class of act that the words of a cue perform, one of those of ``acts.toml`` and ``cues.toml``.

    A colon asks where the content ends in a question mark; a cue without words, or with unknown ones, says.
    The source tells of silence: "neither ministry has said".
    """
    words = [_word(tree, t) for t in cue if tree.is_word(t)]
    if not words:
        return "ask" if cue and content and tree.words[content[-1]] == "?" else SAY
    following = [t for t in content if t > cue[-1] and tree.is_word(t)][:1]
    follow = tree.words[following[0]] if following and tree.tags[following[0]] in ("IN", "TO", "RP") else ""
    phrase = _phrase(words, follow)
    refused = any(b in load("acts")["refusing"]["verbs"] for w in words for b in w.bases)
    if phrase:
        return _turned(phrase) if refused or is_negated(tree, cue) else phrase
    named, base = _named(tree, words, content)
    if refused:
        return SILENT if _is_speech(tree, words, content) else "deny"
    nobody = bool(source) and tree.words[source[0]] in load("acts")["negated"]["sources"]
    if nobody or any(w.text in load("acts")["negated"]["words"] for w in words):
        return _negated(tree, words, named, base, content)
    return _by_content(tree, named, base, content)


def is_negated(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether the cue itself is negated: "does not believe", "has no plans"."""
    rules = load("acts")["negated"]
    behind_no = [bases_of(tree.words[b]) for a, b in pairwise(cue) if tree.words[a] == "no"]
    minds = any(_table("nouns").get(base) in rules["kept"] for bases in behind_no for base in bases)
    return minds or any(tree.words[t] in rules["words"] for t in cue)


def leaves_open(tree: Tree, cue: Sequence[int]) -> bool:
    """ "did not rule out", "refused to exclude": what is not denied is possible."""
    bases = {base for t in cue for base in bases_of(tree.words[t])}
    refused = not bases.isdisjoint(load("acts")["refusing"]["verbs"])
    return (refused or is_negated(tree, cue)) and not bases.isdisjoint(load("acts")["negated"]["excluding"])


def bases_of(word: str) -> frozenset[str]:
    """The cue words, nouns and verbs, of which `word` may be a form; `word` itself among them."""
    return _bases().get(word, frozenset()) | {word}


def phrase_end(phrase: Sequence[str], words: Sequence[frozenset[str]]) -> int:
    """Where the last word of a phrase stands among words, each given by its bases; -1 where they do not all
    stand there in this order. Others may stand between.
    """
    at = -1
    for part in phrase:
        at = next((n for n in range(at + 1, len(words)) if part in words[n]), -1)
        if at < 0:
            return -1
    return at


def _word(tree: Tree, token: int) -> _Word:
    text = tree.words[token].strip("“”‘’'\"") or tree.words[token]
    return _Word(text, bases_of(text), tree.tags[token])


def _phrase(words: Sequence[_Word], follow: str) -> str:
    """The act of the longest phrase in the cue, the last of equals; a preposition behind it is its own."""
    given = [word.bases for word in words] + [frozenset({follow})] * bool(follow)
    starts = sorted({base for bases in given for base in bases})
    found = [(p, phrase_end(p, given), act) for start in starts for p, act in _phrases().get(start, ())]
    held = [(len(phrase), end, act) for phrase, end, act in found if end >= 0]
    return max(held, default=(0, 0, ""))[2]


def _named(tree: Tree, words: Sequence[_Word], content: Sequence[int]) -> tuple[str, str]:
    """The act and the base of the word that says what the cue does."""
    found = list(_acting(words))
    heavy = [(act, base) for act, base, light in found if not light]
    if heavy:
        return heavy[-1]
    if found:  # "voiced [grave concern]": the noun stands in the content
        nouns = [_word(tree, t) for t in content[:FEW] if tree.tags[t].startswith("NN")]
        carried = [(_table("nouns")[b], b) for w in nouns[:1] for b in w.bases if b in _table("nouns")]
        return carried[0] if carried else found[-1][:2]
    alone = [w.text for w in words if len(words) <= BARE and w.text in _table("prepositions")]
    return (_table("prepositions")[alone[0]], alone[0]) if alone else (SAY, "")


def _acting(words: Sequence[_Word]) -> Iterator[tuple[str, str, bool]]:
    """Act, base and whether it is light, of each word that does something."""
    begun = False
    for place, word in enumerate(words):
        hit = _entry(word, len(words) == 1)
        manner = any(w.text in MANNER for w in words[max(0, place - NEAR) : place])
        if hit and not (begun and manner and word.tag != "VBG"):
            begun = True
            yield hit


def _entry(word: _Word, alone: bool) -> tuple[str, str, bool] | None:
    noun = word.tag.startswith("NN") and not alone
    for kind in ("nouns", "verbs", "adjectives") if noun else ("verbs", "adjectives", "nouns"):
        for base in sorted(word.bases, key=lambda b: (b != word.text, b)):
            if base in _table(kind):
                return _table(kind)[base], base, kind == "verbs" and base in load("acts")["light"]["verbs"]
    return None


def _is_speech(tree: Tree, words: Sequence[_Word], content: Sequence[int]) -> bool:
    """Whether it is speech that is refused: "declined to comment", "declining [to be identified]"."""
    listed = load("acts")["refusing"]["speech"]
    tags = ("VB", "VBG")
    cue = [w.bases for w in words if w.tag in tags and not w.bases & set(load("acts")["refusing"]["verbs"])]
    said = [bases_of(tree.words[t]) for t in content[:4] if tree.tags[t] in tags]
    first = next(iter([*cue, *said]), None)
    return first is None or any(b in listed for b in first)


def _turned(phrase: str) -> str:
    """The act of a phrase that is negated or refused: "did not rule out" denies nothing."""
    if phrase == "deny":
        return SAY
    return phrase if phrase in (SILENT, *load("acts")["negated"]["kept"]) else SILENT


def _negated(tree: Tree, words: Sequence[_Word], named: str, base: str, content: Sequence[int]) -> str:
    """What a negated cue does: some stay, some deny, "I do not say that" says so, the rest is silence."""
    rules = load("acts")["negated"]
    if base == "wish" and _starts_infinitive(tree, content):
        return SILENT if _is_speech(tree, (), content) else named
    that = bool(content) and tree.words[content[0]] == "that"
    if that and base in ("say", "claim", "argue", "suggest") and {"do", "does"} & {w.text for w in words}:
        return named
    if named in rules["kept"] or (named == "claim" and _starts_infinitive(tree, content)):
        return named
    return "deny" if base in rules["denying"] else SILENT


def _by_content(tree: Tree, named: str, base: str, content: Sequence[int]) -> str:
    """The acts that one verb has by what follows it."""
    words = [tree.words[t] for t in content if tree.is_word(t)]
    first = words[0] if words else ""
    told = _starts_infinitive(tree, content)
    if first == "no" and len(words) <= FEW and base in ("say", "vote", "answer"):
        return "deny"
    if named == SAY and _refutes(words):
        return "deny"
    if base == "ask":
        return "ask" if first in QUESTION or not (told or _is_phrase(tree, content)) else "demand"
    if (base == "tell" and told) or (base == "say" and told and first in ("to", "not")):
        return "demand"
    if base in ("swear", "vow"):
        return "promise" if told or WILL & set(words) else "claim"
    if base == "plead":
        return "demand" if told else "claim"
    if base == "call":
        return "criticize"
    if base == "refer":
        return SILENT if QUERIES & set(words[:FEW]) else named
    return _by_clause(tree, named, base, content)


def _refutes(words: Sequence[str]) -> bool:
    """ "The allegations are groundless": what others say, and that it is not so."""
    rules = load("acts")["refuting"]
    return any(w in rules["tales"] for w in words[:FEW]) and any(w in rules["false"] for w in words)


def _by_clause(tree: Tree, named: str, base: str, content: Sequence[int]) -> str:
    """The acts that one verb has by whether a clause or a thing follows it."""
    phrase = _is_phrase(tree, content)
    words = {tree.words[t] for t in content}
    if base == "suggest":
        return "recommend" if phrase or words & {"should", "ought"} else named
    if base == "offer":
        return named if phrase else SAY
    if base == "read":
        return "believe" if phrase else "write"
    if base == "put":
        return "show" if "at" in words else named
    ahead = words & WILL or (phrase and "VBG" in (tree.tags[t] for t in content))
    return "predict" if ahead and base in ("estimate", "see") else named


def _starts_infinitive(tree: Tree, content: Sequence[int]) -> bool:
    """ "to leave", "not to leave", "them to leave": a "to" with its verb, and no finite verb before it."""
    for place, token in enumerate(content[:LONGEST_ADDRESSEE]):
        if tree.tags[token] in ("VBD", "VBZ", "VBP", "MD") or tree.words[token] in ("that", *QUESTION):
            return False
        if tree.tags[token] == "TO":
            return place + 1 == len(content) or tree.tags[content[place + 1]] in ("VB", "RB")
    return False


def _is_phrase(tree: Tree, content: Sequence[int]) -> bool:
    """No clause: there is no finite verb."""
    return not any(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in content)


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> phrases that begin with it, each with its act."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for act, listed in load("acts")["phrases"].items():
        for phrase in listed:
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, act))
    return {first: tuple(listed) for first, listed in found.items()}


@cache
def _table(kind: str) -> Mapping[str, str]:
    """Base -> act; what ``cues.toml`` has of it comes first."""
    own = {base: act for act, listed in load("acts")[kind].items() for base in listed}
    if kind != "verbs":
        return own
    return own | {base: act for act, listed in load("cues")["acts"].items() for base in listed}


@cache
def _bases() -> Mapping[str, frozenset[str]]:
    """Form -> bases. A consonant that may be doubled is: what no one writes does no harm."""
    irregular = load("cues")["irregular"] | load("acts")["irregular"]
    known = {
        *_table("verbs"),
        *irregular,
        *load("acts")["refusing"]["verbs"],
        *load("acts")["refusing"]["speech"],
    }
    known |= {p for phrases in load("acts")["phrases"].values() for phrase in phrases for p in phrase.split()}
    known |= set(load("acts")["light"]["verbs"])
    found: dict[str, set[str]] = {f"{noun}s": {noun} for noun in _table("nouns")}
    for base in known:
        for form in {*forms(base, None), *_doubled(base), *irregular.get(base, ())}:
            found.setdefault(form, set()).add(base)
    return {form: frozenset(bases) for form, bases in found.items()}


def _doubled(base: str) -> Iterator[str]:
    short = len(base) > 2 and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and base[-3] not in VOWELS
    if short:
        yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")
