"""What one release must not say: the hidden values of every text in it, and who is who among them.

A handover is made of many texts. A name hidden in one of them is hidden in all, with the same
words, also where nobody flagged it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from iolkit.outcomes import Decision
from iolkit.phrases import Tongue
from iolkit.policy import STRICTNESS, Policy
from iolkit.records import Audience, Category, Flag, Handling, Reason, Session, Span
from iolkit.redaction.described import DESCRIBED, described
from iolkit.redaction.functions import function_of
from iolkit.redaction.merge import CLAUSES
from iolkit.redaction.names import NAMES, Cast, parts_to_hide
from iolkit.redaction.views import View, plain, tellable
from iolkit.redaction.words import Case, Role, bare_word, name_words, role_of

START = 8
"""Letters by which a secret is looked up."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must not be read, the flag it comes from and what is to happen to it."""

    value: str = field(repr=False)
    flag: Flag
    handling: Handling


def session_names(
    session: Session, audience: Audience, policy: Policy
) -> tuple[str, tuple[Decision, ...]]:
    """The names a session is known to have (host, partners, participants) as a text with decisions.

    They are hidden like flagged ones, also where no recognizer finds them in a note.
    """
    lines, flags, start = [], [], 0
    named: list[tuple[Category, str]] = [
        *(("partner", name) for name in (session.host, *session.partners)),
        *(("person", name) for name in session.participants),
    ]
    for category, name in named:
        if name.strip():
            span = Span(start, start + len(name))
            why = Reason("session_name", {})
            org = name if category == "partner" else None
            flags.append(
                Flag(f"session:{start}", span, category, None, "partner", org, 1.0, "session", why)
            )
            lines.append(name)
            start += len(name) + 1
    return "\n".join(lines), policy.decisions(flags, audience, session)


def same_values(places: Sequence[tuple[str, Flag]]) -> list[list[int]]:
    """Which flags mean the same (places = text and flag): indices of the places by value.

    Short and full forms of a name are one value, wherever they stand.
    """
    cast = Cast.of((text, [flag]) for text, flag in places)
    groups: dict[tuple[Category, str], list[int]] = {}
    for place, (text, flag) in enumerate(places):
        key = cast.key(flag.span.of(text), flag.category)
        groups.setdefault((flag.category, key), []).append(place)
    return list(groups.values())


@dataclass
class Secrets:
    """Every hidden value of the texts of one release. Give one object to all its releases.

    `anonymous`: nobody may be recognised by what they are called, not even by function and place.
    """

    anonymous: bool = False
    _cast: Cast = field(default_factory=Cast)
    _by_plain: dict[str, Secret] = field(default_factory=dict, repr=False)
    _starts: dict[int, dict[str, list[str]]] = field(default_factory=dict, repr=False)
    """Secrets by their first letters, and those by how many there are."""
    _by_name: dict[tuple[str, str], Handling] = field(default_factory=dict, repr=False)
    _seats: dict[Role, list[str]] = field(default_factory=dict, repr=False)
    _roles: dict[str, Role] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls, texts: Iterable[tuple[str, Sequence[Decision]]], *, anonymous: bool = False
    ) -> Secrets:
        """The secrets of texts and the decisions about their flags."""
        held = tuple(texts)
        flags = ((text, [decision.flag for decision in made]) for text, made in held)
        secrets = cls(anonymous, Cast.of(flags))
        for text, made in held:
            for decision in made:
                secrets._learn(text, decision)
        return secrets

    def values(self) -> tuple[str, ...]:
        """What a proof must look for: every hidden value, names also in their parts."""
        return tuple(secret.value for secret in self._by_plain.values())

    def handling(self, flag: Flag, value: str, own: Handling) -> Handling:
        """The strictest handling that this value, or this name, has anywhere in the release."""
        known = self._by_plain.get(plain(value))
        found: list[Handling] = [own, known.handling if known else own]
        if flag.category in NAMES:
            found.append(self._by_name.get(self._key(flag, value), own))
        return max(found, key=STRICTNESS.index)

    def sightings(self, text: str) -> tuple[tuple[Span, Secret], ...]:
        """Where hidden values stand in `text`, whatever they wear; the longest first at a place."""
        view = View(text)
        found = [(span, s) for s in self._likely(view) for span in view.spans(s.value)]
        if self.anonymous:
            found += [(span, _described(span, text)) for span in described(text)]
        return tuple(sorted(found, key=lambda seen: (seen[0].start, -seen[0].end)))

    def held_in(self, text: str) -> bool:
        """Whether any hidden value still stands in `text`."""
        view = View(text)
        return any(view.holds(secret.value) for secret in self._likely(view))

    def _likely(self, view: View) -> Iterator[Secret]:
        """The secrets whose first letters stand in the view: few, where there are thousands."""
        for length, starts in self._starts.items():
            if len(starts) <= len(view.plain):
                met = [start for start in starts if start in view.plain]
            else:
                ends = range(length, len(view.plain) + 1)
                shown = {view.plain[end - length : end] for end in ends}
                met = sorted(shown & starts.keys())
            for start in met:
                yield from (self._by_plain[key] for key in starts[start])

    def name_words(self, flag: Flag, value: str, case: Case, tongue: Tongue) -> str:
        """The words for this name: the same, but for its case, wherever the release has it."""
        role, number = self._seat(flag, value)
        return name_words(role, number, case, tongue)

    def bare_word(self, flag: Flag, value: str, tongue: Tongue, *, compound: bool) -> str:
        """The noun for this name alone, for after an article or before a hyphen."""
        return bare_word(self._seat(flag, value)[0], tongue, compound=compound)

    def _seat(self, flag: Flag, value: str) -> tuple[Role, int]:
        """What the name is called and its number, in order of first use."""
        _, key = self._key(flag, value)
        role = self._roles.setdefault(f"{flag.category}:{key}", role_of(flag))
        seats = self._seats.setdefault(role, [])
        if key not in seats:
            seats.append(key)
        return role, seats.index(key) + 1

    def _key(self, flag: Flag, value: str) -> tuple[str, str]:
        return flag.category, self._cast.key(value, flag.category)

    def _learn(self, text: str, decision: Decision) -> None:
        flag, handling = decision.flag, decision.handling
        if handling == "keep":
            return
        value = flag.span.of(text)
        if flag.category in NAMES:
            name = self._key(flag, value)
            strictest = max(self._by_name.get(name, handling), handling, key=STRICTNESS.index)
            self._by_name[name] = strictest
            function = function_of(text, flag.span) if flag.category == "person" else None
            if function:
                self._roles.setdefault(f"person:{name[1]}", function)
        for part in parts_to_hide(value, flag.category):
            if not tellable(part) or (flag.category in CLAUSES and len(plain(part)) < 4):
                continue
            key = plain(part)
            known = self._by_plain.get(key)
            if known is None or STRICTNESS.index(known.handling) < STRICTNESS.index(handling):
                self._by_plain[key] = Secret(part, flag, handling)
            if known is None:
                start = key[:START]
                self._starts.setdefault(len(start), {}).setdefault(start, []).append(key)


def _described(span: Span, text: str) -> Secret:
    flag = Flag(
        DESCRIBED, span, "person", "S5", "own", None, 1.0, DESCRIBED, Reason("policy_described")
    )
    return Secret(span.of(text), flag, "generalise")
