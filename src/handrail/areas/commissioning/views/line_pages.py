"""What the pages of one line, its money and its reviews have in common."""

from typing import Any, ClassVar, Final
from uuid import UUID

from django.urls import reverse

from handrail.areas.commissioning.models import Award, CommissionedService, RenewalReview
from handrail.areas.commissioning.queries.lines import (
    get_commissioned_service,
    get_service_without_related_rows,
)
from handrail.areas.commissioning.queries.money import get_award_of_service
from handrail.areas.commissioning.queries.reviews import get_renewal_review
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.action_page import ActionPage

NAV: Final = "service_lines"


def make_new_record_form_kwargs(actor: Actor, instance: Any, seen: int | None = None) -> dict[str, Any]:
    """What a form for a new record is made with.

    Args:
        actor: who acts.
        instance: the new record.
        seen: the version of what it changes, where the form carries it.

    Returns:
        Keyword arguments of a RecordForm.
    """
    given = {"actor": actor, "instance": instance}
    return given if seen is None else given | {"initial": {"seen": seen}}


class CommissionedServiceActionPage(ActionPage, abstract=True):
    """What changes one line. `edits_line`: whether its form edits the line itself."""

    permission, nav = Permission.EDIT_COMMISSIONING, NAV
    edits_line: ClassVar[bool] = False
    line: CommissionedService

    @property
    def back_url(self) -> str:
        return reverse("service_line", args=[self.line.pk])

    @property
    def lead(self) -> str:
        return str(self.line.title)

    def load(self, line_id: UUID, **more: Any) -> None:
        self.line = get_commissioned_service(self.actor, line_id)
        if self.edits_line:
            self.record = self.line


class ServiceMoneyActionPage(ActionPage, abstract=True):
    """What changes the money of one line."""

    permission, nav = Permission.EDIT_COMMISSIONING, NAV
    line: CommissionedService
    award: Award

    @property
    def back_url(self) -> str:
        return reverse("line_money", args=[self.line.pk])

    @property
    def lead(self) -> str:
        return str(self.line.title)

    def load(self, line_id: UUID, **more: Any) -> None:
        self.line = get_service_without_related_rows(self.actor, line_id)
        self.award = get_award_of_service(self.line)


class RenewalReviewActionPage(ActionPage, abstract=True):
    """What changes one review."""

    permission, nav = Permission.EDIT_COMMISSIONING, NAV
    line: CommissionedService
    review: RenewalReview

    @property
    def back_url(self) -> str:
        return reverse("renewal_review", args=[self.line.pk, self.review.number])

    @property
    def lead(self) -> str:
        return str(self.line.title)

    def load(self, line_id: UUID, **more: Any) -> None:
        self.line = get_service_without_related_rows(self.actor, line_id)
        self.review = get_renewal_review(self.line, more["number"])
