"""Mobile numbers that a text message can go to."""

import re
from typing import Final

from django.core.exceptions import ValidationError

LONGEST_NUMBER: Final = 20
MARKS: Final = re.compile(r"[\s().\-]")
MOBILE: Final = re.compile(r"(07\d{9}|\+447\d{9}|\+(?!44)[1-9]\d{7,14})")
"""07 and nine digits, the same after +44, or a number of another country with its code."""


def validate_mobile_number(text: str) -> None:
    """Raise ValidationError where no text message could go there."""
    if not MOBILE.fullmatch(MARKS.sub("", text)):
        raise ValidationError("Enter a mobile number, like 07700 900123 or +40 721 555 010")


def format_mobile_number_for_sending(text: str) -> str:
    """Digits alone, with the country's code where it was typed."""
    return MARKS.sub("", text)
