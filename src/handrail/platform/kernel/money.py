"""Sums of money in whole pence, read as people write pounds. Never a fraction of a penny, never a float."""

import re

from handrail.platform.kernel.messages import msg

MAX_PENCE = 10_000_000_00
NUMBER = re.compile(r"(?P<pounds>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<pence>\d{2}))?", re.ASCII)
OTHER_CURRENCY = re.compile(r"[€$¥]|\b(eur|usd|euro|euros|dollars?)\b", re.IGNORECASE)
MINUS = ("-", "−", "–", "(")


class InvalidAmountError(ValueError):
    """What was written is no sum that can be kept; the text says what to mend."""


def parse_pounds(written: str, *, most: int = MAX_PENCE) -> int:
    """The pence of “£1,250.50”, “1250” or “12.50”. Raises InvalidAmountError, with what to write instead."""
    text = written.strip()
    if OTHER_CURRENCY.search(text):
        raise InvalidAmountError("Enter the amount in pounds sterling, like 62 or 62.50")
    if text.startswith(MINUS) or text.startswith(tuple(f"£{sign}" for sign in MINUS)):
        raise InvalidAmountError("The amount cannot be less than £0")
    bare = text.removeprefix("£").strip()
    if not bare:
        raise InvalidAmountError("Enter the amount in pounds, like 62 or 62.50")
    found = NUMBER.fullmatch(bare)
    if found is None:
        raise InvalidAmountError(_explain_amount_fault(bare))
    return _to_pence_within_limit(found["pounds"].replace(",", ""), found["pence"] or "00", most)


def format_pence(pence: int) -> str:
    """£1,250.50, £75, −£3: pence only where there are any, as GOV.UK writes money."""
    sign = "−" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}.{rest:02}" if rest else f"{sign}£{whole:,}"


def format_pence_for_input(pence: int | None) -> str:
    """A sum as it stands in a box: 62 or 62.50, nothing where there is none."""
    if pence is None:
        return ""
    return f"{pence // 100}" if pence % 100 == 0 else f"{pence // 100}.{pence % 100:02}"


def _to_pence_within_limit(pounds: str, pence: str, most: int) -> int:
    """Measured by its length first: a number of a million figures is never worked out."""
    digits = pounds.lstrip("0") or "0"
    if len(digits) > len(str(most)) or (sum_ := int(digits) * 100 + int(pence)) > most:
        raise InvalidAmountError(msg("The amount must be {most} or less", most=format_pence(most)))
    return sum_


def _explain_amount_fault(bare: str) -> str:
    if re.fullmatch(r"[\d.]+,\d{0,2}", bare, re.ASCII):
        return "Use a point before the pence, not a comma, like 12.50"
    if re.fullmatch(r"[\d,]+\.\d?", bare, re.ASCII):
        return "Use two digits for pence, like 12.50"
    if re.fullmatch(r"[\d,]+\.\d{3,}", bare, re.ASCII):
        return "Use no more than two digits for pence, like 12.50"
    if re.fullmatch(r"[\d,.]+", bare, re.ASCII):
        return "Check the commas and points: write 1250 or 1,250.50"
    return "Enter the amount in numbers, like 62 or 62.50"
