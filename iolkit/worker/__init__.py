"""The worker: one process a data folder that does waiting jobs and leaves when none is left.

Two processes, so that work can be stopped at any moment: the *supervisor* holds the space's lock,
watches and keeps the books; its *hand* loads the engine and does the files, and is killed when it
is too slow, falls silent or is no longer wanted. Either may be killed at any time: nothing is lost,
and a hand without a supervisor ends by itself. Neither touches the search index, which has one
owner, the page.
"""

from iolkit.worker.supervisor import run

__all__ = ["run"]
