"""British and American spellings of one word, brought to one."""

from functools import cache, lru_cache

from reportedly.knowledge import load

# Words of prose come again and again; these take ten megabytes at most.
REMEMBERED = 1 << 16


@lru_cache(REMEMBERED)
def american(word: str) -> str:
    """The American spelling of a folded word, by ``spellings.toml``; any other word as it is."""
    known = _words().get(word)
    if known:
        return known
    least, endings = _endings()
    if len(word) >= least:
        for ending, instead in endings:
            if word.endswith(ending):
                return word[: -len(ending)] + instead
    return word


@cache
def _words() -> dict[str, str]:
    return {str(word): str(other) for word, other in load("spellings")["words"].items()}


@cache
def _endings() -> tuple[int, tuple[tuple[str, str], ...]]:
    table = load("spellings")["endings"]
    pairs = sorted(((one, other) for one, other in table["pairs"]), key=lambda pair: -len(pair[0]))
    return int(table["least"]), tuple(pairs)
