"""Search over plain passages, with no note behind them: any collection, one folder."""

from __future__ import annotations

from pathlib import Path

from iolkit.archive import Archive
from iolkit.search.encoder import Encoder, OnnxEncoder, is_exported, models_folder
from iolkit.search.export import export_encoder
from iolkit.search.index import Index


class PlainIndex(Index):
    """An index with an archive of its own, closed together with it."""

    def close(self) -> None:
        """Let go of the index and of the archive."""
        super().close()
        self._archive.close()


def open_index(folder: Path, encoder: Encoder | None = None) -> Index:
    """An index of plain passages in `folder`, made when there is none. A context manager.

    `encoder` None = the default one, exported to the user's models folder when that has not been
    done yet. Raises Unavailable when its weights are not installed, and what Archive.open raises.
    """
    if encoder is None:
        models = models_folder(Path(folder))
        if not is_exported(models):
            export_encoder(models)
        encoder = OnnxEncoder(models)
    return PlainIndex(Archive.open(Path(folder)), encoder)
