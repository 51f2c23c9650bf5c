"""What a Markdown file states above its text: TOML between ``+++``, or the plain end of YAML between ``---``.

Of YAML only what note-taking programs write is read: ``key: value``, lists in brackets and lists by dashes.
"""

import re
import tomllib

FENCED = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<held>.*?)\n(?P=fence)[ \t]*(?:\n|$)", re.S)
ENTRY = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,60}?)\s*:(?:\s+(?P<value>.*))?$")
MAX_HEAD = 20_000


def front_matter(text: str) -> tuple[list[tuple[str, str]], int]:
    """The stated pairs in order, a list's entries one by one, and where the text begins (0: none)."""
    found = FENCED.match(text[:MAX_HEAD])
    if found is None:
        return [], 0
    pairs = _toml(found["held"]) if found["fence"] == "+++" else _yaml(found["held"])
    return (pairs, found.end()) if pairs else ([], 0)


def _toml(held: str) -> list[tuple[str, str]]:
    try:
        content = tomllib.loads(held)
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    pairs = []
    for key, value in content.items():
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict | list):
                pairs.append((key.lower(), str(each)))
    return pairs


def _yaml(held: str) -> list[tuple[str, str]]:
    """The pairs; none where a line is no entry, of no list and not indented: then it is a rule and a text."""
    pairs: list[tuple[str, str]] = []
    key = ""
    for line in held.split("\n"):
        entry = ENTRY.match(line)
        if entry:
            key = entry["key"].lower()
            pairs += [(key, value) for value in _values(entry["value"] or "")]
        elif line.lstrip().startswith("- ") and key:
            pairs += [(key, value) for value in _values(line.lstrip()[2:])]
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return []
    return pairs


def _values(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        parts = value[1:-1].split(",")
        return [bare for bare in map(_bare, parts) if bare]
    return [_bare(value)] if value and value not in ("|", ">") else []


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
    return value[1:-1].strip() if quoted else value
