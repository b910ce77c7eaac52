"""A recommendation, and whom it addressed on the day it was published."""

import datetime
import re
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.recommendations.choices import (
    COMMENT_RULES,
    HOW_ADDRESSED,
    SOURCES,
    STATES,
    get_choice_codes,
)
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

CODE_PATTERN: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE_MESSAGE: Final = "Enter a short name in small letters, numbers and hyphens, such as hestia-2021-1."
RESERVED_CODES: Final = (
    "add",
    "asked-of-us",
    "asked-by-us",
)  # names of pages beside `recommendations/<code>/`
FIRST_DAY: Final = datetime.date(2012, 11, 22)  # the reference data has no governance before this day
MAX_DUE_YEARS: Final = 10


class Recommendation(Versioned):
    """What somebody recommended. The body that keeps it here entered it, and closes it with a reason."""

    impersonal_text = ("code", "title", "text", "issued_by", "due_words", "origin_note")

    code = models.SlugField(
        "Short name for the web address",
        max_length=60,
        unique=True,
        help_text="Small letters, numbers and hyphens, such as hestia-2021-1.",
        error_messages={
            "blank": "Enter a short name",
            "invalid": CODE_MESSAGE,
            "unique": "This short name is already in use. Choose another.",
        },
    )
    source = CodeField(
        "Source",
        max_length=16,
        choices=SOURCES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the source"),
    )
    title = ShortTextField("Name", max_length=200, error_messages={"blank": "Enter a name"})
    text = LongTextField(
        "Text, as published",
        rows=6,
        error_messages={"blank": "Enter the text of the recommendation"},
    )
    issued_by = ShortTextField(  # text: an inspectorate is not a body of this site
        "Made by", max_length=200, error_messages={"blank": "Enter who made the recommendation"}
    )
    kept_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendations_kept")
    national = models.BooleanField(default=False)  # kept by the national collator: every addressee reads it
    published_on = DayField(  # who is addressed is read from the reference data of this day
        "Date published", about="the day it was published", not_after=today
    )
    due_on = DayField("The day", about="the due date", null=True, blank=True)
    due_words = ShortTextField(max_length=120, blank=True, default="")  # "within six months of publication"
    comment_rule = CodeField(
        "Published comment within 56 days",
        max_length=9,
        choices=COMMENT_RULES,
        default="",  # the action fills it in by the source (rules.COMMENT_BY_SOURCE)
        help_text="Required by law from a local policing body on an inspection report. Publication is day 1.",
        error_messages=dict.fromkeys(
            ("blank", "invalid_choice"), "Choose whether a published comment is asked for"
        ),
    )
    comment_due_on = models.DateField(null=True, blank=True)
    origin_note = ShortTextField("Where the text was read", max_length=250, blank=True, default="")
    state = CodeField(max_length=6, choices=STATES, default="open")
    registered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(STATES)), name="recommendation_state"
            ),
            models.CheckConstraint(
                condition=Q(comment_rule__in=get_choice_codes(COMMENT_RULES)),
                name="recommendation_comment_rule",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("published_on")),
                name="recommendation_due_after_published",
            ),
            models.CheckConstraint(
                condition=Q(comment_rule="not", comment_due_on__isnull=True)
                | (~Q(comment_rule="not") & Q(comment_due_on__gte=F("published_on"))),
                name="recommendation_comment_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="recommendation_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """A code that can be part of an address; days of which the governance is known, in their order."""
        if self.code in RESERVED_CODES:
            raise ValidationError({"code": "That short name is used by a page of this site. Choose another."})
        if self.code and not CODE_PATTERN.fullmatch(self.code):
            raise ValidationError({"code": CODE_MESSAGE})
        if self.published_on:
            self._check_days(self.published_on)

    def _check_days(self, published_on: datetime.date) -> None:
        if published_on < FIRST_DAY:
            said = msg(
                "Handrail has no record of who governed policing before {first_day}, so choose a later date.",
                first_day=format_day(FIRST_DAY),
            )
            raise ValidationError({"published_on": said})
        if self.due_on and self.due_on < published_on:
            said = msg("The due date must be {published_on} or later.", published_on=format_day(published_on))
            raise ValidationError({"due_on": said})
        if self.due_on and self.due_on > add_years(published_on, MAX_DUE_YEARS):
            raise ValidationError(
                {"due_on": "The due date must be within ten years of the publication date."}
            )


class Addressee(models.Model):
    """A body that the recommendation addressed. It keeps its place when another body takes over its area."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="addressees", db_index=False
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendations_addressed")
    how = CodeField(max_length=16, choices=HOW_ADDRESSED)

    class Meta:
        ordering = ("body__name",)
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "body"), name="addressee_once"),
            models.CheckConstraint(
                condition=Q(how__in=get_choice_codes(HOW_ADDRESSED)), name="addressee_how"
            ),
        ]

    def __str__(self) -> str:
        return f"addressee {self.pk}"
