"""An action that somebody promised, and every update on it."""

from django.db import models
from django.db.models import F, Q

from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.origins import ORIGIN_CODES, ORIGINS, STATE_CODES, STATES
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Body


class FollowUp(models.Model):
    """What is to be done, by whom, by when. `kept_by` follows it up; `shared_with` reads it too."""

    personal_fields = ("person",)
    impersonal_text = ("what", "origin_id", "origin_title")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions_owned")
    person = models.CharField(max_length=120, blank=True, default="")  # who in the owner's organisation
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=STATES, default="open")
    origin_kind = models.CharField(max_length=14, choices=ORIGINS)
    origin_id = models.CharField(max_length=60)  # of the thing it came out of, for its page
    origin_title = models.CharField(max_length=200)
    kept_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions_kept")
    shared_with = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_shared"
    )
    promised_on = models.DateField()
    raised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")
        indexes = [
            models.Index(fields=("owner", "state", "due_on"), name="action_by_owner"),
            models.Index(fields=("kept_by", "state", "due_on"), name="action_by_keeper"),
            models.Index(fields=("origin_kind", "origin_id"), name="action_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="action_state"),
            models.CheckConstraint(condition=Q(origin_kind__in=ORIGIN_CODES), name="action_origin"),
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(condition=~Q(origin_id=""), name="action_was_promised_somewhere"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("promised_on")), name="action_due_after_it_was_promised"
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"


class FollowUpUpdate(AppendOnly):
    """One update on an action. Only ever added."""

    impersonal_text = ("words", "evidence")

    about = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="said")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=STATES)
    words = models.TextField()
    evidence = models.TextField(blank=True, default="")
    due_was = models.DateField()
    due_on = models.DateField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("about", "number"), name="word_one_a_number"),
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="word_state"),
            models.CheckConstraint(condition=~Q(words=""), name="word_says_something"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(evidence=""), name="word_done_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"word {self.number} on action {self.about_id}"
