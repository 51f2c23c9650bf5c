"""The rule about layers, read from ARCHITECTURE.md, so that the page cannot drift from the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "reportedly"
FILES = sorted(PACKAGE.rglob("*.py"))
# The two files at the top are the doors themselves, and stand above every layer.
TOP = {"__init__", "__main__"}
BESIDE = {("actors", "language"), ("case", "pipeline")}
DOORS = {"cli", "api", "web"}
OWNERS = {
    # Its tokenizer is written out in `language`; its models are for training and measuring.
    "spacy": set(),
    "onnxruntime": {"language"},
    "pyarrow": {"pipeline", "case", "export"},
    "duckdb": {"pipeline", "case"},
    # `doctor` asks SQLite whether it was built with full-text search.
    "sqlite3": {"pipeline", "case", "cli"},
    "ray": {"pipeline"},
    "starlette": {"web"},
    "uvicorn": {"web"},
}
HEAVY = ("spacy", "onnxruntime", "ray", "pyarrow", "duckdb", "starlette", "sklearn", "trafilatura")


def layers() -> dict[str, int]:
    """The table of ARCHITECTURE.md: package -> layer."""
    found = {}
    for line in (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines():
        row = re.match(r"\| *(\d+) *\|([^|]+)\|", line)
        if row:
            found |= dict.fromkeys(re.findall(r"`(\w+)`", row[2]), int(row[1]))
    return found


LAYERS = layers()


def package_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST, path: Path) -> set[str]:
    """Every module that a file imports, at any depth of it, as dotted names."""
    found = set()
    here = ("reportedly", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join((*here[: len(here) - node.level + 1], node.module or "")).strip(".")
            module = base if node.level else node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def modules(source: str, name: str = "lineage/x.py") -> set[str]:
    return imported(ast.parse(source), PACKAGE / name)


IMPORTS = {path: imported(ast.parse(path.read_text("utf-8")), path) for path in FILES}


def allowed(user: str, used: str) -> bool:
    """Whether package `user` may import package `used`."""
    lower = LAYERS[used] < LAYERS[user]
    # Within layer 0 errors and records are what the rest is said with.
    ground = LAYERS[user] == LAYERS[used] == 0 and used in {"errors", "records"} and user != "errors"
    door = user in DOORS and LAYERS[used] == LAYERS[user]
    return user == used or lower or ground or door or (user, used) in BESIDE


def violations() -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports reportedly.{used}"
        for path, names in IMPORTS.items()
        if package_of(path) not in TOP
        for used in sorted({name.split(".")[1] for name in names if name.startswith("reportedly.")})
        if used in LAYERS and not allowed(package_of(path), used)
    ]


def test_the_table_is_read():
    assert (LAYERS["records"], LAYERS["language"], LAYERS["cli"]) == (0, 3, 8)


@pytest.mark.parametrize(
    ("user", "used", "answer"),
    [
        ("attribution", "language", True),
        ("language", "attribution", False),
        ("case", "pipeline", True),
        ("pipeline", "case", False),
        ("cli", "dossier", True),
        ("dossier", "cli", False),
        ("text", "records", True),
        ("records", "text", False),
        ("sources", "articles", False),
    ],
)
def test_the_rule_itself(user, used, answer):
    assert allowed(user, used) is answer


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import spacy", "spacy"),
        ("from spacy.tokens import Doc", "spacy.tokens.Doc"),
        ("def f():\n    import duckdb", "duckdb"),
        ("from reportedly import case", "reportedly.case"),
        ("from ..case import lock", "reportedly.case.lock"),
        ("from .. import case", "reportedly.case"),
        ("from . import words", "reportedly.lineage.words"),
        ("importlib.import_module('spacy')", "spacy"),
    ],
)
def test_every_way_to_import_is_seen(source, module):
    assert module in modules(source)


def test_every_package_stands_in_the_table():
    assert {package_of(path) for path in FILES} - TOP <= LAYERS.keys()


def test_packages_import_only_lower_layers():
    assert violations() == []


@pytest.mark.parametrize("library", OWNERS)
def test_only_its_owners_import_a_library(library):
    users = {package_of(p) for p, names in IMPORTS.items() if library in {n.split(".")[0] for n in names}}
    assert users <= OWNERS[library]


def test_import_reportedly_is_light():
    code = f"import reportedly, sys; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_front_door_fits_on_one_hand():
    assert len((PACKAGE / "__init__.py").read_text("utf-8").splitlines()) <= 20


def test_no_file_is_a_drawer():
    assert [
        p for p in FILES if p.stem.strip("_") in {"utils", "util", "helpers", "helper", "misc", "common"}
    ] == []


def test_no_file_is_over_400_lines():
    sizes = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in FILES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_no_function_is_over_60_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*")), ids=lambda p: p.name)
def test_locks_name_no_host(path):
    text = path.read_text("utf-8")
    assert not re.search(r"://|^\s*--?(?:i|index|extra-index|find-links|trusted)", text, re.M)
    assert not re.search(r"^torch\b", text, re.M)
