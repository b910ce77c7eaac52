"""Why a person holds back from police, NRM or support, in their own words, and what changed. Only added to."""

from django.db import models
from django.db.models import Q

from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.case.models.checks import one_of
from handrail.casework.case.models.row import Row
from handrail.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.recovery.states import About, Turned
from handrail.vault.fields import SealedField


class Hesitation(Row):
    """One thing that they hold back from, as they said it on a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=8, choices=About.choices)
    words = SealedField(null=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="hesitation_by_case"),
            models.Index(fields=["said_on"], name="hesitation_by_day"),
        ]
        constraints = [one_of("about", About, "hesitation_about_is_known")]

    def __str__(self) -> str:
        return f"hesitation {self.pk}"


class HesitationReason(Row):
    """One of the reasons, from the list."""

    hesitation = models.ForeignKey(Hesitation, on_delete=models.PROTECT, related_name="reasons")
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=list(REASON_NAMES)), name="hesitation_reason_is_known"
            ),
            models.UniqueConstraint(fields=["hesitation", "code"], name="hesitation_reason_once"),
        ]

    def __str__(self) -> str:
        return f"hesitation reason {self.pk}"


class WhatChanged(Row):
    """What changed their mind, or part of it, on a day."""

    hesitation = models.ForeignKey(Hesitation, on_delete=models.PROTECT, related_name="changes")
    turned = models.CharField(max_length=8, choices=Turned.choices)
    words = SealedField(null=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("turned", Turned, "what_changed_turned_is_known")]

    def __str__(self) -> str:
        return f"what changed {self.pk}"


class ChangeCause(Row):
    """One of the causes, from the list."""

    change = models.ForeignKey(WhatChanged, on_delete=models.PROTECT, related_name="causes")
    code = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__in=list(CHANGE_NAMES)), name="change_cause_is_known"),
            models.UniqueConstraint(fields=["change", "code"], name="change_cause_once"),
        ]

    def __str__(self) -> str:
        return f"change cause {self.pk}"
