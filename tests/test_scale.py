"""The stages of lineage, bucket by bucket, give what the functions of `lineage` give for a whole pile."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import scale
from reportedly import lineage
from reportedly.pipeline import codec, run
from reportedly.pipeline.executors import executor
from reportedly.records import Article, Derivation, Passage, Story, StoryCount
from yardsticks.invented_press import documents
from yardsticks.reuse_lines import given

DOCUMENTS = 150  # more than two shards


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    scale.lay_out(documents(DOCUMENTS, seed=3), folder)
    with executor(0) as hands:
        run.run([task for task in scale._tasks(folder) if task.stage in scale.STAGES], hands)
    return folder


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [given(row).article for row in documents(DOCUMENTS, seed=3)]


@pytest.fixture(scope="module")
def passages(articles: list[Article]) -> list[Passage]:
    return lineage.passages(articles)


def made(pile: Path, stage: str, table: str, record: type) -> list:
    return codec.load(record, sorted(pile.glob(f"stages/{stage}/*/{table}.parquet")))


def test_a_pile_has_stories_of_several_and_pieces_that_stand_alone(pile: Path) -> None:
    sizes = [len(one.articles) for one in made(pile, "stories", "stories", Story)]
    assert sum(sizes) == DOCUMENTS
    assert 1 in sizes and max(sizes) > 5


def test_passages_are_those_of_the_whole_pile(pile: Path, passages: list[Passage]) -> None:
    assert set(made(pile, "passages", "passages", Passage)) == set(passages)
    assert len({(one.a, one.b) for one in passages}) > 50


def test_stories_are_those_of_the_whole_pile(
    pile: Path, articles: list[Article], passages: list[Passage]
) -> None:
    texts = [lineage.StoryText(one.id, one.title or "", one.text, one.date) for one in articles]
    assert made(pile, "stories", "stories", Story) == lineage.stories(texts, passages)


def test_edges_are_those_of_the_whole_pile(
    pile: Path, articles: list[Article], passages: list[Passage]
) -> None:
    edges = lineage.derivations([lineage.witness(one) for one in articles], passages)
    assert set(made(pile, "descent", "edges", Derivation)) == set(edges)
    assert len(edges) > 20


def test_what_hangs_together_lies_in_one_bucket(pile: Path) -> None:
    parts = [set(codec.read([path])["article"].to_pylist()) for path in pile.glob("stages/kin/*/*.parquet")]
    assert sum(map(len, parts)) == len(set().union(*parts))
    assert sum(1 for part in parts if part) > 1
    for one in made(pile, "passages", "passages", Passage):
        assert sum({one.a, one.b} <= part for part in parts) == 1


def test_each_story_has_its_count_and_each_edge_of_a_story_its_row(pile: Path) -> None:
    stories = made(pile, "stories", "stories", Story)
    counts = made(pile, "origins", "counts", StoryCount)
    assert sorted(one.story for one in counts) == sorted(one.id for one in stories)
    assert sorted(name for one in counts for name in (*one.tellings, *one.revisions)) == sorted(
        name for one in stories for name in one.articles
    )
    edges = {one.id for one in made(pile, "descent", "edges", Derivation)}
    assert edges == {one.id for one in made(pile, "origins", "derivations", Derivation)}
