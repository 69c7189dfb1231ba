"""Pictures of a handover: from numbers to a drawing, once, and from there into every format.

What comes in holds no word of a note (outcomes/picturing.py); every word on a picture is the
house's own, from the phrases.
"""

from __future__ import annotations

from functools import lru_cache

from reportlab.graphics.shapes import Drawing, String

from iolkit.handover.pictures import forms, item_map, profile
from iolkit.outcomes import ItemMap, Picture, Profile
from iolkit.phrases import Tongue

__all__ = ["blank", "drawing", "png", "printed", "svg", "words"]

KEPT = 300


def drawing(picture: Picture, language: Tongue) -> Drawing:
    """The picture as a drawing, 470 points wide."""
    if isinstance(picture, ItemMap):
        return item_map.draw(picture, language)
    return profile.draw(picture, language)


def words(picture: Picture, language: Tongue) -> str:
    """What it shows, in words, for those who do not see it."""
    if isinstance(picture, ItemMap):
        return item_map.words(picture, language)
    return profile.words(picture, language)


def svg(picture: Picture, language: Tongue) -> str:
    """The picture as one svg element, its words as what is read out."""
    return forms.svg(drawing(picture, language), words(picture, language))


@lru_cache(KEPT)
def png(picture: Picture, language: Tongue) -> bytes:
    """The picture as pixels; the last ones are remembered, since a file is written more than once
    before it leaves."""
    return forms.png(drawing(picture, language))


def printed(picture: Picture, language: Tongue) -> str:
    """Every word that stands in the picture or is read out in its place, one thing a line."""
    on_it = (each.text for each in drawing(picture, language).contents if isinstance(each, String))
    return "\n".join((*on_it, words(picture, language)))


def blank(picture: Picture) -> Picture:
    """A picture of the same kind with nothing on it."""
    return ItemMap() if isinstance(picture, ItemMap) else Profile()
