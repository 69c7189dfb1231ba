"""Search: hybrid, bilingual, on this computer. The archive is the truth, an index only a help."""

from iolkit.search.any_model import SentenceTransformerEncoder, remembered
from iolkit.search.encoder import Encoder, OnnxEncoder, earlier, is_exported, models_folder
from iolkit.search.export import export_encoder
from iolkit.search.index import Index
from iolkit.search.plain import open_index
from iolkit.search.server import Server

__all__ = [
    "Encoder",
    "Index",
    "OnnxEncoder",
    "SentenceTransformerEncoder",
    "Server",
    "earlier",
    "export_encoder",
    "is_exported",
    "models_folder",
    "open_index",
    "remembered",
]
