"""What the training commands share: their options and the paragraphs to learn from."""

import argparse
import pickle
from pathlib import Path

import torch

from training.documents import Paragraph, read

# The project's own prose is short beside the news: it is read several times an epoch.
OWN_TIMES = 3
SHORTEST = 3


def given(about: str, epochs: int) -> argparse.Namespace:
    """The options of a training command; seeds torch and makes the folder of the weights."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--own", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    return asked


def paragraphs(asked: argparse.Namespace) -> list[Paragraph]:
    """News once, the train part of the project's prose several times; kept beside the weights once read."""
    kept: Path = asked.out / "paragraphs.pkl"
    if not kept.exists():
        news = read(asked.corpus, nested_known=False)
        invented = [p for p in read(asked.own, nested_known=True) if p.document.startswith("train/")]
        kept.write_bytes(pickle.dumps(news + OWN_TIMES * invented))
    found: list[Paragraph] = pickle.loads(kept.read_bytes())
    return [p for p in found if len(p.cue) >= SHORTEST]
