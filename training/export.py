"""Trained weights -> the ONNX files of a tier: its encoder with the word heads, and its heads on words given
a cue or a trigger.

    python -m training.export encoder FOLDER/encoder.pt src/reportedly/language/weights --start minilm.npz
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

from reportedly.language.model import TIERS, Tier, model_digest
from reportedly.language.wordpieces import PIECES_READ
from training import fast_network, network
from training.command import restored, unpacked

OPSET = 17
ROWS, PIECES, WORDS = 2, 24, 20
Axes = dict[str, dict[int, str]]
BY_WORD = {0: "rows", 1: "words"}
BY_PIECE = {0: "rows", 1: "pieces"}
SAID: Axes = {"cue": BY_WORD, "syntax": BY_WORD, "arcs": {**BY_WORD, 2: "parents"}, "span": BY_WORD}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("tier", choices=TIERS)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="the pretrained weights that the encoder was trained from")
    asked = parser.parse_args()
    tier = TIERS[asked.tier]
    if tier.reads_words:
        _export_fast(asked.weights, tier, asked.out)
    else:
        _export_encoder(asked.weights, asked.start, tier, asked.out)
    for name in tier.files[:-1]:
        print(name, f"{(asked.out / name).stat().st_size / 1e6:.1f} MB")
    print(model_digest(asked.tier))


def _export_encoder(weights: Path, began: Path, tier: Tier, out: Path) -> None:
    encoder, spans, events = restored(weights, unpacked(began))
    ids = torch.randint(1000, 2000, (ROWS, PIECES))
    first = torch.arange(WORDS)[None].repeat(ROWS, 1)
    axes = {"ids": BY_PIECE, "types": BY_PIECE, "mask": BY_PIECE, "first": BY_WORD}
    inputs = (ids, torch.zeros_like(ids), torch.ones_like(ids), first)
    _write(encoder, inputs, axes, {**SAID, "trigger": BY_WORD, "event": BY_WORD}, out / tier.encoder)
    _write(spans, *_head_inputs(2 * network.SPAN), {"labels": BY_WORD}, out / tier.spans)
    if events is not None and tier.events:
        made = {"roles": BY_WORD, "what": {0: "rows"}}
        _write(events, *_head_inputs(network.HIDDEN), made, out / tier.events)


def _export_fast(weights: Path, tier: Tier, out: Path) -> None:
    state = torch.load(weights, map_location="cpu")
    encoder = fast_network.FastEncoder(torch.zeros(network.VOCABULARY, fast_network.PIECE))
    spans = fast_network.FastSpans()
    encoder.load_state_dict(state["encoder"])
    spans.load_state_dict(state["spans"])
    words = torch.ones(ROWS, WORDS, dtype=torch.long)
    pieces = torch.randint(1000, 2000, (ROWS, WORDS, PIECES_READ))
    axes = {"pieces": BY_WORD, "types": BY_WORD, "mask": BY_WORD}
    _write(encoder, (pieces, words * 0, words), axes, SAID, out / tier.encoder)
    _write(spans, *_head_inputs(2 * fast_network.SPAN), {"labels": BY_WORD}, out / tier.spans)


def _head_inputs(width: int) -> tuple[tuple[Tensor, ...], Axes]:
    kind = torch.ones(ROWS, WORDS, dtype=torch.long)
    names = ("span", "kind", "distance", "mask")
    return (torch.randn(ROWS, WORDS, width), kind, kind, kind), dict.fromkeys(names, BY_WORD)


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
