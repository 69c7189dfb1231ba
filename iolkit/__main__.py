"""`python -m iolkit` and the command `iolkit`."""

from __future__ import annotations


def main() -> None:
    """Start the command line."""
    from iolkit.cli import run  # here, so that importing iolkit.__main__ costs nothing

    run()


if __name__ == "__main__":
    main()
