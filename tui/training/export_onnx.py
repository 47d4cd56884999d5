"""Write the trained weights of the quote tagger as ONNX, quantized to 8 bits.

python -m tui.training.export_onnx FOLDER_OF_TAGGER_PT WEIGHTS_FOLDER [--float]
"""

import argparse
import json
from importlib import resources
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from tui.analysis.tagger import features
from tui.analysis.tagger.tagger import hash_networks
from tui.training.tagger import STARTING_MODEL, WIDTH, Linker, Tagger


class _Linking(nn.Module):
    """The linker with a mask of floats, which is what the runtime passes."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, states: Tensor, cue: Tensor, inputs: Tensor, mask: Tensor) -> Tensor:
        scores: Tensor = self.linker(states, cue, inputs, mask > 0.5)
        return scores


def write_weights(tagger: Tagger, folder: Path, quantized: bool = True) -> None:
    """Write the networks and their vocabulary, and their hash and the CRF's transitions into `settings.json`."""
    tagger.eval()
    folder.mkdir(parents=True, exist_ok=True)
    words, cues = len(features.WORD_SIZES), len(features.CUE_SIZES)
    text = {0: "windows", 1: "pieces"}
    _export(
        tagger.reader,
        (torch.ones(2, 30, dtype=torch.long), torch.zeros(2, 30, words, dtype=torch.int32)),
        folder / "reader.onnx",
        {"pieces": text, "inputs": text, "states": text, "odds": text},
        ["states", "odds"],
        quantized,
    )
    each = {0: "cues", 1: "words"}
    _export(
        _Linking(tagger.linker),
        (
            torch.zeros(2, 30, WIDTH),
            torch.zeros(2, WIDTH),
            torch.zeros(2, 30, cues, dtype=torch.int32),
            torch.ones(2, 30),
        ),
        folder / "linker.onnx",
        {"states": each, "cue": {0: "cues"}, "inputs": each, "mask": each, "scores": each},
        ["scores"],
        quantized,
    )
    vocabulary = resources.files(STARTING_MODEL).joinpath("model/vocab.txt").read_text("utf-8")
    (folder / "vocabulary.txt").write_text(vocabulary, encoding="utf-8")
    file = folder / "settings.json"
    settings = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    settings["networks"] = hash_networks(folder)
    settings["step"] = [[round(x, 4) for x in row] for row in tagger.chain.step.tolist()]
    file.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _export(
    network: nn.Module,
    examples: tuple[Tensor, ...],
    file: Path,
    axes: dict[str, dict[int, str]],
    outputs: list[str],
    quantized: bool,
) -> None:
    inputs = [name for name in axes if name not in outputs]
    torch.onnx.export(
        network, examples, file, input_names=inputs, output_names=outputs, dynamic_axes=axes, dynamo=False,
        opset_version=17,
    )  # fmt: skip
    if quantized:
        # With the reduced range, processors without VNNI do not saturate.
        quantize_dynamic(
            file, file, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    onnx.checker.check_model(onnx.load(file))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Write the quote tagger's weights as ONNX.")
    parser.add_argument("trained", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--float", action="store_true", help="do not quantize")
    options = parser.parse_args()
    tagger = Tagger()
    tagger.load_state_dict(torch.load(options.trained / "tagger.pt"))
    write_weights(tagger, options.weights, not options.float)


if __name__ == "__main__":
    main()
