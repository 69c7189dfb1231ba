"""Commands that stay: app, demo, worker."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Annotated

import typer

from iolkit import resources
from iolkit.cli.terminal import DataOption, open_kit, tell

PortOption = Annotated[int, typer.Option(help="Port of the page on 127.0.0.1.")]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Open no browser window.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("app")(page)
    app.command()(demo)
    app.command()(worker)


def page(
    port: PortOption = 8501,
    no_browser: NoBrowserOption = False,
    with_demo: Annotated[
        bool, typer.Option("--demo", help="Prepare the demo workspace beside yours.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Open the page in the browser."""
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
    """Open the page on the demo workspace."""
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
    """Do waiting jobs until none is left; started by the page when it is needed."""
    from iolkit.worker import run

    run(data)
