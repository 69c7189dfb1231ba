"""All limits stand in one place."""

from iolkit.readers.limits import SHIPPED


def test_limits_are_the_ones_promised() -> None:
    """The figures that the documentation names."""
    assert (SHIPPED.file, SHIPPED.unpacked) == (50_000_000, 100_000_000)
    assert (SHIPPED.members, SHIPPED.ratio, SHIPPED.pages) == (2_000, 100, 1_000)
    assert (SHIPPED.text, SHIPPED.cpu, SHIPPED.wall) == (5_000_000, 30, 40)
    assert (SHIPPED.memory, SHIPPED.name) == (2_000_000_000, 120)
