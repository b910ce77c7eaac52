"""A form field for a case reference: what is wrong with one is said before anything is looked for."""

from django import forms
from django.core.exceptions import ValidationError

from handrail.platform.kernel.case_references import has_check_letter, has_wrong_check_letter
from handrail.platform.ui.person_form_fields import text_field

WRONG_CHECK_LETTER = "The letter at the end does not match this reference. Check every letter and number."
NO_CHECK_LETTER = "Enter the whole reference, including the letter at the end, for example LN-0012-Z"
LONGEST_REFERENCE = 40


def case_reference_field(
    label: str, *, required: bool = True, help_text: str = "", whole: bool = False
) -> forms.CharField:
    """One line for a reference, in capitals or not, with or without hyphens.

    Args:
        label: above it.
        required: whether it must be given.
        help_text: below the label.
        whole: the check letter is asked for. Without it, a reference passes as it stands in older links.

    Returns:
        The form field.
    """
    field = text_field(label, required=required, help_text=help_text, longest=LONGEST_REFERENCE)
    field.validators.append(require_check_letter if whole else validate_check_letter)
    return field


def validate_check_letter(typed: str) -> None:
    """Raise ValidationError where a check letter was typed that does not fit the rest."""
    if has_wrong_check_letter(typed):
        raise ValidationError(WRONG_CHECK_LETTER, code="check_letter")


def require_check_letter(typed: str) -> None:
    """Where nothing is shown by which a mistake would be noticed, the check letter is asked for."""
    validate_check_letter(typed)
    if not has_check_letter(typed):
        raise ValidationError(NO_CHECK_LETTER, code="no_check_letter")
