"""A report as it is worked on: its sections in order, and their entries."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.calls.models import Call, ReturnEdition
from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.reports.kinds_and_states import (
    MAX_WORDING_LENGTH,
    QUOTE_STATES,
    SECTION_KINDS,
    SECTION_LEVELS,
    get_choice_codes,
)
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField


class Report(Versioned):
    """One report of one call. Its address never changes."""

    impersonal_text = ("slug", "title", "above")

    slug = models.SlugField(
        "Address",
        max_length=80,
        unique=True,
        help_text="Small letters, numbers and hyphens. You cannot change it later.",
        error_messages={"blank": "Enter an address"},
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="reports")
    title = ShortTextField("Title", max_length=200, error_messages={"blank": "Enter a title"})
    above = ShortTextField(
        "Line above the title",
        max_length=200,
        blank=True,
        default="",
    )

    class Meta:
        ordering = ("title", "id")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="report_has_a_title")]

    def __str__(self) -> str:
        return str(self.title)


class ReportSection(Versioned):
    """A heading with its words, and entries where it holds practices."""

    impersonal_text = ("code", "heading", "words", "draft")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections", db_index=False)
    code = models.SlugField(max_length=60)  # its address within the report
    kind = CodeField(max_length=12, choices=SECTION_KINDS)
    number = models.PositiveSmallIntegerField()  # the order
    heading = ShortTextField("Heading", max_length=150, error_messages={"blank": "Enter a heading"})
    level = models.PositiveSmallIntegerField("Section", default=2, choices=SECTION_LEVELS)
    words = LongTextField(
        "Words",
        max_length=20_000,
        rows=12,
        blank=True,
        default="",
        help_text="Leave an empty line between paragraphs.",
    )
    draft = models.TextField(blank=True, default="")  # as the data had it when the words were last saved
    shown = models.BooleanField(default=True)

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=("report", "code"), name="section_one_a_code"),
            models.CheckConstraint(condition=Q(level__in=(2, 3)), name="section_level"),
            models.CheckConstraint(condition=~Q(heading=""), name="section_has_a_heading"),
        ]

    def __str__(self) -> str:
        return str(self.heading)


class ReportEntry(Versioned):
    """A practice or an editor's text in a section: the original beside the wording, and whether it may be quoted."""

    impersonal_text = ("anchor", "original", "wording", "suggested")

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="entries")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()  # the order within the section
    anchor = models.SlugField(max_length=100)  # its address within the report
    practice = models.ForeignKey(
        Practice, null=True, blank=True, on_delete=models.PROTECT, related_name="quoted_in"
    )
    edition = models.ForeignKey(
        ReturnEdition, null=True, blank=True, on_delete=models.PROTECT, related_name="quoted_in"
    )
    text = models.ForeignKey(
        EditorText, null=True, blank=True, on_delete=models.PROTECT, related_name="used_in"
    )
    original = models.TextField()  # what may be published of what was told
    wording = LongTextField(
        "Wording in the report",
        max_length=MAX_WORDING_LENGTH,
        rows=7,
        error_messages={"blank": "Enter the wording, or remove the entry"},
    )
    withheld = models.BooleanField(default=False)  # something that would point to a safe venue is left out
    quote = CodeField(max_length=9, choices=QUOTE_STATES, default="not_asked")
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    suggested = models.TextField(blank=True, default="")  # other words, or why not

    class Meta:
        ordering = ("section", "number", "id")
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=("report", "anchor"), name="entry_one_an_anchor"),
            models.UniqueConstraint(fields=("report", "practice"), name="entry_practice_once"),
            models.UniqueConstraint(fields=("report", "text"), name="entry_text_once"),
            models.CheckConstraint(
                condition=Q(practice__isnull=False, edition__isnull=False, text__isnull=True)
                | Q(practice__isnull=True, edition__isnull=True, text__isnull=False),
                name="entry_practice_or_text",
            ),
            models.CheckConstraint(condition=~Q(wording="") & ~Q(original=""), name="entry_has_words"),
            models.CheckConstraint(condition=Q(quote__in=get_choice_codes(QUOTE_STATES)), name="entry_quote"),
            models.CheckConstraint(
                condition=Q(quote="not_asked") | Q(asked_at__isnull=False), name="entry_asked_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(quote__in=("not_asked", "asked"), answered_at__isnull=True)
                | (
                    Q(quote__in=("approved", "suggested", "refused"), answered_at__gte=F("asked_at"))
                    & Q(answered_by__isnull=False)
                ),
                name="entry_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.anchor
