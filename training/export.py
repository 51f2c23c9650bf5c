"""Trained weights -> the two ONNX files that ship: the encoder with its word heads, and the span head.

    python -m training.export FOLDER/weights.pt src/reportedly/language/weights

Weights become 8-bit integers (7 bits used, so that no kernel saturates and all machines agree). Prints the
digest that ``reportedly.language.model`` pins.
"""

import argparse
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.network import SPAN, Encoder, Layer, Spans

OPSET = 17


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    state = torch.load(given.weights)
    encoder, spans = Encoder(), Spans()
    encoder.load_state_dict(state["encoder"])
    spans.load_state_dict(state["spans"])
    with TemporaryDirectory() as folder:
        _encoder(encoder, Path(folder) / "encoder.onnx", given.out / "encoder.onnx")
        _spans(spans, Path(folder) / "spans.onnx", given.out / "spans.onnx")
    for path in sorted(given.out.glob("*.onnx")):
        print(path.name, f"{path.stat().st_size / 1e6:.1f} MB", hashlib.sha256(path.read_bytes()).hexdigest())


def _encoder(model: Encoder, plain: Path, out: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 24))
    mask, types, first = torch.ones_like(ids), torch.zeros_like(ids), torch.arange(20)[None].repeat(2, 1)
    pieces, words = {0: "rows", 1: "pieces"}, {0: "rows", 1: "words"}
    _export(
        model,
        (ids, types, mask, first),
        plain,
        {"ids": pieces, "types": pieces, "mask": pieces, "first": words},
        {"cue": words, "syntax": words, "arcs": {**words, 2: "parents"}, "span": words},
    )
    _quantize(plain, out, ["MatMul", "Gather"])


def _spans(model: Spans, plain: Path, out: Path) -> None:
    rows, size = 2, 20
    kind = torch.ones(rows, size, dtype=torch.long)
    words = {0: "rows", 1: "words"}
    _export(
        model,
        (torch.randn(rows, size, 2 * SPAN), kind, kind, kind),
        plain,
        {"span": words, "kind": words, "distance": words, "mask": words},
        {"labels": words},
    )
    _quantize(plain, out, ["MatMul"])


def _export(
    model: nn.Module,
    inputs: tuple[torch.Tensor, ...],
    out: Path,
    given: dict[str, dict[int, str]],
    made: dict[str, dict[int, str]],
) -> None:
    for part in model.eval().modules():
        if isinstance(part, Layer):
            part.exported = True
    torch.onnx.export(
        model,
        inputs,
        str(out),
        input_names=list(given),
        output_names=list(made),
        dynamic_axes={**given, **made},
        opset_version=OPSET,
        dynamo=False,
    )


def _quantize(plain: Path, out: Path, operators: list[str]) -> None:
    quantize_dynamic(
        plain,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=operators,
    )
    onnx.checker.check_model(str(out))


if __name__ == "__main__":
    main()
