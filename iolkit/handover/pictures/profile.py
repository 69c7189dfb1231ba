"""The profile of one item: a row a property, and below them how far it travels in all.

Read from left to right, easy to hard: position says the level, the number in the sign says it
again, a bar says where it may lie, a square that a person decided, a ring that nothing is known.
"""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from iolkit.handover.pictures import ink
from iolkit.handover.pictures.ink import Sheet
from iolkit.outcomes import Profile, ProfileLine
from iolkit.phrases import Tongue, say
from iolkit.rubric import Rubric

LEFT, RIGHT = 148.0, 372.0
"""Where levels 1 and 5 stand."""
ROW = 25.0
TOP = 18.0
BANDS = ("D", "C", "B", "A")


def draw(profile: Profile, language: Tongue) -> Drawing:
    """The picture; empty for a profile without lines."""
    sheet = Sheet()
    if not profile.lines:
        sheet.down_to(10)
        return sheet.drawing()
    bottom = TOP + ROW * len(profile.lines)
    _scale(sheet, bottom, language)
    for place, line in enumerate(profile.lines):
        _row(sheet, TOP + ROW * (place + 0.5), line, line.dimension == profile.hurdle, language)
    y = bottom + 8
    if profile.score is not None:
        y = _whole(sheet, y + 6, profile, language)
    sheet.paragraph(y, _key(profile, language), 7)
    return sheet.drawing()


def words(profile: Profile, language: Tongue) -> str:
    """The same in words, for those who do not see it."""
    lines = [_line_words(line, language) for line in profile.lines]
    if profile.hurdle:
        lines.append(say("picture.hurdle", language, what=f"@dimension.{profile.hurdle}"))
    if profile.score is not None:
        lines.append(_score_words(profile, language))
    return f"{say('picture.profile', language)} {' '.join(f'{each}.' for each in lines)}"


def _scale(sheet: Sheet, bottom: float, language: Tongue) -> None:
    for level in range(1, 6):
        x = _at(level)
        sheet.line((x, TOP), (x, bottom))
        sheet.words((x, TOP - 5), str(level), 7.5, ink.SOFT, anchor="middle")
    sheet.words((LEFT - 10, TOP - 5), say("picture.easy", language), 7, ink.SOFT, anchor="end")
    sheet.words((RIGHT + 10, TOP - 5), say("picture.hard", language), 7, ink.SOFT)
    sheet.line((0, bottom), (ink.WIDTH, bottom))


def _row(sheet: Sheet, y: float, line: ProfileLine, hurdle: bool, language: Tongue) -> None:
    name = say(f"dimension.{line.dimension}", language)
    sheet.line((0, y - ROW / 2), (ink.WIDTH, y - ROW / 2))
    if hurdle:
        sheet.arrow(0, y - 3)
    sheet.words((11, y - 0.5), name, 8.5, bold=True)
    sheet.words((11, y + 8.5), say(f"items.dim_{line.dimension}", language), 6.8, ink.SOFT)
    sheet.words((RIGHT + 17, y + 3), say(f"picture.{line.sure}", language), 7.5, ink.SOFT)
    if line.level is None:
        sheet.line((_at(line.low), y), (_at(line.high), y), ink.TONE, 1.2, (2, 3))
        sheet.ring(_at(3), y)
        sheet.words((_at(3), y + 3), "?", 8.5, ink.TONE, bold=True, anchor="middle")
        return
    if line.low < line.high:
        sheet.line((_at(line.low), y), (_at(line.high), y), ink.RANGE, 6)
    sheet.mark(_at(line.level), y, "B" if line.sure == "by_person" else "A", 7.5)
    sheet.words(
        (_at(line.level), y + 3), str(line.level), 8.5, ink.WHITE, bold=True, anchor="middle"
    )


def _whole(sheet: Sheet, y: float, profile: Profile, language: Tongue) -> float:
    """The scale from 0 to 100 with its four bands, read the same way: right is hard."""
    bands = Rubric.shipped().bands
    sheet.words((11, y + 13), say("picture.transfer", language), 8.5, bold=True)
    said = say("picture.out_of", language, score=profile.score or 0)
    sheet.words((11, y + 22), said, 6.8, ink.SOFT)
    starts = [*(getattr(bands, band) for band in BANDS), 100]
    for place, band in enumerate(BANDS):
        low, high = _along(starts[place + 1]), _along(starts[place])
        sheet.box(low, y + 4, high, y + 18, ink.WASH)
        sheet.line((high, y + 4), (high, y + 18), ink.LINE)
        sheet.words(((low + high) / 2, y + 26), band, 7, ink.SOFT, anchor="middle")
    sheet.line((LEFT, y + 4), (LEFT, y + 18), ink.LINE)
    score, low_score, high_score = profile.score or 0, profile.low, profile.high
    if low_score is not None and high_score is not None and low_score < high_score:
        sheet.line((_along(high_score), y + 11), (_along(low_score), y + 11), ink.RANGE, 6)
    sheet.mark(_along(score), y + 11, "D", 6)
    band_words = say(f"picture.band_{profile.band}", language) if profile.band else ""
    sheet.words((RIGHT + 17, y + 14), band_words, 7.5, ink.SOFT)
    sheet.down_to(y + 30)
    return y + 32


def _key(profile: Profile, language: Tongue) -> str:
    """What the signs in this picture mean, those that are not in it left out."""
    found = {line.sure for line in profile.lines}
    asked = ["key"]
    asked += ["key_person"] if "by_person" in found else []
    asked += ["key_silent"] if "silent" in found else []
    asked += ["key_hurdle"] if profile.hurdle else []
    return " ".join(say(f"picture.{each}", language) for each in asked)


def _line_words(line: ProfileLine, language: Tongue) -> str:
    name = say(f"dimension.{line.dimension}", language)
    sure = say(f"picture.{line.sure}", language)
    if line.level is None:
        return f"{name}: {sure}"
    return say("picture.line", language, name=name, level=line.level, sure=sure)


def _score_words(profile: Profile, language: Tongue) -> str:
    score, low, high = profile.score or 0, profile.low, profile.high
    said = f"{say('picture.transfer', language)} {say('picture.out_of', language, score=score)}"
    if low is not None and high is not None and low < high:
        return f"{said}, {say('picture.between', language, low=low, high=high)}"
    return said


def _at(level: float) -> float:
    return LEFT + (RIGHT - LEFT) * (level - 1) / 4


def _along(score: float) -> float:
    """100 stands on the left, where everything is easy."""
    return LEFT + (RIGHT - LEFT) * (100 - score) / 100
