"""The name model: which tokens of a page name a person or an organisation.

A linear model over hashed features (features.py), trained by iolkit.training.names and read from
`names.npz`. It finds names that no list holds; persons.py and organisations.py add what grammar and
the session tell, mentions.py finds every further mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from iolkit.errors import Unavailable
from iolkit.recognizers.features import Lexicon, Token, first_names, rows, word_classes
from iolkit.recognizers.models import place
from iolkit.recognizers.page import Page

Kind = Literal["person", "partner"]
Weights = npt.NDArray[np.float32]
_PERSON, _ORGANISATION = 1, 2


class Name(NamedTuple):
    """A stretch of a page that names a person or an organisation, and what said so."""

    start: int
    end: int
    kind: Kind
    score: float
    reason: str = "name_model"


@dataclass(frozen=True, eq=False)
class NameModel:
    """Weights (BUCKETS, labels other, person, organisation, place, title) and word knowledge."""

    weights: Weights
    lexicon: Lexicon

    @classmethod
    def load(cls, folder: Path | None = None) -> NameModel:
        """The model in `folder`, else the shipped one. Raises Unavailable if neither is there."""
        return _loaded(place("names.npz", folder))

    def chances(self, found: Sequence[Token]) -> Weights:
        """How probable each label is for each token: (tokens, labels), rows sum to 1."""
        if not found:
            return np.zeros((0, self.weights.shape[1]), np.float32)
        scores = self.weights[rows(found, self.lexicon)].sum(axis=1)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), dtype=np.float32)


SEED, GROWN, LONE_PERSON = 0.10, 0.06, 0.2
"""How probable a name must be for a token to start a name, to continue one, and to be a person's
name all by itself."""


PERSON_ODDS = 1.6
"""How much likelier a person must be than an organisation for a name to be a person's."""


def named(page: Page, model: NameModel) -> list[Name]:
    """The names that the model sees in a page."""
    chances = model.chances(page.tokens)
    names: list[Name] = []
    run: list[int] = []
    for index, token in enumerate(page.tokens):
        if token.text != "\n" and float(chances[index, 1] + chances[index, 2]) >= GROWN:
            run.append(index)
        elif run:
            names += _names(page, run, chances)
            run = []
    return names + (_names(page, run, chances) if run else [])


def _names(page: Page, run: Sequence[int], chances: Weights) -> list[Name]:
    """The one or two names that a run of likely tokens holds; () when none is likely enough."""
    part = chances[run][:, 1:3]
    border = _border(part)
    if border:
        return _names(page, run[:border], chances) + _names(page, run[border:], chances)
    while run and not _may_begin(page, run[0]):
        run, part = run[1:], part[1:]
    while run and not page.tokens[run[-1]].text[0].isalnum() and page.tokens[run[-1]].text != ".":
        run, part = run[:-1], part[:-1]
    if not run or float(part.sum(axis=1).max()) < SEED:
        return []
    likelier = part[:, 0].sum() >= PERSON_ODDS * part[:, 1].sum()
    kind: Kind = "person" if likelier else "partner"
    score = float(min(0.95, part.sum(axis=1).max()))
    if kind == "person" and len(run) == 1 and score < LONE_PERSON:
        return []
    return [Name(page.tokens[run[0]].start, page.tokens[run[-1]].end, kind, score)]


def _may_begin(page: Page, index: int) -> bool:
    """A name begins with a letter, not with a title or an everyday word before it."""
    token = page.tokens[index]
    return token.text[0].isalpha() and word_classes().get(page.low[index]) not in ("title", "tie")


def _border(part: Weights) -> int:
    """Where a sure person ends and a sure organisation begins (or the reverse); 0 for nowhere."""
    kinds = part.argmax(axis=1)
    for at in range(1, len(part)):
        if kinds[at] != kinds[at - 1] and part[at - 1].max() > 0.5 and part[at].max() > 0.5:
            return at
    return 0


@lru_cache(maxsize=8)
def _loaded(path: Path) -> NameModel:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            weights = arrays["weights"].astype(np.float32)
            words = dict(zip(arrays["words"].tolist(), arrays["uses"].tolist(), strict=True))
    except (OSError, KeyError, ValueError) as error:
        raise Unavailable("recognizer_model_missing", file=path.name) from error
    return NameModel(weights, Lexicon(first_names(), word_classes(), words))
