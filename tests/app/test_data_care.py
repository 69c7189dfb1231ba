"""Data: a look at the order of things, mending, the backup, and forgetting a person."""

from __future__ import annotations

from iolkit.errors import ArchiveDamaged
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def test_looking_comes_before_mending(page: Open, kit: FakeKit) -> None:
    """Nothing is looked at unasked; what can be mended has a button; then all is well."""
    at = page("data", "de")
    assert kit.asked("doctor") == []
    at.button(key="order_look").click().run()
    assert "1 Punkt braucht Aufmerksamkeit" in words_on(at)
    at.button(key="order_mend").click().run()
    assert kit.asked("doctor") == [False, True]
    assert at.success[0].value == "Alles ist in Ordnung\\."
    assert not any(one.key == "order_mend" for one in at.button)


def test_a_damaged_archive_is_told_in_words(page: Open, kit: FakeKit) -> None:
    """An error on the way is a sentence."""

    def damaged(repair: bool = False) -> None:
        raise ArchiveDamaged("archive_damaged", file="archive.sqlite")

    kit.doctor = damaged  # type: ignore[method-assign, assignment]
    at = page("data", "en")
    at.button(key="order_look").click().run()
    assert not at.exception
    assert "damaged" in at.error[0].value


def test_backup_comes_in_two_steps(page: Open, kit: FakeKit) -> None:
    """The file is made on demand and then offered."""
    at = page("data", "de")
    assert not at.get("download_button")
    at.button(key="backup_make").click().run()
    assert kit.asked("backup") == [None]
    assert len(at.get("download_button")) == 1


def test_restoring_asks_first(page: Open, kit: FakeKit) -> None:
    """A backup replaces everything, so there is a question before."""
    at = page("data", "en")
    at.file_uploader(key="backup_file").upload("iolkit.backup", b"saved").run()
    at.button(key="backup_restore").click().run()
    assert kit.asked("restore") == []
    at.button(key="restore_yes").click().run()
    assert kit.asked("restore") == [b"saved"]


def test_forgetting_a_person_asks_first(page: Open, kit: FakeKit) -> None:
    """The first click shows the name, the second blackens it everywhere and says where."""
    at = page("data", "de")
    at.text_input(key="forget_name").set_value("Gerda *Wolle*")
    at.button(key="forget_ask").click().run()
    assert kit.asked("forget_person") == []
    assert "**Gerda \\*Wolle\\***" in words_on(at)
    at.button(key="forget_yes").click().run()
    assert kit.asked("forget_person") == ["Gerda *Wolle*"]
    assert "in 2 Notizen geschwärzt" in words_on(at)


def test_forgetting_needs_a_name(page: Open, kit: FakeKit) -> None:
    """An empty field asks for one."""
    at = page("data", "de")
    at.button(key="forget_ask").click().run()
    assert at.warning
    assert kit.asked("forget_person") == []
