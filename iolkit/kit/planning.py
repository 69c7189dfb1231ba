"""Verbs of bringing a learning home: profiles, fit, plan and its days; rating anew when the rubric
has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from iolkit.kit.parts import Parts
from iolkit.kit.reviewing import ReviewVerbs
from iolkit.outcomes import (
    DistanceName,
    EarlierRating,
    EngineName,
    Fit,
    Gauge,
    Intervention,
    OrgProfile,
    Plan,
    PlanDay,
    PlanField,
    PlanStep,
    Question,
    ReadinessName,
    Reviewed,
    Said,
)
from iolkit.records import Assessment, Audience, Item, Note, Review

if TYPE_CHECKING:
    from iolkit.engine import Engine
    from iolkit.handover import Home
    from iolkit.phrases import Tongue

CALENDAR_FOR = "company"
"""Calendars are read by colleagues beyond the team."""


class PlanningVerbs(ReviewVerbs):
    """Will it work here, and what would it take? A person's word wins, with its history."""

    def questions(self, language: Tongue) -> tuple[Question, ...]:
        """What is asked about organisations and about an item's fit, with the options in words."""
        from iolkit import rubric

        return rubric.questions(language)

    def interventions(self, language: Tongue) -> tuple[Intervention, ...]:
        """Every way to bring knowledge over that a plan may choose from."""
        from iolkit import rubric

        book = rubric.InterventionBook.shipped()
        return tuple(rubric.intervention(key, language, book) for key in book.interventions)

    def profile(self, org: str = "") -> OrgProfile:
        """How an organisation is, by any spelling of its name; "" = ours."""
        from iolkit.policy import plain_name

        return replace(self._parts.archive.profiles.get(plain_name(org)), org=org)

    def save_profile(self, profile: OrgProfile) -> None:
        """Keep how an organisation is (`org` "" = ours); the profile before stays as history.

        Raises WrongUse("profile_fact_unknown").
        """
        from iolkit import rubric
        from iolkit.policy import plain_name

        told = replace(rubric.checked(profile), by=self._parts.settings.user, at=_now())
        self._parts.archive.profiles.put(plain_name(profile.org), told)

    def forget_profile(self, org: str) -> None:
        """Take out for good what was told of an organisation ("" = ours), its history too."""
        from iolkit.policy import plain_name

        self._parts.archive.profiles.forget([plain_name(org)])

    def source_of(self, item_id: str) -> str:
        """The organisation whose world an item comes from; "" where the note does not tell.

        Raises NotFound.
        """
        from iolkit import handover as documents

        return documents.source_of(self._of_mark(item_id).analysis.note.session)

    def fit(self, item_id: str, language: Tongue = "de") -> Fit:
        """Whether an item fits here: gauges, verdict, what would change it. Raises NotFound."""
        from iolkit import handover as documents

        return documents.fit_of(self._of_mark(item_id), item_id, home_of(self._parts), language)

    def outlook(self, item_id: str) -> Gauge:
        """One figure out of the three gauges, for whoever asks for it. Raises NotFound."""
        from iolkit import handover as documents

        return documents.outlook_of(self._of_mark(item_id), item_id, home_of(self._parts))

    def plan(self, item_id: str, language: Tongue = "de") -> Plan:
        """How an item is brought home. Raises NotFound."""
        from iolkit import handover as documents

        return documents.plan_of(self._of_mark(item_id), item_id, home_of(self._parts), language)

    def plan_history(self, item_id: str, language: Tongue = "de") -> tuple[PlanStep, ...]:
        """What people said of an item's ratings, fit and plan, in order, and what each word changed
        in the plan. Raises NotFound."""
        from iolkit import handover as documents

        notes = self._parts.archive.notes
        note_id = notes.of_mark(item_id)
        reviewed, start = notes.reviewed(note_id), Reviewed(notes.get(note_id))
        return documents.steps_of(
            start,
            self._parts.archive.reviews.course(note_id),
            item_id,
            home_of(self._parts),
            language,
            lambda words: self._flags_in(words, reviewed),
        )

    def set_distance(
        self, item_id: str, name: DistanceName, far: int | None, reason: str = ""
    ) -> None:
        """Say how far the source's world is from ours, 0..4; None goes back to the profiles.

        Raises NotFound, WrongUse("review_invalid"), as all that follow.
        """
        self._say("fit", item_id, f"distance.{name}", "null" if far is None else f"{far}", reason)

    def set_readiness(
        self, item_id: str, name: ReadinessName, said: Said | None, reason: str = ""
    ) -> None:
        """Answer one of the six questions of readiness; None takes the answer back."""
        self._say("fit", item_id, f"readiness.{name}", said or "null", reason)

    def set_precondition(self, item_id: str, key: str, met: bool | None, reason: str = "") -> None:
        """Say whether a precondition is met here; None takes it back."""
        value = {True: "yes", False: "no", None: "null"}[met]
        self._say("fit", item_id, f"precondition.{key}", value, reason)

    def set_plan(self, item_id: str, field: PlanField, words: str, reason: str = "") -> None:
        """Write an entry of a plan; "" goes back to what is suggested.

        What is sensitive in the words is found and masked. `interventions` takes keys with commas.
        """
        self._say("plan", item_id, field, words, reason)

    def set_plan_day(
        self, item_id: str, name: PlanDay | Literal["started"], on: date | None, reason: str = ""
    ) -> None:
        """Set a day of a plan, or the day from which its days count; None goes back."""
        self._say("plan", item_id, name, on.isoformat() if on else "", reason)

    def plan_calendar(
        self,
        item_ids: Sequence[str],
        language: Tongue = "de",
        audience: Audience = CALENDAR_FOR,
    ) -> bytes:
        """The days of some plans as a calendar file; every word may be read by `audience`.

        From then on the days of these plans stand still. Raises NotFound, WrongUse (audience).
        """
        from iolkit import handover as documents

        home = home_of(self._parts)
        for item_id in item_ids:
            if documents.plan_of(self._of_mark(item_id), item_id, home, language).started is None:
                self.set_plan_day(item_id, "started", home.today)
        notes = self._parts.archive.notes
        of = {item_id: notes.of_mark(item_id) for item_id in item_ids}
        reviewed = {note_id: notes.reviewed(note_id) for note_id in of.values()}
        policy = self._parts.policy
        desk = documents.desk_for(list(reviewed.values()), audience, language, policy)
        made = documents.calendar([(reviewed[of[i]], i) for i in item_ids], desk, home)
        self._parts.archive.audit.note("calendar", audience, len(item_ids))
        return made

    def outdated(self) -> tuple[str, ...]:
        """The notes that were rated with another version of the rubric."""
        return self._parts.archive.earlier.outdated(self._parts.rubric.version)

    def re_rate(self, note_ids: Sequence[str], engine: EngineName | None = None) -> int:
        """Rate the items of some notes anew with the rubric as it is now; how many items.

        The old ratings are kept with their version, and a person's levels stay. Raises NotFound.
        """
        reader, rated = self._parts.reader(engine), 0
        for note_id in note_ids:
            analysis = self._parts.archive.notes.get(note_id)
            fresh = [self._rated_by(reader, analysis.note, item) for item in analysis.items]
            self._parts.archive.earlier.replace(note_id, fresh)
            rated += len(fresh)
        self.refresh_stale()
        return rated

    def rated_before(self, item_id: str) -> tuple[EarlierRating, ...]:
        """What an item was rated with earlier versions of the rubric, the oldest first.

        Raises NotFound.
        """
        note_id = self._parts.archive.notes.of_mark(item_id)
        return self._parts.archive.earlier.of(note_id, item_id)

    def _rated_by(self, reader: Engine, note: Note, item: Item) -> Assessment:
        from iolkit.rubric import assess

        rubric = self._parts.rubric
        said = reader.rate(item.span.of(note.text), note.language, rubric)
        return assess(item.id, said.shift(item.span.start), rubric)

    def _say(self, subject: Literal["fit", "plan"], item_id: str, *word: str) -> None:
        field, value, reason = word
        by = self._parts.settings.user
        self.review(Review(subject, item_id, field, value, by=by, at=_now(), reason=reason))


def home_of(parts: Parts) -> Home:
    """What is known here today: our profile, those of others, the day."""
    from iolkit.handover import Home

    profiles, lists = parts.archive.profiles, parts.lists
    return Home(
        own=profiles.get(""),
        others={name: profiles.get(name) for name in profiles.names()},
        own_org=lists.own_org,
        own_industry=lists.industry,
        today=datetime.now().astimezone().date(),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
