"""Kit: everything iolkit can do, one short method a verb, grouped by noun.

The one place that knows which parts are fitted. No logic of its own: a verb that grows belongs in
the part it calls. Rooms are imported inside the verb that needs them, for start-up's sake alone: a
command that finds nothing new in a folder must not pay for engine, index and documents.
"""

from __future__ import annotations

from types import TracebackType

from iolkit.kit.charting import ChartingVerbs
from iolkit.kit.corroborating import CorroborationVerbs
from iolkit.kit.debriefing import DebriefVerbs
from iolkit.kit.jobs import JobVerbs
from iolkit.kit.learning import LearningVerbs
from iolkit.kit.modelling import ModelVerbs
from iolkit.kit.parts import Parts
from iolkit.kit.planning import PlanningVerbs
from iolkit.kit.saved import SavedVerbs
from iolkit.kit.sending import SendingVerbs
from iolkit.kit.upkeep import UpkeepVerbs
from iolkit.outcomes import EngineName
from iolkit.phrases import Tongue
from iolkit.settings import Settings, keep_quiet
from iolkit.settings import load as load_settings

__all__ = ["Kit", "Settings", "load_settings"]

AUDIENCES = ("team", "company", "partners", "public")
FORMATS = ("docx", "html", "md", "pdf")
DEMO = "demo"


class Kit(
    DebriefVerbs,
    PlanningVerbs,
    JobVerbs,
    UpkeepVerbs,
    SendingVerbs,
    LearningVerbs,
    ModelVerbs,
    ChartingVerbs,
    CorroborationVerbs,
    SavedVerbs,
):
    """Everything iolkit can do on one data folder. A context manager."""

    audiences = AUDIENCES
    formats = FORMATS

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        owner: bool = False,
        engine: EngineName | None = None,
    ) -> Kit:
        """A Kit on the data folder of `settings` (default: from the environment).

        `owner`: this process may own the search index; only the page says so. `engine`: who reads
        where a verb names none; None leaves it to what was chosen for the space (`choose_engine`),
        and that to the embedded engine. Nothing is opened or made on disk before a verb needs it.
        Raises HouseError when a setting is wrong.
        """
        keep_quiet()
        return cls(Parts(settings or load_settings(), owner=owner, engine=engine))

    @classmethod
    def demo(
        cls,
        settings: Settings | None = None,
        *,
        owner: bool = False,
        language: Tongue = "de",
    ) -> Kit:
        """A Kit on the demo workspace of a language, in a folder of its own; loaded when empty."""
        own = settings or load_settings()
        kit = cls.open(
            own.model_copy(update={"data_dir": own.data_dir / DEMO / language}), owner=owner
        )
        if not kit.notes():
            for _ in kit.load_demo(language):
                pass
        return kit

    @property
    def settings(self) -> Settings:
        """What this Kit was opened with."""
        return self._parts.settings

    def close(self) -> None:
        """Let go of files and locks."""
        self._parts.close()

    def __enter__(self) -> Kit:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
