"""Verbs of what may leave: masked, check, handover, export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from iolkit import readers
from iolkit.errors import NotFound
from iolkit.kit.reading import ReadingVerbs
from iolkit.outcomes import Check, Handover
from iolkit.records import Audience, Language, Masked, Session


class SendingVerbs(ReadingVerbs):
    """The way out, through the one door."""

    def masked(self, note_id: str) -> Masked:
        """A whole note with stand-ins, as everybody in the house may read it. Raises NotFound."""
        from iolkit import redaction

        reviewed = self._parts.archive.notes.reviewed(note_id)
        return redaction.mask(reviewed.analysis.note.text, reviewed.flags).text

    def check(
        self,
        text: str,
        audience: Audience,
        *,
        language: Language | None = None,
        session: Session | None = None,
    ) -> Check:
        """What may be said to an audience, flag by flag, and the safe text. Raises WrongUse."""
        from iolkit import redaction
        from iolkit.policy import parse_audience

        to = parse_audience(audience)
        note = self._note(text, language, session or Session())
        flags = self._reader().flag(note)
        released = redaction.release_note(note, flags, to, self._parts.policy)
        return Check(text, released.decisions, released.cleared, released.blocked)

    def check_file(self, path: Path, audience: Audience) -> Check:
        """`check` for a file of any readable kind. Raises NoteUnreadable, NotFound."""
        if not path.is_file():
            raise NotFound("path_unknown", name=path.name)
        note = readers.read_file(path)
        return self.check(note.text, audience, language=note.language, session=note.session)

    def handover(
        self,
        note_ids: Sequence[str],
        audience: Audience,
        language: Literal["de", "en"],
        *,
        item_ids: Sequence[str] | None = None,
    ) -> Handover:
        """A document for an audience from whole notes or chosen items. Raises NotFound, WrongUse,
        NotReleased when nothing of it may be said."""
        from iolkit import handover as documents
        from iolkit.policy import parse_audience

        reviewed = [self._parts.archive.notes.reviewed(each) for each in note_ids]
        return documents.compose(
            reviewed,
            parse_audience(audience),
            language,
            item_ids=item_ids,
            policy=self._parts.policy,
        )

    def export(
        self,
        handover: Handover,
        format: Literal["docx", "html", "md", "pdf"],
        note_ids: Sequence[str],
    ) -> bytes:
        """The finished file, opened again and searched for every value that was masked.

        Raises NotReleased("leak_found") and gives nothing when one is in it.
        """
        from iolkit import handover as documents

        reviewed = [self._parts.archive.notes.reviewed(each) for each in note_ids]
        secrets = documents.secrets_of(reviewed, handover.audience, self._parts.policy)
        data = documents.export(handover, format, secrets)
        for each in note_ids:
            self._parts.archive.audit.note("export", each, len(data))
        return data
