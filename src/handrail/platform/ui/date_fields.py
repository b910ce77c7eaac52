"""A date typed as three short numbers, a time as people write it. What was typed wrongly comes back as typed."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from handrail.platform.kernel.messages import join_texts, lower_text, msg
from handrail.platform.ui import formatting

PARTS = ("day", "month", "year")
LABELS = ("Day", "Month", "Year")


class DatePartTexts(NamedTuple):
    """What stood in the three boxes."""

    day: str = ""
    month: str = ""
    year: str = ""


class DatePartsWidget(forms.Widget):
    """Three text inputs named field-day, field-month, field-year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DatePartTexts:
        """What was typed, trimmed and otherwise untouched."""
        return DatePartTexts(*(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the three boxes was on the page that was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def items(self, name: str, base_id: str, value: Any, *, at_fault: bool) -> list[dict[str, str]]:
        """The three inputs for the GOV.UK macro, the faulty ones marked."""
        typed = make_date_part_texts(value)
        faulty = (find_faulty_date_parts(typed) or PARTS) if at_fault else ()
        return [
            {
                "id": f"{base_id}-{part}",
                "name": f"{name}-{part}",
                "label": label,
                "value": getattr(typed, part),
                "inputmode": "text" if part == "month" else "numeric",
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
                + (" govuk-input--error" if part in faulty else ""),
            }
            for part, label in zip(PARTS, LABELS, strict=True)
        ]

    def first_at_fault(self, value: Any) -> str:
        """The box to take the reader to."""
        return next(iter(find_faulty_date_parts(make_date_part_texts(value))), "day")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """Never drawn by Django: components/form.html does it."""
        raise NotImplementedError("Draw this field with the macro `field` of components/form.html.")


class DatePartsField(forms.Field):
    """A date in three parts. `about` begins its messages ("Date of the call must be a real date")."""

    widget = DatePartsWidget

    def __init__(
        self, *, about: str = "", not_after: Any = None, not_before: Any = None, **kwargs: Any
    ) -> None:
        """`not_after` and `not_before` are dates, or functions that give one."""
        self.about, self.not_after, self.not_before = about, not_after, not_before
        super().__init__(**kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else stands there than at first."""
        return make_date_part_texts(initial) != make_date_part_texts(data)

    def clean(self, value: Any) -> date | None:
        """The date, or one sentence that says what to mend."""
        typed = make_date_part_texts(value)
        if not any(typed):
            if self.required:
                raise ValidationError(msg("Enter {lower}", lower=self._lower()), code="required")
            return None
        missing = [part for part in PARTS if not getattr(typed, part)]
        if missing:
            raise ValidationError(
                msg(
                    "{subject} must include a {missing}",
                    subject=self._subject(),
                    missing=join_texts(missing, " and a "),
                ),
                code="incomplete",
            )
        found = parse_date(typed)
        if found is None:
            raise ValidationError(self._format_not_a_date_message(typed), code="invalid")
        return self._clean_day_limits(found)

    def _clean_day_limits(self, found: date) -> date:
        latest, earliest = _resolve_day_limit(self.not_after), _resolve_day_limit(self.not_before)
        if latest and found > latest:
            limit = (
                "today or in the past"
                if latest == formatting.get_today()
                else msg("{latest} or before", latest=formatting.format_day(latest))
            )
            raise ValidationError(
                msg("{subject} must be {limit}", subject=self._subject(), limit=limit), code="too_late"
            )
        if earliest and found < earliest:
            raise ValidationError(
                msg(
                    "{subject} must be {earliest} or after",
                    subject=self._subject(),
                    earliest=formatting.format_day(earliest),
                ),
                code="too_early",
            )
        return found

    def _format_not_a_date_message(self, typed: DatePartTexts) -> str:
        if find_faulty_date_parts(typed) == ("year",) and len(typed.year) == 4 and typed.year.isdecimal():
            return msg("Check the year: {subject} must be in 1900 or later", subject=self._lower())
        if find_faulty_date_parts(typed) == ("year",):
            return msg(
                "{subject} must have a year of four numbers, like {year}",
                subject=self._subject(),
                year=formatting.get_today().year,
            )
        month = parse_month(typed.month)
        if month and typed.day.isdecimal():
            return msg(
                "{subject} must be a real date: there is no {day} {month} {year}",
                subject=self._subject(),
                day=typed.day,
                month=formatting.MONTHS[month - 1],
                year=typed.year,
            )
        return msg("{subject} must be a real date, like 24 11 2026", subject=self._subject())

    def _subject(self) -> str:
        return formatting.capitalise_first(self.about or str(self.label or "the date"))

    def _lower(self) -> str:
        return self.about or lower_text(str(self.label or "the date"))


class TimeTextField(forms.Field):
    """A time as people write it: 6:20pm, 6.20 pm, 18:20, 2pm, midday. Asks rather than guesses between am and pm."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"class": "govuk-input--width-5", "spellcheck": False})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A time as we write it; what was typed, as typed."""
        return formatting.format_time(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        """The time, or a message that shows how to write one."""
        if isinstance(value, time) or value in self.empty_values:
            return value or None
        return parse_time(str(value))


TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
BY_NAME = {"midday": time(12), "noon": time(12), "12 noon": time(12), "midnight": time(0)}


def parse_time(text: str) -> time:
    """The time written here; a ValidationError says what is unclear."""
    text = text.strip().lower()
    if text in BY_NAME:
        return BY_NAME[text]
    found = TIME.fullmatch(text)
    if not found or (text.endswith("m") and not found[3]):
        raise ValidationError("Enter a time like 6:20pm or 18:20", code="invalid")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half is None and 0 < hour <= 12 and (found[2] is None or len(found[1]) == 1):
        raise ValidationError(
            msg("Enter {text}am or {text}pm, or write it like 18:20", text=text), code="unclear"
        )
    if half is None and found[2] is None:
        raise ValidationError("Enter a time like 6:20pm or 18:20", code="invalid")
    return _build_valid_time(hour, minute, half)


def _build_valid_time(hour: int, minute: int, half: str | None) -> time:
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise ValidationError("Enter a time like 6:20pm or 18:20", code="invalid")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def make_date_part_texts(value: Any) -> DatePartTexts:
    """Three texts for a date, for what was typed, or for nothing."""
    if isinstance(value, DatePartTexts):
        return value
    if isinstance(value, date):
        value = formatting.to_london_time(value)
        return DatePartTexts(str(value.day), str(value.month), str(value.year))
    return DatePartTexts(*value) if isinstance(value, list | tuple) else DatePartTexts()


def find_faulty_date_parts(typed: DatePartTexts) -> tuple[str, ...]:
    """Which boxes of a date to mark.

    Returns:
        Of “day”, “month”, “year”: those that are missing or cannot be; day and month where the date isn't.
    """
    missing = tuple(part for part in PARTS if not getattr(typed, part))
    if missing:
        return missing
    wrong = tuple(part for part in PARTS if not _is_date_part_possible(part, getattr(typed, part)))
    return wrong if wrong or parse_date(typed) else ("day", "month")


def _is_date_part_possible(part: str, text: str) -> bool:
    if part == "month":
        return parse_month(text) is not None
    if not text.isascii() or not text.isdecimal():
        return False
    return 1 <= int(text) <= 31 if part == "day" else len(text) == 4 and int(text) >= 1900


def parse_month(text: str) -> int | None:
    """11 for "11", "nov" and "November"."""
    if text.isascii() and text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    named = [
        at
        for at, name in enumerate(formatting.MONTHS, 1)
        if len(text) >= 3 and name.lower().startswith(text.lower())
    ]
    return named[0] if named else None


def parse_date(typed: DatePartTexts) -> date | None:
    """The date, if the calendar has it."""
    if not all(_is_date_part_possible(part, getattr(typed, part)) for part in PARTS):
        return None
    try:
        return date(int(typed.year), parse_month(typed.month) or 0, int(typed.day))
    except ValueError:
        return None


def _resolve_day_limit(limit: Any) -> date | None:
    found = limit() if callable(limit) else limit
    return found.date() if isinstance(found, datetime) else found
