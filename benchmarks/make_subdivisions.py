"""Make ``knowledge/data/subdivisions.toml`` from the subdivisions' names of Unicode CLDR.

    npm pack cldr-subdivisions-full && tar xzf cldr-subdivisions-full-*.tgz
    python benchmarks/make_subdivisions.py package/subdivisions/en/en.json \
        > src/reportedly/knowledge/data/subdivisions.toml

A province, governorate or region is listed under its state where no other state has one of its name, and
where the name is neither a state's, a city's elsewhere, a first name or surname of the registry, nor made
of everyday words ("Central", "Northern Province").
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.core import get_global

from make_cities import plain
from reportedly.actors.registry import terms
from reportedly.knowledge import load

SHORTEST = 4
# Their parts are towns and boroughs, of which the world's press names few by themselves.
TOWNS = frozenset(
    ("AND", "EST", "GBR", "LIE", "LTU", "LVA", "MDV", "MHL", "MKD", "MLT", "NRU", "PLW", "SMR", "SVN", "SYC",
     "TUV")
)  # fmt: skip
# Words that say what kind of part it is; the press mostly leaves them out.
KIND = re.compile(
    r"^(?:Province of|Region of|City of|Republic of) (?=[A-Z])"
    r"| (?:Province|Region|Governorate|District|County|Department|Oblast|Krai|Prefecture|Municipality"
    r"|Parish|State|Division|Voivodeship|Emirate|Canton|Autonomous (?:Okrug|Oblast|Region|Republic)|oblysy)$"
)
NOTE = """# Provinces, governorates and other parts of states, by the state's ISO 3166-1 alpha-3 code.
# Made by ``benchmarks/make_subdivisions.py``; those that a person added are in regions.toml.

[about]
what = "Parts of states whose name is neither another state's part, nor a word, nor a person's"
source = "Unicode CLDR 48.2, names of ISO 3166-2 codes, as packaged by cldr-subdivisions-full (Unicode-3.0)"
date = "2026-11-22"

[subdivisions]"""


def main(source: Path) -> None:
    names = json.loads(source.read_text())["subdivisions"]["localeDisplayNames"]["subdivisions"]
    states: dict[str, set[str]] = defaultdict(set)
    for key, full in names.items():
        for name in forms(full):
            states[name].add(key[:2].upper())
    known, codes, elsewhere = load("states")["states"], alpha3(), taken()
    found = defaultdict(list)
    for name, homes in states.items():
        code = codes.get(next(iter(homes)), "")
        if (
            len(homes) == 1
            and code in known.keys() - TOWNS
            and is_name(name)
            and elsewhere[plain(name)] <= {code}
        ):
            found[code].append(name)
    print(NOTE)
    for code in sorted(found):
        print(f"{code} = {json.dumps(sorted(found[code]), ensure_ascii=False)}")


def forms(full: str) -> Iterator[str]:
    """A name as it stands, and without the word for its kind."""
    yield from dict.fromkeys((full, KIND.sub("", full)))


def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes -> alpha-3, as Unicode lists them."""
    aliases = get_global("territory_aliases")
    return {new[0]: old for old, new in aliases.items() if len(old) == 3 and old.isalpha() and len(new) == 1}


def taken() -> dict[str, set[str]]:
    """The names that something else of the registry has -> the states that it belongs to, "" for none."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, row in load("states")["states"].items():
        for form in (
            row["name"],
            *row.get("forms", ()),
            *row["adjectives"],
            *row.get("seats", ()),
            row["capital"],
        ):
            found[plain(form)].add(code)
    for table in (load("cities")["cities"], load("regions")["regions"]):
        for code, names in table.items():
            for name in names:
                found[plain(name)].add(code)
    doubtful = load("regions")["doubtful"]
    for name in (*load("states")["shared"], *doubtful["cities"], *doubtful["parts"]):
        found[plain(name)].add("")
    for person in (term.person for term in terms()):
        for word in person.split():
            found[plain(word)].add("")
    return found


def is_name(name: str) -> bool:
    """Whether a name says more than where it lies or what it is."""
    words = {word.lower() for word in re.split(r"[^\w']+", name) if word}
    whole = re.fullmatch(r"[^\W\d][\w .'’-]*", name) is not None
    return (
        whole
        and len(name) >= SHORTEST
        and name[0].isupper()
        and not words <= set(load("regions")["doubtful"]["words"])
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
