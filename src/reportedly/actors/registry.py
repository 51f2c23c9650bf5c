"""The dated registry: states, who held which office when, bodies of many states, armed groups and parties."""

from collections.abc import Mapping
from functools import cache

from reportedly.knowledge import load


@cache
def state_names() -> Mapping[str, str]:
    """Every name of every state -> its ISO 3166-1 alpha-3 code."""
    return {
        form: code
        for code, row in load("states")["states"].items()
        for form in (row["name"], *row.get("forms", ()))
    }


def is_state(name: str) -> bool:
    """Whether a name is a state's, as far as the registry knows."""
    return name in state_names()
