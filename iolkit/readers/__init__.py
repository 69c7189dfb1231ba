"""A file -> a Note with its text, where each stretch of it stood, and facts of the session.

Families, one module each: text (md, txt), word (docx), slides (pptx), sheets (xlsx), opendocument
(odt, odp, ods), rtf, pdf, web (html, htm), mail (eml), outlook (msg), tables (csv), transcript
(vtt, srt). A new family is a module with `extract(data, limits)`, a line in parse.PARSERS and its
suffix in precheck.
"""

from iolkit.readers.limits import memory_is_limited
from iolkit.readers.reading import SUFFIXES, bytes_of, read_bytes, read_file, readable

__all__ = ["SUFFIXES", "bytes_of", "memory_is_limited", "read_bytes", "read_file", "readable"]
