"""What happens where these tests cannot run: a reason for people, a failure for CI."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import cannot


def test_a_person_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a computer of one's own the tests are skipped, and the reason is the one given."""
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        cannot("no Chromium found")


def test_ci_with_a_browser_does_not_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where CI is set and a browser is there, a missing part is a failure."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("IOLKIT_BROWSER", "/a/browser")
    with pytest.raises(pytest.fail.Exception, match="playwright is missing"):
        cannot("playwright is missing")


def test_ci_without_a_browser_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    """CI on a machine that cannot have a browser says so and goes on."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv("IOLKIT_BROWSER", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        cannot("no Chromium found")
