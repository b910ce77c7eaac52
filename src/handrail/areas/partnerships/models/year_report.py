"""A group's report on twelve months: sentences drafted from its own rows, each with its trace; a decision; editions."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.states import (
    FIRST_DAY,
    LANGUAGES_OF_FILES,
    YEAR_DECISIONS,
    YEAR_SECTIONS,
    YEAR_STATES,
    get_codes_of_state_pairs,
)
from handrail.platform.access.model_fields import DayField, LongTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.documents.formats import FORMATS
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField


class YearReport(Versioned):
    """A draft until it is published; a correction is a further edition."""

    impersonal_text = ("why", "why_welsh")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="year_reports", db_index=False)
    starts_on = DayField("First day of the year", not_before=FIRST_DAY, not_after=today)
    ends_on = models.DateField()
    decision = CodeField(
        "What should happen next?",
        max_length=6,
        choices=YEAR_DECISIONS,
        blank=True,
        default="",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what should happen next"),
    )
    why = LongTextField(
        "Why, and what changes",
        max_length=3000,
        rows=4,
        blank=True,
        default="",
        error_messages={"blank": "Say why"},
    )
    why_welsh = LongTextField("The same in Welsh", max_length=3000, rows=4, blank=True, default="")
    state = CodeField(max_length=9, choices=YEAR_STATES, default="draft")

    class Meta:
        ordering = ("-starts_on",)
        constraints = [
            models.UniqueConstraint(
                fields=("group", "starts_on"),
                name="year_report_once",
                violation_error_code="starts_on",
                violation_error_message="There is a report of that year already",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="year_report_dates"),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(YEAR_STATES)), name="year_report_state"
            ),
            models.CheckConstraint(
                condition=Q(decision="", why="") | (~Q(decision="") & ~Q(why="")),
                name="year_report_decision_has_a_reason",
                violation_error_code="why",
                violation_error_message="Say why",
            ),
        ]

    def __str__(self) -> str:
        return f"year report {self.pk}"


class YearSentence(Versioned):
    """`drafted` is what the rows say, `words` what was made of it; `trace` names the rows it comes from."""

    impersonal_text = ("drafted", "words", "words_welsh", "trace")

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="sentences", db_index=False)
    number = models.PositiveSmallIntegerField()
    section = CodeField(
        "Part of the report",
        max_length=12,
        choices=YEAR_SECTIONS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the part of the report"),
    )
    drafted = models.TextField(blank=True, default="")  # empty where somebody wrote it by hand
    words = LongTextField(
        "Sentence",
        max_length=1000,
        rows=3,
        help_text="Do not name anyone.",
        error_messages={"blank": "Enter the sentence"},
    )
    words_welsh = LongTextField("The same in Welsh", max_length=1000, rows=3, blank=True, default="")
    trace = models.JSONField(
        blank=True, default=list
    )  # of each page its name, its address, and which rows of it were read: in English, in Welsh
    left_out = models.BooleanField("Leave this sentence out", default=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="year_sentence_one_a_number"),
            models.CheckConstraint(
                condition=Q(section__in=get_codes_of_state_pairs(YEAR_SECTIONS)), name="year_sentence_section"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="year_sentence_says_something"),
        ]

    def __str__(self) -> str:
        return f"sentence {self.number} of {self.report_id}"


class YearEdition(AppendOnly):
    """The report as it was published, with its hash."""

    impersonal_text = ("content", "content_welsh", "sha256", "note")

    report = models.ForeignKey(YearReport, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    note = LongTextField(
        "What changed since the edition before", max_length=1000, rows=3, blank=True, default=""
    )
    published_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    content = models.JSONField()
    content_welsh = models.JSONField(
        null=True
    )  # the same in Welsh; none where it was published in English only
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "number"), name="year_edition_one_a_number"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""), name="year_edition_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.report_id}"


class YearFile(AppendOnly):
    """One of its files, whole."""

    impersonal_text = ("sha256",)

    edition = models.ForeignKey(YearEdition, on_delete=models.PROTECT, related_name="files", db_index=False)
    language = CodeField(max_length=2, choices=LANGUAGES_OF_FILES, default="en")
    format = CodeField(max_length=4, choices=tuple((each.code, each.name) for each in FORMATS))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("edition", "language", "format"), name="year_file_one_a_format"),
        ]

    def __str__(self) -> str:
        return f"{self.format} of year edition {self.edition_id}"
