"""The engine that needs no network: segment, rate, extract."""

from iolkit.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
