"""The preview shows the pictures that the file will have."""

from __future__ import annotations

from dataclasses import replace

from iolkit.outcomes import ItemMap, Profile
from tests.app.conftest import Open
from tests.app.fake_kit import FakeKit


def test_pictures_stand_where_the_file_has_them(page: Open, kit: FakeKit) -> None:
    """Each once, before the first table of its section, with its words read out instead."""
    plain = kit.handover

    def pictured(*asked: object, **more: object) -> object:
        made = plain(*asked, **more)  # type: ignore[arg-type]
        shown = (ItemMap(), Profile())
        sections = tuple(
            replace(each, picture=shown[place % 2]) for place, each in enumerate(made.sections)
        )
        return replace(made, sections=sections)

    kit.handover = pictured  # type: ignore[method-assign,assignment]
    (note, *_) = kit.analyses
    at = page("handover", "de", note=note)
    assert not at.exception
    drawn = [asked for call, asked in kit.calls if call == "drawn"]
    assert drawn == [(ItemMap(), "de"), (Profile(), "de")]
    images = at.get("image")
    assert len(images) == 2
    assert all("ein Bild" in str(each.proto) for each in images)
