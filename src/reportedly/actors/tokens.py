"""A parse as columns of words: what names and phrases are read from, without its dependencies."""

from bisect import bisect_right

from reportedly.records import Parse

MARKS = frozenset(".!?…")
# In a headline of this many words or more, most are capitalised; capitals make no name there.
HEADLINE = 4
MOSTLY = 0.6


class Tokens:
    """One article's tokens: `forms` as written, `words` in lower case, tags, places, sentence and line."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text, self.tags, self.starts, self.ends = text, parse.tags, parse.starts, parse.ends
        self.forms = [text[s:e] for s, e in zip(parse.starts, parse.ends, strict=True)]
        self.words = [form.lower().replace("’", "'") for form in self.forms]
        self.vocabulary = frozenset(self.words)
        self.openings = parse.sentences
        self.lines = _lines(text, parse)

    def __len__(self) -> int:
        return len(self.forms)

    def at(self, offset: int) -> int | None:
        """The token that holds the character at `offset`, if one does."""
        token = bisect_right(self.starts, offset) - 1
        return token if token >= 0 and offset < self.ends[token] else None

    def sentence(self, token: int) -> range:
        """The tokens of the sentence that `token` stands in."""
        number = max(bisect_right(self.openings, token) - 1, 0)
        start = self.openings[number] if self.openings else 0
        later = self.openings[number + 1] if number + 1 < len(self.openings) else len(self)
        return range(start, later)

    def is_name_tag(self, token: int) -> bool:
        """Whether the tagger takes it for a part of a name."""
        return self.tags[token].startswith("NNP")

    def is_noun(self, token: int) -> bool:
        """Whether the tagger takes it for a noun or a name."""
        return self.tags[token].startswith("NN")

    def is_capital(self, token: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.forms[token][:1].isupper()

    def is_word(self, token: int) -> bool:
        """Whether the token holds a letter or a digit."""
        return any(c.isalnum() for c in self.forms[token])

    def spelled(self, start: int, stop: int) -> str:
        """The text from token `start` to before `stop`, each run of white space as one blank."""
        if start >= stop:
            return ""
        return " ".join(self.text[self.starts[start] : self.ends[stop - 1]].split())

    def headlines(self) -> list[bool]:
        """For each line whether it has no end mark and most of its words are capitalised."""
        return [self._is_headline(line) for line in self.line_ranges()]

    def line_ranges(self) -> list[range]:
        """The tokens of each line that has any."""
        found: list[range] = []
        start = 0
        for token in range(1, len(self) + 1):
            if token == len(self) or self.lines[token] != self.lines[start]:
                found.append(range(start, token))
                start = token
        return [line for line in found if len(line)]

    def _is_headline(self, line: range) -> bool:
        words = [t for t in line if self.forms[t][:1].isalpha()]
        if len(words) < HEADLINE or any(self.forms[t] in MARKS for t in line):
            return False
        return sum(self.is_capital(t) for t in words) > MOSTLY * len(words)


def _lines(text: str, parse: Parse) -> list[int]:
    """For each token the number of the line that it stands on."""
    found, line, last = [], 0, 0
    for start in parse.starts:
        line += text.count("\n", last, start)
        found.append(line)
        last = start
    return found
