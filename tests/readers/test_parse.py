"""What the child gives up before it looks at a file."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from iolkit.readers import child, precheck
from iolkit.readers.parse import PARSERS

ATTEMPTS = {
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "resolve": "import socket; socket.getaddrinfo('localhost', 80)",
    "run": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "write": "open({path!r}, 'w').write('x')",
    "write low": "import os; os.open({path!r}, os.O_WRONLY | os.O_CREAT)",
    "remove": "import os; os.remove({path!r})",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_child_cannot_reach_out(attempt: str, tmp_path: Path) -> None:
    """No connection, no program, no file written, even if a parser were turned against us."""
    path = tmp_path / "there"
    path.write_text("kept", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(Path(child.__file__).parents[2])!r})\n"
        "from iolkit.readers.limits import SHIPPED\n"
        "from iolkit.readers.parse import restrain\n"
        "import socket, subprocess, os\n"
        "restrain(SHIPPED)\n"
        "try:\n"
        f"    {ATTEMPTS[attempt].format(path=str(path))}\n"
        "except PermissionError:\n"
        "    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr
    assert path.read_text(encoding="utf-8") == "kept"


def test_every_parsed_suffix_has_a_parser() -> None:
    """The table of parsers and the list of suffixes agree, and each module can extract."""

    assert set(PARSERS) == set(precheck.PARSED)
    for module in set(PARSERS.values()):
        assert callable(importlib.import_module(f"iolkit.readers.{module}").extract)


def test_child_loads_its_parser_and_nothing_else_of_the_house() -> None:
    """A child that loaded the house would pay for it with every file."""
    here = Path(child.__file__).parent
    boot = child._BOOT.format(house=str(here.parent), readers=str(here)).replace("serve()", "")
    ask = "import iolkit.readers.word\nprint(*(name for name in sys.modules if 'iolkit' in name))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"{boot}\n{ask}"], capture_output=True, text=True, check=True
    )
    parts = ("", ".draft", ".limits", ".office", ".parse", ".styles", ".word")
    expected = {"iolkit", "iolkit.errors", *(f"iolkit.readers{part}" for part in parts)}
    assert set(done.stdout.split()) == expected
