"""The language model that the settings name: opened when it is first asked, not before."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from iolkit.archive import Archive
from iolkit.errors import IolkitError, Unavailable
from iolkit.outcomes import Finding, ModelState, Price, Sent, Spent
from iolkit.records import Provenance, Reason
from iolkit.settings import Settings

if TYPE_CHECKING:
    from iolkit.llm.letter import Chat, ModelFacts
    from iolkit.llm.models import ModelChoice

CAPABLE = {"auto": None, "yes": True, "no": False}


class FittedModel:
    """The model of these settings. Any thread may use it.

    `archive` gives the archive that keeps replies and the log of what was sent; it is asked for
    only when something is to be written or looked up there.
    """

    def __init__(self, settings: Settings, archive: Callable[[], Archive]) -> None:
        self._settings = settings
        self._archive = archive
        self._guard = threading.Lock()
        self._open: dict[bool, Chat] = {}
        self._spent = self._billed = Spent()

    def chat(self, *, keep: bool = True, stop: threading.Event | None = None) -> Chat:
        """The line to the model; no connection is opened yet. `keep`: replies are kept with their
        note. `stop` ends what is under way.

        Raises Unavailable("llm_not_set", "llm_package_missing"),
        ChatUnavailable("chat_key_missing") and HouseError for settings that cannot be.
        """
        with self._guard:
            if keep not in self._open:
                self._open[keep] = self._opened(keep)
            chat = self._open[keep]
        return chat.until(stop) if stop else chat

    @property
    def spent(self) -> Spent:
        """What all requests so far have cost."""
        return self._spent

    def made_by(self) -> Provenance:
        """Who writes what is asked of the model. Raises as `chat` does."""
        return Provenance("llm", self.chat().facts.name)

    def unbilled(self) -> Spent:
        """What was spent since this was last asked."""
        with self._guard:
            fresh, self._billed = self._spent.since(self._billed), self._spent
        return fresh

    @property
    def price(self) -> Price | None:
        """What tokens cost, where a person has said so."""
        told = self._settings
        if told.llm_price_in is None and told.llm_price_out is None:
            return None
        return Price(told.llm_price_in or 0.0, told.llm_price_out or 0.0, told.llm_currency)

    def state(self) -> ModelState:
        """How the model is set up, found out without a network."""
        told = self._settings
        if told.llm_replay:
            return ModelState(told.llm, replay=True)
        if not told.llm:
            return ModelState("")
        from iolkit.llm.models import facts_of, provider_of
        from iolkit.tokens import count

        try:
            choice = self._choice()
            facts, variable = facts_of(choice), provider_of(choice.name).key
        except IolkitError as error:
            return ModelState(told.llm, trouble=error)
        given = bool(os.environ.get(variable, "").strip()) if variable else False
        needed = bool(variable) and not choice.base_url
        return ModelState(
            name=facts.name,
            host=facts.host,
            local=facts.local,
            special=told.llm_special and facts.local,
            window=facts.window,
            reply_tokens=facts.reply_tokens,
            capable=facts.capable,
            concurrency=told.llm_concurrency,
            key="given" if given else "missing" if needed else "not_needed",
            key_name=variable,
            exact_tokens=count("").exact,
            price=self.price,
            trouble=_not_ready(choice),
        )

    def facts(self) -> ModelFacts:
        """What is declared of the model. Raises Unavailable("llm_not_set"), HouseError."""
        from iolkit.llm.models import facts_of

        return facts_of(self._choice())

    def reached(self) -> IolkitError | None:
        """Ask the server whether it is there, without any text; what stands in the way, or None.

        Raises Unavailable("llm_not_set").
        """
        from iolkit.llm.reach import trouble_reaching

        return trouble_reaching(self._choice())

    def findings(self, *, reach: bool = False) -> tuple[Finding, ...]:
        """What a doctor says of the model: how it is set up, whether it may be asked, and with
        `reach` whether its server answers."""
        state = self.state()
        if state.replay or not state.name:
            key = "model_replay" if state.replay else "model_none"
            return (Finding("model", "well", Reason(key)),)
        found = [_trouble_told("model", state.trouble)] if state.trouble else [_told(state)]
        if reach and state.ready:
            trouble = self.reached()
            well = Finding("model_server", "well", Reason("model_reached", {"model": state.name}))
            found.append(_trouble_told("model_server", trouble) if trouble else well)
        return tuple(found)

    def _opened(self, keep: bool) -> Chat:
        from iolkit.llm.opening import Keeping, open_chat
        from iolkit.llm.pace import Limits

        told = self._settings
        limits = Limits(
            timeout_s=told.llm_timeout_s,
            at_once=told.llm_concurrency,
            per_minute=told.llm_per_minute or 0,
        )
        if told.llm_replay:
            return open_chat(None, limits, Keeping(replay=told.llm_replay), watch=self._pay)
        keeping = Keeping(
            memory=self._archive().replies if keep else None, book=self, record=told.llm_record
        )
        return open_chat(self._choice(), limits, keeping, watch=self._pay)

    def leaving(self, entry: Sent) -> int:
        """Write down that something is about to leave: that makes an archive where there is none
        yet."""
        return self._archive().egress.leaving(entry)

    def ended(self, number: int, entry: Sent) -> None:
        """How that ended."""
        self._archive().egress.ended(number, entry)

    def _pay(self, cost: Spent) -> None:
        with self._guard:
            self._spent += cost

    def _choice(self) -> ModelChoice:
        from iolkit.llm.models import ModelChoice

        told = self._settings
        if not told.llm:
            raise Unavailable("llm_not_set")
        return ModelChoice(
            name=told.llm,
            base_url=told.llm_base_url,
            window=told.llm_window or 0,
            reply_tokens=told.llm_reply_tokens or 0,
            capable=CAPABLE[told.llm_capable],
            trust=told.llm_trust,
        )


def _told(state: ModelState) -> Finding:
    """A model that may be asked: where it stands, what it may see, how it is asked."""
    values = {
        "model": state.name,
        "host": state.host or "@model.own_address",
        "trust": f"@model.{'local' if state.local else 'cloud'}",
        "special": f"@model.special_{'shown' if state.special else 'hidden'}",
        "window": str(state.window),
        "reply": str(state.reply_tokens),
        "way": f"@model.{'capable' if state.capable else 'by_task'}",
        "counted": f"@model.{'exact' if state.exact_tokens else 'estimated'}",
        "key": f"@model.key_{state.key}",
    }
    return Finding("model", "well", Reason("model_set", values))


def _trouble_told(check: str, trouble: IolkitError) -> Finding:
    values = {name: str(value) for name, value in trouble.values.items()}
    return Finding(check, "person", Reason(f"error.{trouble.key}", values))


def _not_ready(choice: ModelChoice) -> IolkitError | None:
    """What keeps this model from being asked: a package, a key, an address; None if nothing."""
    from iolkit.llm.models import parts_of, provider_of
    from iolkit.llm.providers import address_of, key_of

    provider = provider_of(choice.name)
    if find_spec(provider.package) is None:
        name = parts_of(choice.name)[0]
        return Unavailable("llm_package_missing", provider=name, extra=provider.extra)
    try:
        address_of(choice)
        key_of(choice)
    except IolkitError as error:
        return error
    return None
