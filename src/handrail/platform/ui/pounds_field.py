"""A sum of money in a form: typed as people write pounds, cleaned to whole pence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.platform.kernel.money import MAX_PENCE, InvalidAmountError, format_pence_for_input, parse_pounds


class PoundsField(forms.Field):
    """One text input for a sum. Cleans to pence, or to None where it may be left empty and was.

    Args:
        most: the largest sum that is taken, in pence.
        missing: the message for an empty field; without it, one that shows how to write a sum.
    """

    def __init__(self, *, most: int = MAX_PENCE, missing: str = "", **kwargs: Any) -> None:
        attrs = {
            "class": "govuk-input--width-5",
            "inputmode": "decimal",
            "autocomplete": "off",
            "spellcheck": "false",
        }
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault(
            "error_messages", {"required": missing or "Enter the amount in pounds, like 62 or 62.50"}
        )
        super().__init__(**kwargs)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """Pence as pounds; what was typed, as typed."""
        return format_pence_for_input(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """Pence. Raises ValidationError with what to mend."""
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse_pounds(str(value), most=self.most)
        except InvalidAmountError as fault:
            raise ValidationError(str(fault), code="invalid") from fault
