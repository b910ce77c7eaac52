"""Triage decisions of an investigation team: the facts and words stay on the case."""

from django.db import models

from handrail.people.justice.text_choices import TriageOutcome, TriageReason, TriageRoute
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField


class TriageDecision(SealedRow):
    """One decision. `facts` are codes of what was weighed; outcome and reason alone are ever counted outside."""

    personal_fields = ("on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on = DayField("When was it decided?", about="the day", not_after=today, within_years=5)
    route = BlindCodeField(
        "How did it come to the team?",
        choices=TriageRoute.choices,
        error_messages={"blank": "Choose how it came to the team"},
    )
    facts = Sealed(kind=Kind.ACCOUNT, null=True, max_length=200)
    words = Sealed(
        "What else was weighed?",
        kind=Kind.ACCOUNT,
        null=True,
        max_length=1000,
        help_text="These words stay on this case and are in no figure.",
    )
    outcome = BlindCodeField(
        "What was decided?",
        choices=TriageOutcome.choices,
        error_messages={"blank": "Choose what was decided"},
    )
    reason = BlindCodeField(
        "For which reason, above all?",
        choices=TriageReason.choices,
        error_messages={"blank": "Choose the reason"},
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="triage_by_case")]

    def __str__(self) -> str:
        return f"triage decision {self.pk}"
