"""Odd, broken and hostile files of every kind, made in code, with what must become of each."""

from .case import Case, missed, readable
from .documents import OPEN, RICH
from .mails import MAILS, OUTLOOK
from .pages import PDFS, WEB
from .texts import TEXTS
from .word_and_slides import POWERPOINT, WORD
from .workbooks import WORKBOOKS

FAMILIES = (TEXTS, WORD, POWERPOINT, WORKBOOKS, OPEN, RICH, PDFS, WEB, MAILS, OUTLOOK)
CASES: dict[str, Case] = {what: case for family in FAMILIES for what, case in family.items()}

__all__ = ["CASES", "FAMILIES", "Case", "missed", "readable"]
