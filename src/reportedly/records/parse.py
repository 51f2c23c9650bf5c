"""One article's linguistic analysis, in columns, because parses are too many to be objects."""

from msgspec import Struct

from reportedly.records.statement import Mention


class Reading(Struct, frozen=True):
    """One attribution as a model reads it, in numbers of the parse's tokens, each role in ascending order.

    `source` may be empty (nobody is named), and so may `content` (it stands in another line: "X said:"), but
    not `cue`; roles may be interrupted and share no token. `nested`: the cue stands in the content of another
    reading. The probability is the model's, from 0 to 1.
    """

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    probability: float
    nested: bool = False


class EventReading(Struct, frozen=True):
    """One event as a model reads it, in numbers of the parse's tokens, each role in ascending order.

    `trigger` is never empty. `probability` is that of the trigger. `roots` and `statuses` are what it may be
    with a probability each, the best first, none below one in twenty; the root "-" is a word that tempts and
    tells of no event. `reciprocal`: all parties are sources; `negated`: the status holds of its not
    happening, both as probabilities.
    """

    trigger: tuple[int, ...]
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    places: tuple[int, ...]
    times: tuple[int, ...]
    probability: float
    roots: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    reciprocal: float
    negated: float


class Parse(Struct, frozen=True):
    """Tokens, sentences, dependencies, names, attributions and events of one article's text.

    Columns run in parallel, one entry a token: `starts` and `ends` (code points of the article's text, whose
    words they are), `tags` (Penn), `deps` (ClearNLP labels) and `heads` (token number; a root is its own
    head). `sentences` holds the number of the first token of each sentence. No token and no sentence
    crosses a line end. `attributions` are what a model reads in each line by itself, in text order; a maker
    without such a model gives none. The same holds of `events`.
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
    attributions: tuple[Reading, ...] = ()
    events: tuple[EventReading, ...] = ()
