"""A report as it is worked on: its sections in order, and what stands in them."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.calls.models import Call, ReturnEdition
from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.reports.states import QUOTE_STATES, SECTION_KINDS, get_codes
from handrail.platform.access.models import User


class Report(models.Model):
    """One report of one call. Its address never changes."""

    impersonal_text = ("slug", "title", "above")

    slug = models.SlugField(max_length=80, unique=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="reports")
    title = models.CharField(max_length=200)
    above = models.CharField(max_length=200, blank=True, default="")  # what kind of report, over its title
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("title", "id")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="report_has_a_title")]

    def __str__(self) -> str:
        return self.title


class ReportSection(models.Model):
    """A heading with its words, and entries where it holds practices."""

    impersonal_text = ("code", "heading", "words", "draft")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    code = models.SlugField(max_length=60)  # its address within the report
    kind = models.CharField(max_length=12, choices=SECTION_KINDS)
    number = models.PositiveSmallIntegerField()  # the order
    heading = models.CharField(max_length=150)
    level = models.PositiveSmallIntegerField(default=2)
    words = models.TextField(blank=True, default="")
    draft = models.TextField(blank=True, default="")  # as the data had it when the words were last saved
    shown = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=("report", "code"), name="section_one_a_code"),
            models.CheckConstraint(condition=Q(kind__in=get_codes(SECTION_KINDS)), name="section_kind"),
            models.CheckConstraint(condition=Q(level__in=(2, 3)), name="section_level"),
            models.CheckConstraint(condition=~Q(heading=""), name="section_has_a_heading"),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportEntry(models.Model):
    """A practice or an editor's text in a section: the original beside the wording, and whether it may be quoted."""

    impersonal_text = ("anchor", "original", "wording", "suggested")

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="entries")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()  # the order within the section
    anchor = models.SlugField(max_length=100)  # its address within the report
    practice = models.ForeignKey(Practice, null=True, on_delete=models.PROTECT, related_name="quoted_in")
    edition = models.ForeignKey(ReturnEdition, null=True, on_delete=models.PROTECT, related_name="quoted_in")
    text = models.ForeignKey(EditorText, null=True, on_delete=models.PROTECT, related_name="used_in")
    original = models.TextField()  # what may be published of what was told
    wording = models.TextField()
    withheld = models.BooleanField(default=False)  # something that would point to a safe venue is left out
    quote = models.CharField(max_length=9, choices=QUOTE_STATES, default="not_asked")
    asked_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    suggested = models.TextField(blank=True, default="")  # other words, or why not
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

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
            models.CheckConstraint(condition=Q(quote__in=get_codes(QUOTE_STATES)), name="entry_quote"),
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
