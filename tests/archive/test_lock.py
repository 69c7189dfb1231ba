"""A lock is held by one, and given back by whoever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from iolkit.archive import Lock
from iolkit.errors import ArchiveBusy

HOLD = "import sys,time; from pathlib import Path; from iolkit.archive import Lock\n"
HOLD += "Lock(Path(sys.argv[1])).try_hold(); print('held', flush=True); time.sleep(60)"


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    """A second lock on the folder waits its time, then says who is in the way."""
    first = Lock(tmp_path)
    assert first.try_hold()
    assert first.try_hold()
    assert Lock.held(tmp_path)
    assert first.holder() == os.getpid()
    with pytest.raises(ArchiveBusy) as busy, Lock(tmp_path).hold(wait=0.1):
        pass
    assert busy.value.values == {"process": os.getpid()}
    first.release()
    first.release()
    with Lock(tmp_path).hold(wait=0.1) as lock:
        assert lock.holder() == os.getpid()
    assert not Lock.held(tmp_path)


def test_an_owner_goes_on_holding(tmp_path: Path) -> None:
    """With `keep` the lock outlives the block, and a lock that was held before stays held."""
    lock = Lock(tmp_path)
    with lock.hold_now(0):
        assert Lock.held(tmp_path)
    assert not Lock.held(tmp_path)
    for _ in range(2):
        with lock.hold_now(0, keep=True):
            assert Lock.held(tmp_path)
        assert Lock.held(tmp_path)
    with pytest.raises(ArchiveBusy), Lock(tmp_path).hold_now(0.1, keep=True):
        pass
    lock.release()


def test_names_do_not_hinder_each_other(tmp_path: Path) -> None:
    """A worker's lock leaves the index's free."""
    with Lock(tmp_path, "worker").hold(0), Lock(tmp_path, "index").hold(0):
        assert Lock.held(tmp_path, "worker")
    assert not Lock.held(tmp_path, "never")


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX systems")
def test_a_killed_holder_leaves_no_lock_behind(tmp_path: Path) -> None:
    """After SIGKILL the lock is free at once."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert Lock.held(tmp_path)
        assert Lock(tmp_path).holder() == holder.pid
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with Lock(tmp_path).hold(wait=2.0):
        pass
