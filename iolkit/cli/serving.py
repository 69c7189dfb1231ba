"""Commands that stay: app, demo, worker."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Annotated

import typer

from iolkit import resources
from iolkit.cli.examples import help_of
from iolkit.cli.terminal import DataOption, open_kit, tell

PortOption = Annotated[int, typer.Option(help="Port of the page at 127.0.0.1.")]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Open no browser window.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("app", help=help_of("app", page))(page)
    app.command(help=help_of("demo", demo))(demo)
    app.command(help=help_of("worker", worker))(worker)


def page(
    port: PortOption = 8501,
    no_browser: NoBrowserOption = False,
    with_demo: Annotated[
        bool, typer.Option("--demo", help="Also load the fictional notes, in a space of their own.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Open the page in the browser, for this computer only. Ctrl+C stops it."""
    with open_kit(data) as kit:
        folder = str(kit.settings.data_dir)
        if with_demo:
            kit.demo(kit.settings).close()
        if kit.archive_exists():
            kit.start_worker()
    serve(port, no_browser, folder)


def demo(
    port: PortOption = 8501, no_browser: NoBrowserOption = False, data: DataOption = None
) -> None:
    """Open the page on fictional notes, apart from yours. Ctrl+C stops it."""
    with open_kit(data) as kit:
        kit.demo(kit.settings).close()
        folder = str(kit.settings.data_dir)
    serve(port, no_browser, folder, start="?space=demo")


def serve(port: int, no_browser: bool, folder: str, start: str = "") -> None:
    """Run Streamlit on the shipped pages until it is stopped."""
    home = resources.shipped("app")
    command = [sys.executable, "-m", "streamlit", "run", str(home / "server.py")]
    command += ["--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "IOLKIT_DATA_DIR": folder}
    tell("cli.serving", address=f"http://127.0.0.1:{port}/{start}")
    if not no_browser:
        # Streamlit's own opener would start before the server answers on slow machines.
        typer.launch(f"http://127.0.0.1:{port}/{start}")
    sys.stdout.flush()
    if os.name == "posix":
        # This process becomes the server: whoever stops the command stops the page.
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter
    done = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own interpreter
    raise typer.Exit(done.returncode)


def worker(data: DataOption = None) -> None:
    """Read the files that wait, then leave. The page starts it by itself."""
    from iolkit.worker import run

    run(data)
