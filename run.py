#!/usr/bin/env python3
"""Set up iolkit and open it, with nothing but Python: `python3 run.py`, `python3 run.py test`.

Makes .venv beside this file, installs the pinned packages (a CPU build of torch where there is
one), checks the bundled weights, exports the encoder, loads the demo workspace and serves the page
on 127.0.0.1. A second start finds all that done and takes seconds. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "iolkit-setup.txt"
TORCH = "2.13.0"
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
EXTRAS = {"app": "", "test": "test,e2e"}
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")


def main() -> int:
    """Read the command line and do what it asks; the exit code of what was run."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older Python
        print(f"iolkit needs Python 3.11 or newer; this is {platform.python_version()}.")
        print("Please install a newer Python from python.org and start again with it.")
        return 3
    ask = argparse.ArgumentParser(description="Set up iolkit and open it, or test it.")
    ask.add_argument("what", nargs="?", choices=["app", "test"], default="app")
    ask.add_argument("--port", type=int, default=8501, help="port of the page (default 8501)")
    ask.add_argument("--no-browser", action="store_true", help="do not open a browser window")
    ask.add_argument("--data", type=Path, help="folder for your notes (default: your user data)")
    given, rest = ask.parse_known_args()
    if rest and given.what == "app":
        ask.error(f"unknown option: {rest[0]}")
    set_up(given.what)
    return run_tests(rest) if given.what == "test" else open_app(given)


def set_up(purpose: str) -> None:
    """Make .venv hold everything `purpose` needs; nothing to do when its stamp is fresh."""
    wanted = fingerprint()
    done = STAMP.read_text(encoding="utf-8").split("\n") if STAMP.exists() else []
    if PYTHON.exists() and done[:1] == [wanted] and purpose in done[1:]:
        return
    step("1/3 making .venv")
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    had = set(done[1:]) if done[:1] == [wanted] else set()
    install_torch()
    step("3/3 installing iolkit and what it stands on (about 1 GB on disk, some minutes)")
    extras = ",".join(filter(None, (EXTRAS[each] for each in sorted({*had, purpose}))))
    target = f"{ROOT}[{extras}]" if extras else str(ROOT)
    pip("install", "-q", "-c", str(ROOT / "constraints.txt"), "-e", target)
    STAMP.write_text("\n".join([wanted, *sorted({*had, purpose})]), encoding="utf-8")
    step(f"set up in {VENV} ({size_of(VENV) / 1e9:.1f} GB)")


def install_torch() -> None:
    """Install a CPU build of torch: the plain one brings gigabytes of GPU libraries on Linux."""
    choice = os.environ.get("IOLKIT_TORCH", "cpu")
    if choice == "skip" or installed("torch"):
        step("2/3 torch is here already")
        return
    step("2/3 installing torch, the CPU build (about 190 MB to fetch)")
    needs_choice = sys.platform == "linux" and platform.machine() in {"x86_64", "AMD64"}
    if choice == "cuda" or not needs_choice:
        pip("install", "-q", f"torch=={TORCH}")
        return
    constraints = ("-c", str(ROOT / "constraints.txt"))
    if try_pip("install", "-q", f"torch=={TORCH}+cpu", *constraints):
        return
    quick = ("--retries", "0", "--timeout", "15")
    if try_pip("install", "-q", f"torch=={TORCH}+cpu", "--index-url", TORCH_CPU_INDEX, *quick):
        return
    step("    no CPU build can be reached; installing the plain one, which is several GB")
    pip("install", "-q", f"torch=={TORCH}", *constraints)


def open_app(given: argparse.Namespace) -> int:
    """Prepare the encoder and the demo, then serve the page until it is stopped."""
    data = ["--data", str(given.data.expanduser().resolve())] if given.data else []
    step("checking the weights and preparing the encoder (once, about 20 seconds)")
    iolkit("doctor", "--prepare", *data)
    step(f"serving http://127.0.0.1:{given.port} (stop with Ctrl+C)")
    return iolkit(
        "app", "--port", str(given.port), "--demo", *data,
        *(["--no-browser"] if given.no_browser else []), check=False,
    )  # fmt: skip


def run_tests(more: list[str]) -> int:
    """Run every check and test; the first that fails decides the exit code."""
    checks: list[tuple[str, list[str]]] = [
        ("format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("lint", [str(BIN / "ruff"), "check", "."]),
        ("types", [str(BIN / "mypy")]),
        ("floors", [str(BIN / "lint-imports")]),
        ("tests", [str(PYTHON), "-m", "pytest", *more]),
    ]
    step("preparing the encoder (once, about 20 seconds)")
    iolkit("doctor", "--prepare")
    for name, command in checks:
        step(name)
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        print(f"    {name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - began:.0f} s)")
        if code:
            return code
    return 0


def fingerprint() -> str:
    """What the set-up was made from: when it changes, the set-up is done again."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    parts.append(f"{sys.version_info[:2]} {ROOT}".encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def iolkit(*words: str, check: bool = True) -> int:
    """Run an iolkit command in the virtual environment."""
    done = subprocess.run([str(PYTHON), "-m", "iolkit", *words], cwd=ROOT, check=False)
    if check and done.returncode not in (0, 1):
        sys.exit(done.returncode)
    return done.returncode


def pip(*words: str) -> None:
    """Run pip; stop with its own message when it fails."""
    if not try_pip(*words):
        sys.exit("Installing failed; the lines above say why. Start again when that is mended.")


def try_pip(*words: str) -> bool:
    """Run pip; whether it worked."""
    return subprocess.run([str(PYTHON), *PIP, *words], check=False).returncode == 0


def installed(name: str) -> bool:
    """Whether a package is in the virtual environment."""
    probe = f"import importlib.util as u, sys; sys.exit(u.find_spec({name!r}) is None)"
    return subprocess.run([str(PYTHON), "-c", probe], check=False).returncode == 0


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())


def step(text: str) -> None:
    """Say what happens now."""
    print(f"[iolkit] {text}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print()
        sys.exit(130)
