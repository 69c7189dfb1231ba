"""Every error iolkit raises on purpose.

    IolkitError                 a key and values; `phrases.say` words it in the reader's language
    ├── WrongUse                the call itself is off: unknown audience, format, option
    ├── HouseError              the house is set up wrongly: settings, prompts, rubric, policy table
    ├── NoteUnreadable          this one input cannot be a note; the rest of the batch goes on
    ├── NotFound                no such note, item, job or file
    ├── Unavailable             something needed is not here: weights, a model, a server
    ├── EngineError
    │   ├── ChatUnavailable     no network, no key, time-out
    │   └── ReplyInvalid        the model answered, but not usably
    ├── ArchiveError
    │   ├── ArchiveBusy         another process holds the lock for longer than we wait
    │   └── ArchiveDamaged      what is stored cannot be trusted; says what and what to do
    └── NotReleased             the text may not leave: blocked, or a secret was left in the file

An error carries no note text: keys and values end in logs and in terminals.
"""

from __future__ import annotations


class IolkitError(Exception):
    """Something went wrong that a person can act on.

    `key` names a phrase `error.<key>` in prompts/phrases.{de,en}.yaml that says in one plain
    sentence what happened and what to do next; `values` fill its placeholders.
    """

    def __init__(self, key: str, **values: str | int | float) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key}({filled})" if filled else self.key

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (readers run in a child), so they must survive pickling.
        return _rebuild, (type(self), self.key, self.values)


def _rebuild(
    kind: type[IolkitError], key: str, values: dict[str, str | int | float]
) -> IolkitError:
    return kind(key, **values)


class WrongUse(IolkitError):
    """The call itself is off."""


class HouseError(IolkitError):
    """The house is set up wrongly: settings, prompts, rubric or policy table."""


class NoteUnreadable(IolkitError):
    """This input cannot be a note."""


class NotFound(IolkitError):
    """There is no such note, item, job or file."""


class Unavailable(IolkitError):
    """Something that is needed is not here: weights, a model, a server."""


class EngineError(IolkitError):
    """An engine could not do its work."""


class ChatUnavailable(EngineError):
    """The language model cannot be reached."""


class ReplyInvalid(EngineError):
    """The language model answered, but not usably."""


class ArchiveError(IolkitError):
    """The archive could not do what was asked."""


class ArchiveBusy(ArchiveError):
    """Another process holds the archive's lock."""


class ArchiveDamaged(ArchiveError):
    """What is stored cannot be trusted."""


class NotReleased(IolkitError):
    """The text may not leave the house."""
