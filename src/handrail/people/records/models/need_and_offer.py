"""What the person needs, and what was offered. A bed, a bag, a lawyer: each is one offer against one need."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import (
    NEEDS,
    get_information_kind_of_need,
    get_information_kind_of_offer,
)
from handrail.people.records.models.case import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.phase_field import PhaseField
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.vault.app_sealed_fields import AppSealedReference, attach_referenced_rows
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.reference_index_field import ReferenceIndexField

MOST_PENCE = 100_000_00


class Need(SealedRow):
    """What would help, in the person's words."""

    personal_fields = ("kind", "opened_on", "met_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="needs", db_index=False)
    kind = BlindCodeField(
        choices=[(need.code, need.name) for need in NEEDS], often={"place": 16, "essentials": 8, "health": 8}
    )
    words = Sealed(kind=lambda need: get_information_kind_of_need(need.kind), null=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    met_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="need_by_case")]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Offer(SealedRow, Versioned):
    """One service offered on a day, stamped with that day's phase; its answer, what came of it, what it cost.

    Which service it is tells of health or status, so that its number is sealed; `service_index` finds its offers.
    """

    personal_fields = ("offered_on", "phase", "answer", "answered_on", "cost_pence")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="offers")
    service = AppSealedReference(Service)
    service_index = ReferenceIndexField(value="service_id")
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    phase = PhaseField(often={"before": 14, "during": 16, "outside": 6})
    answer = CodeField(max_length=10, choices=OfferAnswer.choices, default=OfferAnswer.NONE_YET)
    answered_on = models.DateField(null=True, blank=True)
    answered_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = Sealed(kind=Kind.OWN_WORDS, null=True)
    result = Sealed(kind=lambda offer: get_information_kind_of_offer(offer.service.kind), null=True)
    cost_pence = PenceField(null=True, blank=True, most=MOST_PENCE)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            choice_constraint("answer", OfferAnswer, "offer_answer_is_known"),
            both_or_neither_constraint("answered_on", "answered_to", "offer_answered_on_and_to_together"),
            models.CheckConstraint(
                condition=Q(answer="none_yet", answered_on__isnull=True)
                | (~Q(answer="none_yet") & Q(answered_on__isnull=False)),
                name="offer_answer_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["case", "answer", "offered_on"], name="offer_by_case")]

    def __str__(self) -> str:
        return f"offer {self.pk}"


def attach_services(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, each with its service and whose it is: one statement for all, none where there are no offers."""
    return attach_referenced_rows(offers, "service", Service.objects.select_related("provider"))
