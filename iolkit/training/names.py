"""Trains the name model: which tokens of a note name a person or an organisation.

    python -m iolkit.training.names GOLD_DIR NER_DIR --out iolkit/recognizers/models [--folds DIR]

First a model of person, organisation, place and other names is fitted to the openly licensed
rows of NER_DIR (CC BY only, see recognizers/models/README.md), then it is carried over to the
marked notes: the weights may move away from the first model only as far as the notes demand. The
same input gives the same model. With `--folds DIR` a model that never saw folder F is written to
DIR/F for every training folder F, so that each can be scored by the rest; without `--out`
nothing else is made.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from iolkit.language import fold
from iolkit.language.glossary import glossary
from iolkit.recognizers import features
from iolkit.recognizers.features import BUCKETS, Lexicon, Token
from iolkit.recognizers.models import fingerprint
from iolkit.recognizers.views import plain
from iolkit.training.goldnotes import GoldNote, read_gold, written_notes
from iolkit.training.softmax import Floats, Task, fit
from iolkit.training.variation import pools, varied

PARTS = 6
OPEN_L2, OPEN_STEPS = 1.0, 60
NOTE_L2, NOTE_STEPS = 3.0, 50
SMALL_WEIGHT = 0.3
"""What a note without its capitals counts against the note as written."""
VARIANTS, VARIED_WEIGHT = 2, 0.4
"""How often each note is read once more with other names in it, and what such a variant counts."""

LABELS = ("O", "PER", "ORG", "LOC", "MISC")
OPEN_SETS = (
    "germeval14_train.de.jsonl.gz", "germeval14_dev.de.jsonl", "smartdata_v1_train.de.jsonl",
    "wikigold.en.jsonl", "btc_abeg.en.jsonl", "wnut17_train.en.jsonl", "sec_fin5_train.en.jsonl",
)  # fmt: skip
"""CC BY 4.0, the last CC BY 3.0. Share-alike sets of the same folder are not read."""

Masks = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Text:
    """A training text: its tokens, and for each the set of labels it may have (a bit mask)."""

    tokens: list[Token]
    allowed: list[int]


ANY, OUTSIDE = 31, 1
IN_NOTES = {"person": 2, "partner": 4}
NO_NAME = 1 | 8 | 16
"""A gold note marks persons and partners only: what is unmarked may be a place or a title."""


def read_open(folder: Path) -> list[Text]:
    """The openly licensed rows."""
    texts = []
    for name in OPEN_SETS:
        opened: Any = gzip.open if name.endswith(".gz") else open
        with opened(folder / name, "rt", encoding="utf-8") as lines:
            texts += [_open_row(json.loads(line)) for line in lines]
    return texts


def _open_row(row: dict[str, Any]) -> Text:
    found = features.tokens(str(row["text"]))
    allowed = [OUTSIDE] * len(found)
    marks = [
        (s["start"], s["end"], 1 << LABELS.index(s["label"]))
        for s in row["spans"]
        if s["label"] in LABELS
    ]
    marks += [(s["start"], s["end"], ANY) for s in row.get("ignore", ())]
    _mark(found, allowed, marks)
    return Text(found, allowed)


def _mark(
    found: Sequence[Token], allowed: list[int], marks: Iterable[tuple[int, int, int]]
) -> None:
    for start, end, label in marks:
        for index, token in enumerate(found):
            if token.start < end and start < token.end and token.text != "\n":
                allowed[index] = label


def gold_text(note: GoldNote, lower: bool = False) -> Text:
    """A gold note as a training text, looked at through the plain view."""
    view = plain(note["text"])
    found = features.tokens(view.text.lower() if lower else view.text)
    allowed = [NO_NAME] * len(found)
    for index, token in enumerate(found):
        span = view.span(token.start, token.end)
        for mark in note["spans"]:
            if (
                mark["category"] in IN_NOTES
                and mark["start"] < span.end
                and span.start < mark["end"]
                and token.text != "\n"
            ):
                allowed[index] = IN_NOTES[mark["category"]]
    return Text(found, allowed)


class Uses:
    """Counts how words are used, and tells it as the `seen` table of a Lexicon."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[int]] = defaultdict(Counter)

    def add(self, texts: Iterable[Text], sign: int = 1) -> None:
        """Counts the words of `texts`, or takes them out again with `sign` -1."""
        for text in texts:
            for token, allowed in zip(text.tokens, text.allowed, strict=True):
                if not token.text[0].isalpha() or allowed == ANY:
                    continue
                if allowed == 1:
                    kind = 2 if token.text[0].isupper() else 1
                else:
                    kind = {2: 4, 4: 5, 8: 6, 16: 7}[allowed]
                for part in re.split(r"[-.&·_']", fold(token.text)):
                    if len(part) > 1:
                        self.counts[part][kind] += sign

    def table(self) -> dict[int, int]:
        """crc32 of each folded word -> its usual use (see `Lexicon.seen`)."""
        seen: dict[int, int] = {}
        for word, counts in self.counts.items():
            total = sum(counts.values())
            if total > 0:
                seen[crc32(word.encode())] = _kind(counts, total)
        for word in _glossary_words():
            place = crc32(word.encode())
            if seen.get(place, 0) in (0, 7) or (
                seen[place] > 3 and sum(self.counts[word].values()) < 3
            ):
                seen[place] = 2
        return seen


