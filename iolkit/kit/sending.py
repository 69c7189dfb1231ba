"""Verbs of what may leave: masked, check, balance, draft, answer, handover, export, handovers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from iolkit import readers
from iolkit.errors import NotFound, WrongUse
from iolkit.kit.notes import NoteVerbs
from iolkit.kit.planning import home_of
from iolkit.kit.reading import ReadingVerbs
from iolkit.outcomes import (
    Asked,
    Balance,
    Check,
    Draft,
    EngineName,
    HandedOver,
    Handover,
    Reviewed,
    Upload,
)
from iolkit.records import Audience, Language, Masked, Review, Session

if TYPE_CHECKING:
    from iolkit.archive import AuditEvent

HANDED_OVER = "handover"
"""What the log calls a handover that was taken along; its subject is format:language:audience."""


MANY = 10_000
"""Handovers that are counted, the newest first."""
LOOKED_AT = 40
"""Notes that are searched for something to give, the newest first."""


class SendingVerbs(ReadingVerbs, NoteVerbs):
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
        """What may be said to an audience, by flag and by sentence, and the safe text.

        Nothing is stored. Raises WrongUse for an unknown audience or an overlong text.
        """
        from iolkit import redaction
        from iolkit.policy import parse_audience

        to = parse_audience(audience)
        if len(text) > redaction.LONGEST:
            raise WrongUse("check_too_long", n=len(text), most=redaction.LONGEST)
        note = self._note(text, language, session or Session())
        # Whoever asks what may be said has sent nothing yet: that stays with the embedded engine.
        flags = self._parts.local(self._lists()).flag(note)
        return redaction.check(note, flags, to, self._parts.policy)

    def check_file(
        self, path: Path, audience: Audience, *, session: Session | None = None
    ) -> Check:
        """`check` for a file of any readable kind; `session` = what holds instead of its own facts.

        Raises NoteUnreadable, NotFound, WrongUse.
        """
        if not path.is_file():
            raise NotFound("path_unknown", name=path.name)
        note = readers.read_file(path)
        held = session or note.session
        return self.check(note.text, audience, language=note.language, session=held)

    def check_upload(self, upload: Upload, audience: Audience, session: Session) -> Check:
        """`check` for a file in memory; nothing of it is kept. Raises NoteUnreadable."""
        note = readers.read_bytes(upload.name, upload.data)
        return self.check(note.text, audience, language=note.language, session=session)

    def balance(self, org: str) -> Balance:
        """What we learned with an organisation, what it got from us, and what we could give."""
        from iolkit import handover as documents

        cards = self.notes()
        recent = (self._parts.archive.notes.reviewed(card.id) for card in cards[:LOOKED_AT])
        return documents.balance(org, cards, self.handovers(MANY), recent)

    def handover(
        self,
        note_ids: Sequence[str],
        audience: Audience,
        language: Literal["de", "en"],
        *,
        item_ids: Sequence[str] | None = None,
        engine: EngineName = "embedded",
    ) -> Handover:
        """A document for an audience from whole notes or chosen items; `engine` "llm" lets the
        language model write a short version above them, from what readers in the house may see.

        Raises NotFound, WrongUse, NotReleased when nothing of it may be said, and ChatUnavailable
        when the model is away: whether to go on without it is a person's choice.
        """
        from iolkit import handover as documents

        reviewed, policy = self._reviewed(note_ids), self._parts.policy
        made = documents.compose(
            reviewed,
            audience,
            language,
            item_ids=item_ids,
            policy=policy,
            home=home_of(self._parts),
        )
        if engine == "embedded":
            return made
        writer = self._parts.reader(engine)
        return documents.in_short(
            made, reviewed, writer, wrote=engine, item_ids=item_ids, policy=policy
        )

    def draft(
        self,
        note_ids: Sequence[str],
        audience: Audience,
        language: Literal["de", "en"],
        *,
        item_ids: Sequence[str] | None = None,
    ) -> Draft:
        """The same document beside what became of every secret and what needs a person's yes.

        Raises NotFound, WrongUse; nothing left to say is a draft without a document.
        """
        from iolkit import handover as documents

        return documents.draft(
            self._reviewed(note_ids),
            audience,
            language,
            item_ids=item_ids,
            policy=self._parts.policy,
            home=home_of(self._parts),
        )

    def answer(self, asked: Asked, audience: Audience, yes: bool, reason: str = "") -> None:
        """Keep a person's yes or no to letting an audience read a secret, at each of its places.

        `reason` = who agreed, and where. Taken back note by note, like any review. Raises NotFound,
        WrongUse.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        word = f"{audience}:{'yes' if yes else 'no'}"
        by = self._parts.settings.user
        for note_id in dict.fromkeys(note for note, _ in asked.flags):
            words = [
                Review("flag", flag.id, "release", word, by=by, at=at, reason=reason)
                for note, flag in asked.flags
                if note == note_id
            ]
            self._parts.archive.reviews.add_together(words)
        self.refresh_stale()

    def export(
        self,
        handover: Handover,
        format: Literal["docx", "html", "md", "pdf"],
        note_ids: Sequence[str],
    ) -> bytes:
        """The finished file, opened again and searched for every value that was masked.

        That it was taken along is written down. Raises NotReleased("leak_found") and gives nothing
        when a secret is in it.
        """
        from iolkit import handover as documents

        data = documents.export(handover, format, self._secrets(handover, note_ids))
        audit = self._parts.archive.audit
        for each in note_ids:
            audit.note("export", each, len(data))
        subject = f"{format}:{handover.language}:{handover.audience}"
        audit.note(HANDED_OVER, subject, documents.items_in(handover))
        return data

    def prove(
        self,
        handover: Handover,
        format: Literal["docx", "html", "md", "pdf"],
        note_ids: Sequence[str],
    ) -> None:
        """Whether `export` would give the file; nothing leaves and nothing is written down.

        Raises NotReleased("leak_found").
        """
        from iolkit import handover as documents

        documents.prove(handover, format, self._secrets(handover, note_ids))

    def handovers(self, limit: int = 100) -> tuple[HandedOver, ...]:
        """The handovers that were taken along, the newest first."""
        events = self._parts.archive.audit.events(limit, HANDED_OVER)
        return tuple(_handed_over(event) for event in events)

    def _reviewed(self, note_ids: Sequence[str]) -> list[Reviewed]:
        return [self._parts.archive.notes.reviewed(each) for each in note_ids]

    def _secrets(self, handover: Handover, note_ids: Sequence[str]) -> tuple[str, ...]:
        from iolkit import handover as documents

        reviewed = self._reviewed(note_ids)
        return documents.secrets_of(reviewed, handover.audience, self._parts.policy)


def _handed_over(event: AuditEvent) -> HandedOver:
    format, language, audience = event.subject.split(":", 2)
    return HandedOver(event.at, event.who, audience, language, format, event.count)
