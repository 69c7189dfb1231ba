"""The part of the kit in memory that says whether a learning fits here and plans it, by the rubric
as shipped and on a day that does not move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from iolkit import rubric
from iolkit.handover import Home, fit_of, plan_of, source_of, steps_of
from iolkit.outcomes import (
    EarlierRating,
    Fit,
    Intervention,
    OrgProfile,
    Plan,
    PlanStep,
    Question,
    Reviewed,
)
from iolkit.policy import plain_name
from iolkit.records import Analysis, Review

TODAY = date(2026, 3, 2)
AT = "2026-03-02T10:00:00+00:00"
Tongue = Literal["de", "en"]


class FakeTransferring:
    """Mixed into FakeKit, which brings the notes and takes the reviews."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    reviews: list[Review]
    review: Any
    note: Any
    _of: Any
    earlier: tuple[EarlierRating, ...] = ()
    """What was rated with an older rubric."""

    def questions(self, language: Tongue) -> tuple[Question, ...]:
        """The rubric's."""
        return rubric.questions(language)

    def interventions(self, language: Tongue) -> tuple[Intervention, ...]:
        """The rubric's."""
        book = rubric.InterventionBook.shipped()
        return tuple(rubric.intervention(key, language, book) for key in book.interventions)

    def profile(self, org: str = "") -> OrgProfile:
        """What was saved; nothing at first."""
        return self._profiles().get(org, OrgProfile(org))

    def save_profile(self, profile: OrgProfile) -> None:
        """Keep a profile."""
        self.calls.append(("save_profile", profile))
        self._profiles()[profile.org] = rubric.checked(profile)

    def source_of(self, item_id: str) -> str:
        """The partner of the note."""
        return source_of(self._of(item_id).analysis.note.session)

    def fit(self, item_id: str, language: Tongue = "de") -> Fit:
        """By the rubric."""
        return fit_of(self._of(item_id), item_id, self._home(), language)

    def plan(self, item_id: str, language: Tongue = "de") -> Plan:
        """By the rubric."""
        return plan_of(self._of(item_id), item_id, self._home(), language)

    def plan_history(self, item_id: str, language: Tongue = "de") -> tuple[PlanStep, ...]:
        """Every review with what it changed."""
        note_id = self._of(item_id).analysis.note.id
        kept, course = list(self.reviews), []
        for place in range(len(kept)):
            self.reviews[:] = kept[: place + 1]
            course.append((kept[place], self.note(note_id)))
        self.reviews[:] = kept
        start = Reviewed(self.analyses[note_id])
        return steps_of(start, course, item_id, self._home(), language, lambda words: ())

    def set_distance(self, item_id: str, name: str, far: int | None, reason: str = "") -> None:
        """As a review."""
        self._fit(item_id, f"distance.{name}", "null" if far is None else f"{far}", reason)

    def set_readiness(self, item_id: str, name: str, said: str | None, reason: str = "") -> None:
        """As a review."""
        self._fit(item_id, f"readiness.{name}", said or "null", reason)

    def set_precondition(self, item_id: str, key: str, met: bool | None, reason: str = "") -> None:
        """As a review."""
        value = {True: "yes", False: "no", None: "null"}[met]
        self._fit(item_id, f"precondition.{key}", value, reason)

    def set_plan(self, item_id: str, field: str, words: str, reason: str = "") -> None:
        """As a review."""
        self.review(Review("plan", item_id, field, words, "erika", AT, reason))

    def set_plan_day(self, item_id: str, name: str, on: date | None, reason: str = "") -> None:
        """As a review."""
        self.set_plan(item_id, name, on.isoformat() if on else "", reason)

    def plan_calendar(
        self, item_ids: Sequence[str], language: Tongue = "de", audience: str = "company"
    ) -> bytes:
        """A file."""
        self.calls.append(("plan_calendar", (tuple(item_ids), language, audience)))
        return b"BEGIN:VCALENDAR"

    def rated_before(self, item_id: str) -> tuple[EarlierRating, ...]:
        """What the test put there."""
        return self.earlier

    def _fit(self, item_id: str, field: str, value: str, reason: str) -> None:
        self.review(Review("fit", item_id, field, value, "erika", AT, reason))

    def _home(self) -> Home:
        others = {plain_name(name): known for name, known in self._profiles().items() if name}
        return Home(self.profile(), others, "Trumholt", "", TODAY)

    def _profiles(self) -> dict[str, OrgProfile]:
        kept: dict[str, OrgProfile] = self.__dict__.setdefault("_kept_profiles", {})
        return kept
