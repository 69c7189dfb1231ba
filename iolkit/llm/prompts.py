"""The shelf of prompts: prompts/llm/*.md, read once, rendered strictly, each with its version.

A prompt is a Markdown file with front matter and the parts `# system` and `# user`, in German and
in English; pieces that several share lie in parts/. Templates run in Jinja2's sandbox, and a
variable that is missing is an error, never an empty place. What a note says is only ever a value,
never a template. prompts/llm/LOCK holds a hash of every released version: a text that was changed
without a new version number says so in its provenance.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import jinja2
import yaml
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, ValidationError

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.llm import replies

Tongue = Literal["de", "en"]
Name = Literal[
    "read", "read_items", "read_flags", "rate", "summarise",
    "answer", "write_handover", "write_synthesis",
]  # fmt: skip
_SYSTEM, _USER = "# system\n", "# user\n"


class FrontMatter(BaseModel):
    """What a prompt says of itself. `variables` are all that its text uses, `changed` is a day."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)
    id: str
    version: str
    reply: str
    variables: tuple[str, ...]
    changed: object


@dataclass(frozen=True)
class Prompt:
    """One prompt in one language, ready to be rendered."""

    id: str
    language: Tongue
    version: str
    reply: type[BaseModel]
    variables: tuple[str, ...]
    used: frozenset[str]
    """The variables that the text and its shared pieces really use."""
    digest: str
    """sha256 of the text with its shared pieces, 64 hex digits."""
    _parts: tuple[jinja2.Template, jinja2.Template]

    def system(self, **values: object) -> str:
        """What the model is told of its task. Raises HouseError when a variable is missing."""
        return self._rendered(0, values)

    def user(self, **values: object) -> str:
        """What the model is given to work on. Raises HouseError when a variable is missing."""
        return self._rendered(1, values)

    def _rendered(self, part: int, values: Mapping[str, object]) -> str:
        try:
            return self._parts[part].render(values).strip()
        except jinja2.TemplateError as error:
            raise HouseError("prompt_unfit", name=self.id, fault=str(error)) from error


def prompt(name: Name, language: Tongue) -> Prompt:
    """A prompt of this installation. Raises HouseError when its file is missing or unusable."""
    return _load(resources.shipped("prompts") / "llm", name, language)


def locked(folder: Path) -> Mapping[str, str]:
    """What LOCK records: "read.de v1" -> sha256. Released versions are never taken out of it."""
    try:
        lines = (folder / "LOCK").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}  # A shelf of one's own needs no lock; every version is then told with its hash.
    pairs = (line.split("  ", 1) for line in lines if line and not line.startswith("#"))
    return {name: digest for digest, name in pairs}


@cache
def _load(folder: Path, name: str, language: Tongue) -> Prompt:
    file = f"{name}.{language}.md"
    shelf = _shelf(folder)
    try:
        text = (folder / file).read_text(encoding="utf-8")
        front, body = _opened(text)
        sources = [body, *(_piece(folder, each) for each in _pieces(shelf, body))]
        system, user = body.split(_SYSTEM, 1)[1].split(_USER, 1)
        templates = shelf.from_string(system), shelf.from_string(user)
        used = frozenset().union(*(meta.find_undeclared_variables(shelf.parse(s)) for s in sources))
        reply = getattr(replies, front.reply)
    except (OSError, ValueError, IndexError, AttributeError, jinja2.TemplateError) as error:
        raise HouseError("prompt_unfit", name=file, fault=type(error).__name__) from error
    digest = hashlib.sha256("\0".join(sources).encode()).hexdigest()
    known = locked(folder).get(f"{name}.{language} v{front.version}")
    # A text that somebody has changed must not pass for the one that was tried and released.
    version = front.version if digest == known else f"{front.version}+{digest[:8]}"
    return Prompt(
        front.id, language, version, reply, front.variables, used, digest, templates
    )  # fmt: skip


def _opened(text: str) -> tuple[FrontMatter, str]:
    """The front matter, checked, and what follows it. Raises ValueError."""
    _, front, body = text.split("---\n", 2)
    try:
        return FrontMatter.model_validate(yaml.safe_load(front)), body
    except (ValidationError, yaml.YAMLError) as error:
        raise ValueError(str(error)) from error


@cache
def _shelf(folder: Path) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pieces(shelf: jinja2.Environment, body: str) -> list[str]:
    """The shared pieces that a text takes in, in order. Pieces take in no others."""
    return [name for name in meta.find_referenced_templates(shelf.parse(body)) if name]


def _piece(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
