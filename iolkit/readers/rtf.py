"""Rich text files (.rtf) -> text: paragraphs, headings, lists, table rows, notes, comments, boxes.

What is hidden, inserted or deleted is read and marked. Pictures, embedded objects and everything a
field would fetch are left alone; of a field only its last result is text. Groups may nest as deep
as they like: nothing here recurses.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.flow import Flow, write_flow
from iolkit.readers.limits import Limits
from iolkit.readers.rtf_state import Group, State, changed
from iolkit.readers.rtf_tables import Tables
from iolkit.readers.rtf_tokens import Token, tokens
from iolkit.readers.text import code_page, letters

_SIGNS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ",
    b"enspace": " ", b"qmspace": " ", b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{",
    b"}": "}", b"\t": "\t",
}  # fmt: skip
_PARAGRAPH_ENDS = frozenset({b"par", b"page", b"sect", b"column", b"\n", b"\r"})
_ASIDES = {
    b"footnote": "footnote", b"annotation": "comment", b"shptxt": "text box",
    b"dptxbxtext": "text box", b"header": "header", b"headerl": "header", b"headerr": "header",
    b"headerf": "header", b"footer": "footer", b"footerl": "footer", b"footerr": "footer",
    b"footerf": "footer",
}  # fmt: skip
"""Groups with paragraphs of their own -> the label of their place."""
_AT_THE_END = frozenset({"header", "footer"})
_QUIET = frozenset(
    {
        b"pict", b"object", b"fldinst", b"datafield", b"shpinst", b"shprslt", b"do", b"sp",
        b"upr", b"themedata", b"filetbl", b"listtable", b"listoverridetable", b"revtbl",
        b"nonshppict", b"atnid", b"atnauthor", b"atntime", b"atnref", b"atndate", b"atnparent",
        b"bkmkstart", b"bkmkend", b"generator", b"private", b"nonesttables", b"nesttableprops",
        b"ftnsep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"template",
        b"category", b"manager", b"hlinkbase", b"keycode", b"pgdsctbl", b"xmlnstbl", b"fchars",
        b"lchars", b"mmathPr", b"htmltag", b"objdata", b"objclass", b"objname", b"picprop",
    }
)  # fmt: skip
"""Groups whose words nobody sees; a few groups inside them (below) are text again."""
_LOUD = frozenset({b"result", b"ud", b"fldrslt", *(word for word in _ASIDES)})
_ENTRIES = frozenset({b"xe", b"tc", b"tcn", b"rxe"})
"""Entries of an index or a table of contents: words in the text that are never shown there."""
_TABLES = frozenset({b"fonttbl", b"colortbl", b"stylesheet", b"info"})
_DESCRIPTION = "wzDescription"
_MOST_OPEN = 200_000


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .rtf file. Raises NoteUnreadable."""
    draft = Draft(limits.text)
    write(draft, data, limits)
    return draft.finish()


def write(draft: Draft, data: bytes, limits: Limits) -> None:
    """Writes the words of a rich text into a draft; its title becomes the fact `title`."""
    reader = _Reader(limits)
    for token in tokens(data):
        reader.take(token)
    reader.finish()
    write_flow(draft, reader.main)
    draft.end_sections()
    written: set[str] = set()
    for label, flow in reader.at_the_end:
        words = flow.words()
        if words.strip() and words not in written:
            written.add(words)
            draft.gap()
            with draft.place("part", label):
                write_flow(draft, flow)
    if reader.tables.title.strip():
        draft.facts.setdefault("title", reader.tables.title.strip())


