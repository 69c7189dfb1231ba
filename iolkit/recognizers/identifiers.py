"""Identifiers that a checksum confirms: bank accounts, tax and social security numbers, cards.

They stand before the phone recogniser, which would take an eleven-digit tax number for a phone.
"""

from __future__ import annotations

import re

from iolkit.recognizers.findings import Recognizer


def iban_valid(found: str) -> bool:
    """Whether the IBAN's check digits hold (ISO 13616: the rearranged number modulo 97 is 1)."""
    code = re.sub(r"[\s-]", "", found).upper()
    if not 15 <= len(code) <= 34:
        return False
    moved = code[4:] + code[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def luhn_valid(found: str) -> bool:
    """Whether the last digit of a card number fits the others (ISO/IEC 7812, Luhn)."""
    digits = [int(sign) for sign in found if sign.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 2:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def tax_id_valid(found: str) -> bool:
    """Whether a German tax id holds: 11 digits, no leading 0, one digit of the first ten repeated,
    check digit by ISO 7064 modulo 11, 10 (Section 139b of the German tax code)."""
    digits = [int(sign) for sign in found if sign.isdigit()]
    if len(digits) != 11 or digits[0] == 0:
        return False
    most = max(digits[:10].count(digit) for digit in set(digits[:10]))
    if most not in (2, 3):
        return False
    product = 10
    for digit in digits[:10]:
        product = (((digit + product) % 10 or 10) * 2) % 11
    return (11 - product) % 10 == digits[10]


_SOCIAL_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def social_number_valid(found: str) -> bool:
    """Whether a German pension insurance number holds (weights 2 1 2 5 7 1 2 1 2 1 2 1, modulo 10).

    The letter counts as two digits, its place in the alphabet."""
    code = re.sub(r"\s", "", found).upper()
    letter = code[8:9]
    if len(code) != 12 or not letter.isalpha():
        return False
    plain = f"{code[:8]}{ord(letter) - 64:02d}{code[9:]}"
    if not plain.isdecimal():
        return False
    summed = sum(
        sum(divmod(int(digit) * weight, 10))
        for digit, weight in zip(plain[:-1], _SOCIAL_WEIGHTS, strict=True)
    )
    return summed % 10 == int(plain[-1])


def vat_id_valid(found: str) -> bool:
    """Whether a German VAT id holds (DE and nine digits, ISO 7064 modulo 11, 10)."""
    digits = [int(sign) for sign in found if sign.isdigit()]
    if len(digits) != 9:
        return False
    product = 10
    for digit in digits[:8]:
        product = (((digit + product) % 10 or 10) * 2) % 11
    return (11 - product) % 10 == digits[8]


def _checked(name: str, pattern: str, check: object) -> Recognizer:
    return Recognizer(
        name=name,
        category="security",
        concern="S19",
        patterns=((re.compile(pattern), 0.9),),
        reason="checksum",
        check=check,  # type: ignore[arg-type]  # every caller below hands over a str -> bool
    )


RECOGNIZERS: tuple[Recognizer, ...] = (
    _checked("iban", r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}\b", iban_valid),
    _checked("card", r"(?<![\d.,-])\d{4}(?:[ -]?\d){9,15}(?![\d.,-])", luhn_valid),
    _checked("social_number", r"\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b", social_number_valid),
    _checked("tax_id", r"(?<![\d.,+/-])\d{2} ?\d{3} ?\d{3} ?\d{3}(?![\d.,/-])", tax_id_valid),
    _checked("vat_id", r"\bDE ?\d{9}\b", vat_id_valid),
)
