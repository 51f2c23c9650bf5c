"""Stories: are three outlets' articles on one happening put together?"""

from pathlib import Path
from typing import Any

from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from yardsticks.bench import Bench, read_rows, write_rows
from yardsticks.figures import Figure, Peer

TITLE = "Stories (BASIL)"
NOTES = (
    "TF-IDF with average link and one cut, the cut that scores best on these articles out of nine.",
    "Ours has its cut fixed beforehand.",
)
CUTS = tuple(tenth / 20 for tenth in range(11, 20))
ROWS = {"BCubed F1": "f1", "BCubed precision": "p", "BCubed recall": "r"}


def measure(bench: Bench) -> list[Figure]:
    """Our BCubed figures beside those of TF-IDF with one cut."""
    gold = bench.files / "lineage" / "basil.jsonl"
    ours = _bcubed(bench, bench.predict("stories", gold, "ours.jsonl"), gold)
    theirs = max((_bcubed(bench, path, gold) for path in _tfidf(bench, gold)), key=lambda row: row["f1"])
    return [Figure(name, ours[key], (Peer("TF-IDF", theirs[key]),)) for name, key in ROWS.items()]


def _bcubed(bench: Bench, output: Path, gold: Path) -> dict[str, float]:
    scored = bench.score("lineage", "clusters", output, gold)
    found: dict[str, float] = scored["bcubed"]
    return found


def _tfidf(bench: Bench, gold: Path) -> list[Path]:
    """The predictions of the plain baseline, a file a cut."""
    articles: list[dict[str, Any]] = read_rows(gold)
    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in articles]
    rows = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    far = (1 - (rows @ rows.T).toarray()).clip(0)
    made = []
    for cut in CUTS:
        model = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=cut)
        names = model.fit_predict(far)
        told = [{"doc": a["id"], "cluster": int(n)} for a, n in zip(articles, names, strict=True)]
        made.append(write_rows(bench.folder("stories") / f"tfidf-{cut:.2f}.jsonl", told))
    return made