def _kind(counts: Counter[int], total: int) -> int:
    plain_uses = counts[1] + counts[2]
    if plain_uses >= 0.75 * total:
        return 1 if counts[1] >= 0.75 * total else 2 if counts[2] >= 0.75 * total else 3
    kind, most = counts.most_common(1)[0]
    return kind if most >= 0.6 * total and kind > 2 else 3


def _glossary_words() -> set[str]:
    words: set[str] = set()
    for key, english in glossary().entries.items():
        words.add(key)
        words.update(re.findall(r"[a-z]{2,}", english))
    return words


def lexicon(uses: Uses) -> Lexicon:
    """The word knowledge that these uses give, with the shipped word lists."""
    return Lexicon(features.first_names(), features.word_classes(), uses.table())


def matrix(texts: Sequence[Text], words: Lexicon) -> tuple[sp.csr_matrix, Masks]:
    """Feature counts of every token, and the labels it may have as a bit mask."""
    ids = np.concatenate([features.rows(text.tokens, words) for text in texts])
    allowed = np.concatenate([np.array(text.allowed, dtype=np.uint8) for text in texts])
    data = (ids.ravel() != 0).astype(np.float32)
    pointers = np.arange(0, ids.size + 1, ids.shape[1])
    counts = sp.csr_matrix((data, ids.ravel().astype(np.int32), pointers), (len(ids), BUCKETS))
    return counts, allowed


def open_prior(texts: Sequence[Text]) -> tuple[Floats, Lexicon]:
    """Weights of the open sets, and the lexicon of all their words.

    How a word is usually used must not be read off the very text that is learnt from, so each sixth
    of the texts is described with a lexicon of the other five.
    """
    uses = Uses()
    uses.add(texts)
    parts = []
    for part in range(PARTS):
        own = texts[part::PARTS]
        uses.add(own, -1)
        parts.append(matrix(own, lexicon(uses)))
        uses.add(own)
    x = sp.vstack([part[0] for part in parts]).tocsr()
    task = Task(x, np.concatenate([part[1] for part in parts]), len(LABELS), OPEN_L2, OPEN_STEPS)
    return fit(task, np.zeros((BUCKETS, len(LABELS)), np.float32)), lexicon(uses)


def carry_over(prior: Floats, notes: Sequence[GoldNote], words: Lexicon) -> Floats:
    """The prior moved towards the notes: the mean of two fits.

    One sees the gold notes, as written and once more without capitals; the other also sees the
    notes written for training, and every note with other names in it. The first tells persons from
    organisations better, the second finds more of both.
    """
    gold = [note for note in notes if not note.get("written")]
    names = pools()
    others = [varied(note, names, each) for each in range(VARIANTS) for note in notes]
    near = _moved(prior, words, [(1.0, gold, False), (SMALL_WEIGHT, gold, True)])
    wide = _moved(
        prior, words,
        [(1.0, notes, False), (SMALL_WEIGHT, notes, True), (VARIED_WEIGHT, others, False)],
    )  # fmt: skip
    return np.asarray((near + wide) / 2, dtype=np.float32)


def _moved(
    prior: Floats, words: Lexicon, groups: Sequence[tuple[float, Sequence[GoldNote], bool]]
) -> Floats:
    """The prior moved towards groups of notes: (what each counts, the notes, in small letters)."""
    read = [
        (share, matrix([gold_text(note, lower=small) for note in notes], words))
        for share, notes, small in groups
    ]
    weight = np.concatenate([np.full(len(seen), share, np.float32) for share, (_, seen) in read])
    x = sp.vstack([counts for _, (counts, _) in read]).tocsr()
    allowed = np.concatenate([seen for _, (_, seen) in read])
    return fit(Task(x, allowed, len(LABELS), NOTE_L2, NOTE_STEPS, weight), prior)


def save(folder: Path, weights: Floats, words: Lexicon) -> None:
    """Writes names.npz: the weights in half precision, and the known words."""
    folder.mkdir(parents=True, exist_ok=True)
    known = sorted(words.seen.items())
    np.savez_compressed(
        folder / "names.npz",
        weights=weights.astype(np.float16),
        words=np.array([place for place, _ in known], dtype=np.uint32),
        uses=np.array([use for _, use in known], dtype=np.uint8),
        lexicon=np.uint32(fingerprint("names.npz")),
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("ner", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=Path)
    args = parser.parse_args()
    prior, words = open_prior(read_open(args.ner))
    notes = {folder.name: read_gold(folder) for folder in sorted(args.gold.glob("train_*"))}
    for left_out in notes if args.folds else ():
        seen = [note for name, read in notes.items() if name != left_out for note in read]
        seen += written_notes()
        save(args.folds / left_out, carry_over(prior, seen, words), words)
        print("made", args.folds / left_out)
    if args.out:
        seen = [note for read in notes.values() for note in read] + written_notes()
        save(args.out, carry_over(prior, seen, words), words)
        print("made", args.out)


if __name__ == "__main__":
    main()
