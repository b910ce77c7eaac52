"""A recommendation, and whom it addressed on the day it was published."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.recommendations.states import COMMENT_RULES, HOW_ADDRESSED, SOURCES, STATES, get_codes
from handrail.platform.access.models import User
from handrail.platform.reference.models import Body


class Recommendation(models.Model):
    """What somebody recommended. Its keeper entered it here, and closes it with a reason."""

    impersonal_text = ("code", "title", "text", "issued_by", "due_words", "origin_note")

    code = models.SlugField(max_length=60, unique=True)
    source = models.CharField(max_length=16, choices=SOURCES)
    title = models.CharField(max_length=200)
    text = models.TextField()
    issued_by = models.CharField(max_length=200)  # an inspectorate is not a body of this site
    kept_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendations_kept")
    national = models.BooleanField(default=False)  # kept by the national collator: every addressee reads it
    published_on = models.DateField()  # who is addressed is read from the reference data of this day
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=120, blank=True, default="")  # "within six months of publication"
    comment_rule = models.CharField(max_length=9, choices=COMMENT_RULES, default="not")
    comment_due_on = models.DateField(null=True, blank=True)
    origin_note = models.CharField(max_length=250, blank=True, default="")  # where the text was read
    state = models.CharField(max_length=6, choices=STATES, default="open")
    registered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(source__in=get_codes(SOURCES)), name="recommendation_source"),
            models.CheckConstraint(condition=Q(state__in=get_codes(STATES)), name="recommendation_state"),
            models.CheckConstraint(
                condition=Q(comment_rule__in=get_codes(COMMENT_RULES)), name="recommendation_comment_rule"
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


class Addressee(models.Model):
    """A body that the recommendation addressed. It keeps its place when another body takes over its area."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="addressees")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendations_addressed")
    how = models.CharField(max_length=16, choices=HOW_ADDRESSED)

    class Meta:
        ordering = ("body__name",)
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "body"), name="addressee_once"),
            models.CheckConstraint(condition=Q(how__in=get_codes(HOW_ADDRESSED)), name="addressee_how"),
        ]

    def __str__(self) -> str:
        return f"addressee {self.pk}"
