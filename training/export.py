"""Trained weights -> the two ONNX files of a tier: its encoder with the word heads, and its span head.

    python -m training.export encoder FOLDER/encoder.pt src/reportedly/language/weights
    python -m training.export fast FOLDER/fast.pt src/reportedly/language/weights

Weights become 8-bit integers (7 bits used, so that no kernel saturates and all machines agree). Where the
files go to the package, the last line is the digest that ``reportedly.language.model`` pins.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from reportedly.language.model import TIERS, model_digest
from reportedly.language.wordpieces import PIECES_READ
from training import fast_network, network

OPSET = 17
ROWS, PIECES, WORDS = 2, 24, 20
Axes = dict[str, dict[int, str]]
BY_WORD = {0: "rows", 1: "words"}
BY_PIECE = {0: "rows", 1: "pieces"}
SAID: Axes = {"cue": BY_WORD, "syntax": BY_WORD, "arcs": {**BY_WORD, 2: "parents"}, "span": BY_WORD}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tier", choices=TIERS)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    state, tier = torch.load(asked.weights), TIERS[asked.tier]
    encoder, spans, inputs, axes, width = _fast() if tier.reads_words else _default()
    encoder.load_state_dict(state["encoder"])
    spans.load_state_dict(state["spans"])
    _write(encoder, inputs, axes, SAID, asked.out / tier.encoder)
    _write(spans, *_span_inputs(width), {"labels": BY_WORD}, asked.out / tier.spans)
    for name in (tier.encoder, tier.spans):
        print(name, f"{(asked.out / name).stat().st_size / 1e6:.1f} MB")
    print(model_digest(asked.tier))


def _default() -> tuple[nn.Module, nn.Module, tuple[Tensor, ...], Axes, int]:
    ids = torch.randint(1000, 2000, (ROWS, PIECES))
    first = torch.arange(WORDS)[None].repeat(ROWS, 1)
    axes = {"ids": BY_PIECE, "types": BY_PIECE, "mask": BY_PIECE, "first": BY_WORD}
    inputs = (ids, torch.zeros_like(ids), torch.ones_like(ids), first)
    return network.Encoder(), network.Spans(), inputs, axes, network.SPAN


def _fast() -> tuple[nn.Module, nn.Module, tuple[Tensor, ...], Axes, int]:
    words = torch.ones(ROWS, WORDS, dtype=torch.long)
    pieces = torch.randint(1000, 2000, (ROWS, WORDS, PIECES_READ))
    encoder = fast_network.FastEncoder(torch.zeros(network.VOCABULARY, fast_network.PIECE))
    axes = {"pieces": BY_WORD, "types": BY_WORD, "mask": BY_WORD}
    return encoder, fast_network.FastSpans(), (pieces, words * 0, words), axes, fast_network.SPAN


def _span_inputs(width: int) -> tuple[tuple[Tensor, ...], Axes]:
    kind = torch.ones(ROWS, WORDS, dtype=torch.long)
    names = ("span", "kind", "distance", "mask")
    return (torch.randn(ROWS, WORDS, 2 * width), kind, kind, kind), dict.fromkeys(names, BY_WORD)


def _write(model: nn.Module, inputs: tuple[Tensor, ...], given: Axes, made: Axes, out: Path) -> None:
    """Export, then quantize the products with weights and the tables of embeddings."""
    for part in model.eval().modules():
        if isinstance(part, network.Layer):
            part.exported = True
    with TemporaryDirectory() as folder:
        plain = Path(folder) / out.name
        torch.onnx.export(
            model,
            inputs,
            str(plain),
            input_names=list(given),
            output_names=list(made),
            dynamic_axes={**given, **made},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


if __name__ == "__main__":
    main()
