"""The shared fields under the name that forms of contacts, housing, money and bags still import them by."""

from handrail.platform.ui.fields import (
    VersionedForm,
    get_day_from_now,
    past_day_field,
    radio_field,
    text_field,
    textarea_field,
)

__all__ = [
    "VersionedForm",
    "get_day_from_now",
    "past_day_field",
    "radio_field",
    "text_field",
    "textarea_field",
]
