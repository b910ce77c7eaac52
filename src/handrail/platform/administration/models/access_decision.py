"""What an administrator decided about one person's access: the yearly review is made of these."""

from django.db import models
from django.db.models import Q

from handrail.platform.access.models import User
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

DECISIONS = (
    ("given", "Access given"),
    ("keep", "Confirmed"),
    ("change", "Role changed"),
    ("close", "Access ended"),
)


class AccessDecision(models.Model):
    """Added and never changed. `roles` are the names of the roles in that organisation after the decision."""

    impersonal_text = ("roles",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_decisions")
    decision = CodeField(max_length=8, choices=DECISIONS)
    roles = models.CharField(max_length=250)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=[code for code, _ in DECISIONS]), name="access_decision_known"
            ),
            models.CheckConstraint(
                condition=~Q(user=models.F("decided_by")), name="access_decision_of_another_person"
            ),
        ]
        indexes = [models.Index(fields=["body", "user", "-decided_at"], name="access_decision_newest")]

    def __str__(self) -> str:
        return f"access decision {self.pk}"
