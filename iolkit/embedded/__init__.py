"""The engine that needs no network: segment, rate, extract."""

from iolkit.embedded.engine import EmbeddedEngine
from iolkit.embedded.examples import Examples

__all__ = ["EmbeddedEngine", "Examples"]
