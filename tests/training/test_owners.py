"""Training of the owner model, on notes made for the test."""

from __future__ import annotations

from pathlib import Path

from iolkit.recognizers.settling import OwnerModel
from iolkit.training import owners


def note(text: str, part: str, owner: str) -> dict:
    """A note with one amount."""
    start = text.index(part)
    span = {"start": start, "end": start + len(part), "category": "money", "owner": owner}
    return {"id": "a/1", "text": text, "spans": [span], "own_org": "Holmwerk AG"}


def test_pronouns_tell_whose_it_is(tmp_path: Path) -> None:
    """Shown that "bei uns" is own and "bei ihnen" is not, the model says so."""
    notes = [
        note("Bei uns kostet das 740 Euro.", "740 Euro", "own"),
        note("Bei ihnen kostet das 740 Euro.", "740 Euro", "partner"),
    ]
    owners.save(tmp_path, owners.trained(notes * 4))
    model = OwnerModel.load(tmp_path)
    own, partner, _ = model.scores(["money s:100"])
    assert own > partner
    own, partner, _ = model.scores(["money s:010"])
    assert partner > own
    assert set(model.scores(["s:100"])) != {0.0}
