"""Fingerprints with MinHash: documents a CPU second beside rensa and datasketch, in one run."""

import time
from collections.abc import Callable, Sequence

from datasketch import MinHash
from rensa import RMinHash

from reportedly import lineage
from yardsticks.bench import Bench, read_rows
from yardsticks.figures import Figure, Peer

TITLE = "Fingerprints and MinHash, from texts"
NOTES = (
    "CPU time of one process, best of three rounds in turn, PolNeAR's training part.",
    "Ours: every run of eight words and of six between quotation marks with its place, and a MinHash of 128 "
    "numbers. Peers: a MinHash of 128 permutations over runs of five words between white space, no places.",
)
RUN = 5
PERMUTATIONS = 128
ROUNDS = 3


def measure(bench: Bench) -> list[Figure]:
    """Documents a CPU second, ours and how many times the peers'."""
    texts = [row["text"] for row in read_rows(bench.files / "attribution" / "train.jsonl")]
    tools: dict[str, Callable[[Sequence[str]], None]] = {
        "ours": _ours,
        "rensa": _rensa,
        "datasketch": _datasketch,
    }
    rates = dict.fromkeys(tools, 0.0)
    _ours(texts[:10])
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            rates[name] = max(rates[name], _rate(tool, texts if name != "datasketch" else texts[::8]))
    ours, peers = rates.pop("ours"), [Peer(name, rate) for name, rate in rates.items()]
    return [
        Figure("documents a CPU second", ours, tuple(peers), unit="documents"),
        *(Figure(f"of {peer.name}'s", ours / peer.value, unit="times") for peer in peers),
    ]


def _rate(tool: Callable[[Sequence[str]], None], texts: Sequence[str]) -> float:
    began = time.process_time()
    tool(texts)
    return len(texts) / (time.process_time() - began)


def _ours(texts: Sequence[str]) -> None:
    for _ in lineage.prints(texts):
        pass


def _runs(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _rensa(texts: Sequence[str]) -> None:
    for text in texts:
        made = RMinHash(num_perm=PERMUTATIONS, seed=1)
        made.update(_runs(text))
        made.digest()


def _datasketch(texts: Sequence[str]) -> None:
    for text in texts:
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([run.encode() for run in _runs(text)])
