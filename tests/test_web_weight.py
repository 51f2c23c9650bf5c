"""A page stays light however much is said in one article: its forms are served one at a time."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

from reportedly.case import Case
from reportedly.case.database import Database
from reportedly.records import (
    Article,
    BlockClass,
    Kept,
    Source,
    Statement,
    arrival,
    article_id,
    source_id,
    span,
    statement_id,
)
from reportedly.web import application
from reportedly.web.pages import reader
from test_census import said

MOST = 300_000
SENTENCE = (
    "The harbour board said today that the lamp on the mole could stay dark until the dredger is paid. "
)
MANY = 250


@pytest.fixture
def site(tmp_path: Path) -> Iterator[TestClient]:
    Case(tmp_path).close()
    with TestClient(application(tmp_path), base_url="http://localhost") as client:
        yield client


def put(folder: Path, number: int) -> list[Statement]:
    """One article with so many statements, each a sentence with its source, cue and content."""
    text = SENTENCE * number
    name = source_id(text.encode())
    came = arrival(name, "pile/long.txt")
    kept = (Kept(0, len(text), 0, BlockClass.BODY),)
    article = Article(article_id(name, kept, came.id), name, came.id, 0, kept, text, language="en")
    rows = [_statement(article, SENTENCE.index("The") + n * len(SENTENCE)) for n in range(number)]
    source = Source(name, "text/plain", "utf-8", len(text), "text 1", text)
    database = Database(folder / "case.sqlite", writing=True)
    with database.change():
        tables = {"sources": [source], "arrivals": [came], "articles": [article], "statements": rows}
        database.add(("made", "long", "long"), tables)
    database.close()
    return rows


def _statement(article: Article, at: int) -> Statement:
    source, cue, content = (
        (span(article.text, at + low, at + high),) for low, high in ((0, 17), (18, 22), (33, 95))
    )
    key = statement_id(article.id, source, cue, content)
    made = said(article, at, random.Random(at))
    return replace(made, id=key, source=source, cue=cue, content=content)


def test_an_article_with_hundreds_of_statements_is_no_heavy_page(site: TestClient, tmp_path: Path) -> None:
    rows = put(tmp_path, MANY)
    page = site.get(f"/articles/{rows[0].article}").text
    assert len(page.encode()) < MOST
    assert page.count('class="note of-statement"') == MANY
    assert 'class="ruling"' not in page


@pytest.mark.parametrize("query", ["", "?show=statements", "?at=4-11"])
def test_each_of_its_statements_is_opened_by_a_link(site: TestClient, tmp_path: Path, query: str) -> None:
    rows = put(tmp_path, reader.WITH_TOOLS + 1)
    path = f"/articles/{rows[0].article}{query}"
    link = f"{path}{'&amp;' if query else '?'}open={rows[7].id}#{rows[7].id}"
    assert f'href="{link}"' in site.get(path).text
    opened = site.get(link.replace("&amp;", "&").partition("#")[0]).text
    assert opened.count('class="ruling"') == 1
    assert f'action="/statements/{rows[7].id}/rulings"' in opened
    assert f'name="row" value="{rows[7].id}"' in opened


def test_with_few_statements_all_have_their_forms(site: TestClient, tmp_path: Path) -> None:
    rows = put(tmp_path, reader.WITH_TOOLS)
    page = site.get(f"/articles/{rows[0].article}").text
    assert page.count('class="ruling"') == len(rows)
    assert "to-tools" not in page
    assert len(page.encode()) < MOST
