"""German and English as text."""

from iolkit.language.borders import sentences
from iolkit.language.compounds import compound_parts
from iolkit.language.glossing import gloss, glosses
from iolkit.language.spelling import Tongue, Word, fold, words
from iolkit.language.stems import stem
from iolkit.language.stopwords import STOPWORDS
from iolkit.language.tongues import detect, tongue

__all__ = [
    "STOPWORDS",
    "Tongue",
    "Word",
    "compound_parts",
    "detect",
    "fold",
    "gloss",
    "glosses",
    "sentences",
    "stem",
    "tongue",
    "words",
]
