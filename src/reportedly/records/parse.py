"""One article's linguistic analysis, in columns, because parses are too many to be objects."""

from msgspec import Struct

from reportedly.records.statement import Mention


class Parse(Struct, frozen=True):
    """Tokens, sentences, dependencies and names of one article's text.

    Columns run in parallel, one entry a token: `starts` and `ends` (code points of the article's text, whose
    words they are), `tags` (Penn), `deps` (ClearNLP labels) and `heads` (token number; a root is its own
    head). `sentences` holds the number of the first token of each sentence. No token and no sentence
    crosses a line end.
    """

    article: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[int, ...]
    mentions: tuple[Mention, ...]
    maker: str
