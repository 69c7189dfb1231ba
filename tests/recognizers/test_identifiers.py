"""Identifiers: a checksum says yes or no."""

from __future__ import annotations

import pytest

from iolkit.recognizers.identifiers import (
    RECOGNIZERS,
    iban_valid,
    luhn_valid,
    social_number_valid,
    tax_id_valid,
    vat_id_valid,
)


def found(text: str) -> set[str]:
    """The names of the recognizers that find something in `text`."""
    return {one.recognizer for r in RECOGNIZERS for one in r.find(text)}


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (iban_valid, "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        (iban_valid, "GB82WEST12345698765432", "GB82WEST12345698765433"),
        (luhn_valid, "4111 1111 1111 1111", "4111 1111 1111 1112"),
        (tax_id_valid, "86095742719", "86095742718"),
        (social_number_valid, "15070649C103", "15070649C104"),
        (vat_id_valid, "DE136695976", "DE136695977"),
    ],
)
def test_check_digits_settle_it(check, right, wrong) -> None:
    """The published example holds, the same number with one digit off does not."""
    assert check(right)
    assert not check(wrong)


def test_a_valid_number_is_found_in_its_sentence() -> None:
    """An account number is found, one that only looks like it is not."""
    assert "iban" in found("Bitte auf DE89 3704 0044 0532 0130 00 zahlen.")
    assert "iban" not in found("Bitte auf DE88 3704 0044 0532 0130 00 zahlen.")


def test_dates_and_page_numbers_are_no_identifiers() -> None:
    """Ordinary numbers of a protocol pass."""
    assert not found("Protokoll 12.03.2026, Seite 4 von 11, 3.400 Stück, Norm 13485, TOP 2")