@dataclass(slots=True)
class _Reader:
    """Takes token after token."""

    limits: Limits
    main: Flow = field(default_factory=Flow)
    tables: Tables = field(default_factory=Tables)
    at_the_end: list[tuple[str, Flow]] = field(default_factory=list)
    _state: State = field(default_factory=State)
    _flow: Flow | None = None
    _groups: list[Group] = field(default_factory=list)
    _bytes: bytearray = field(default_factory=bytearray)
    _units: list[int] = field(default_factory=list)
    _to_skip: int = 0
    _starred: bool = False
    _fresh: bool = False
    _in_table: int = 0
    _property: str = ""
    _length: int = 0

    @property
    def flow(self) -> Flow:
        """Where words go now."""
        return self._flow if self._flow is not None else self.main

    def take(self, token: Token) -> None:
        """Do what one token says."""
        kind, said, figure = token
        if kind == "text":
            self._text(said)
        elif kind == "hex":
            if self._to_skip:
                self._to_skip -= 1
            else:
                self._letters(said)
        elif kind == "open":
            self._enter()
        elif kind == "close":
            self._leave()
        elif kind == "word" and said == b"u":
            self._unicode(figure or 0)
        elif kind == "sign" and said == b"*":
            self._starred = True
        elif self._to_skip and kind == "sign":
            self._to_skip -= 1
        else:
            if not self._awaits_half(said):
                self._settle()
            self._word(said, figure)
            self._starred = self._fresh = False

    def finish(self) -> None:
        """The file is over, whether or not all its groups were closed."""
        self._settle()
        while self._groups:
            self._leave()
        self.main.end_paragraph(None, None)

    def _text(self, said: bytes) -> None:
        skipped = min(self._to_skip, len(said))
        self._to_skip -= skipped
        if said[skipped:]:
            self._letters(said[skipped:])

    def _letters(self, said: bytes) -> None:
        self._end_units()
        self._bytes += said
        self._fresh = False

    def _unicode(self, figure: int) -> None:
        self._end_bytes()
        self._units.append(figure & 0xFFFF)
        self._to_skip = self._state.skip
        self._fresh = False

    def _settle(self) -> None:
        """What was collected so far becomes words under the state that held for it."""
        self._end_bytes()
        self._end_units()
        self._to_skip = 0

    def _end_bytes(self) -> None:
        if self._bytes:
            said, self._bytes = bytes(self._bytes), bytearray()
            self._say(letters(said, self._state.page))

    def _end_units(self) -> None:
        if self._units:
            units = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units = []
            self._say(units.decode("utf-16-le", "replace"))

    def _awaits_half(self, word: bytes) -> bool:
        """Whether the word only parts the two halves of one character."""
        return word == b"uc" and bool(self._units) and 0xD800 <= self._units[-1] < 0xDC00

    def _say(self, words: str) -> None:
        if self._in_table:
            self.tables.say(words)
        elif self._state.bullet:
            self.flow.bulleted = True
        elif self._state.quiet:
            self._property = (self._property + words)[:40]
        else:
            self._length += len(words)
            if self._length > self.limits.text:
                raise NoteUnreadable("text_too_long", limit=self.limits.text)
            self.flow.say(words, self._state.label)

    def _enter(self) -> None:
        self._settle()
        if len(self._groups) >= _MOST_OPEN:
            raise NoteUnreadable("too_many_parts", limit=_MOST_OPEN)
        self._groups.append(Group(self._state))
        if self._in_table:
            self.tables.enter()
        self._fresh, self._starred = True, False

    def _leave(self) -> None:
        self._settle()
        group = self._groups.pop() if self._groups else Group(self._state)
        if group.table:
            self._in_table -= 1
        if self._in_table:
            self.tables.leave()
        if group.label:
            inner, self._flow = self.flow, group.outer
            inner.end_paragraph(self._state.level, self._state.indent)
            if group.label in _AT_THE_END:
                self.at_the_end.append((group.label, inner))
            else:
                self.flow.asides.append((group.label, inner))
        self._state = group.before

    def _word(self, word: bytes, figure: int | None) -> None:
        if self._in_table:
            self.tables.word(word, figure)
            return
        if self._fresh or self._starred:
            self._open_as(word)
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in (b"cell", b"nestcell"):
            self._end_cell(nested=word == b"nestcell")
        elif word == b"row" and not self._state.quiet:
            self.flow.end_row()
        else:
            self._format(word, figure)

    def _open_as(self, word: bytes) -> None:
        """The first word of a group says what the group is."""
        if not self._groups:
            return
        group = self._groups[-1]
        if word in _TABLES:
            group.table = True
            self._in_table += 1
            self.tables.open(word)
        elif (label := self._aside(word)) and not group.label:
            group.label, group.outer = label, self._flow
            self._flow = Flow()
            self._state = replace(State(), page=self._state.page, skip=self._state.skip)
        elif word in _LOUD:
            self._state = replace(self._state, quiet=group.before.quiet and word == b"fldrslt")
        elif word in (b"listtext", b"pntext"):
            self._state = replace(self._state, bullet=True)
        elif word in _ENTRIES:
            self._state = replace(self._state, hidden=True)
        elif word in _QUIET or self._starred:
            self._state = replace(self._state, quiet=True)

    def _aside(self, word: bytes) -> str:
        """The label of the place that a group opens; one property of a shape describes it."""
        if word == b"sn":
            self._property = ""
        if word == b"sv" and self._property == _DESCRIPTION:
            return "alt text"
        return _ASIDES.get(word, "")

    def _end_paragraph(self) -> None:
        if self._state.quiet:
            return
        if self._state.cell:
            self.flow.say(" ", "")
        else:
            self.flow.end_paragraph(self._state.level, self._state.indent)

    def _end_cell(self, *, nested: bool) -> None:
        if self._state.quiet:
            return
        if nested:
            self.flow.say(" ", "")
        else:
            self.flow.end_cell()

    def _format(self, word: bytes, figure: int | None) -> None:
        if word == b"ftnalt":
            self._relabel("endnote")
            return
        if word == b"ansicpg":
            self.tables.page = code_page(figure)
            self._state = replace(self._state, page=self.tables.page)
            return
        self._state = changed(self._state, word, figure, self.tables)

    def _relabel(self, label: str) -> None:
        for group in reversed(self._groups):
            if group.label == "footnote":
                group.label = label
                return
