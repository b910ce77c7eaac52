"""The victim contract of a case, as its reader may read it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from handrail.people.justice.models import (
    ContractAnswer,
    ContractItem,
    JusticeContact,
    RightsLevelDecision,
    SignOffRequest,
    SuspectStep,
)
from handrail.people.justice.rules.entitlements import list_entitlement_codes
from handrail.people.justice.text_choices import NEEDS_REASON
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class VictimContract:
    """Items with the newest answer of each, the newest request for a signature, and the level of rights."""

    items: tuple[ContractItem, ...]
    answers: dict[UUID, ContractAnswer]
    sign_off: SignOffRequest | None
    level: RightsLevelDecision | None

    @property
    def asked(self) -> list[ContractItem]:
        """Those that the officer answers."""
        return [row for row in self.items if row.is_asked]

    @property
    def open(self) -> list[ContractItem]:
        """Those that are still to answer, the soonest due first."""
        rows = [row for row in self.items if row.is_open]
        return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or row.started, row.started))

    @property
    def gaps(self) -> list[ContractItem]:
        """Those that were answered with a reason why they were not given."""
        return [row for row in self.asked if row.answer in NEEDS_REASON]

    @property
    def late(self) -> list[ContractItem]:
        """Those that were done after their day, the latest by most days first."""
        return sorted((row for row in self.asked if row.days_late), key=lambda row: -row.days_late)

    @property
    def changed_since_request(self) -> bool:
        """Whether anything changed since the newest request for a signature, or since it was refused."""
        seen_at = self.sign_off.last_seen_at if self.sign_off else None
        return seen_at is not None and any(row.changed_at > seen_at for row in self.items)

    @property
    def waits_for_signature(self) -> bool:
        """Whether a supervisor was asked and has not decided."""
        return self.sign_off is not None and self.sign_off.decision_or_none is None


def get_victim_contract(access: CaseAccess) -> VictimContract:
    """The contract. Four statements, whatever it holds. Raises Denied where the pathway is not open."""
    access.needs(Kind.PATHWAY)
    order = {code: place for place, code in enumerate(list_entitlement_codes())}
    items = _select_items_with_suspect().filter(case=access.file_id, is_current=True)
    rows = sorted(items, key=lambda row: (order[row.entitlement], row.started))
    said = ContractAnswer.objects.filter(case=access.file_id).select_related("recorded_by", "language")
    answers = {row.item_id: row for row in said.opened_for(access).order_by("id")}
    levels = RightsLevelDecision.objects.filter(case=access.file_id).select_related("decided_by")
    level = levels.opened_for(access).order_by("-id").first()
    return VictimContract(tuple(rows), answers, get_newest_sign_off_request(access), level)


def _select_items_with_suspect() -> QuerySet[ContractItem]:
    """Items with what they count from, and of which suspect that is: `suspect`, None where it is of none."""
    number = SuspectStep.objects.filter(event=OuterRef("trigger")).values("number")[:1]
    return ContractItem.objects.select_related("trigger").annotate(suspect=Subquery(number))


def get_newest_sign_off_request(access: CaseAccess) -> SignOffRequest | None:
    """The newest request for a signature, with what was decided, bound to the reader."""
    requests = SignOffRequest.objects.filter(case=access.file_id).select_related("asked_by", "decision__by")
    request = requests.order_by("-id").first()
    if request is not None and request.decision_or_none is not None:
        request.decision_or_none.bind(access)
    return request


def require_sign_off_request_is_of_case(access: CaseAccess, sign_off_id: UUID) -> None:
    """Raises NotVisible where the request for a signature is not of this case."""
    if not SignOffRequest.objects.filter(case=access.file_id, pk=sign_off_id).exists():
        raise NotVisible


def get_newest_contact_that_reached_person(access: CaseAccess) -> JusticeContact | None:
    """The newest contact that reached the person, with their own answers."""
    rows = JusticeContact.objects.filter(case=access.file_id, reached=True)
    return rows.order_by("-on", "-id").first()


def get_contract_item(access: CaseAccess, item_id: UUID) -> tuple[ContractItem, list[ContractAnswer]]:
    """One item, with its answers, the newest first.

    Args:
        access: of the case.
        item_id: which item.

    Returns:
        The item and its answers, bound to the reader.

    Raises:
        NotVisible: it is not of this case.
    """
    access.needs(Kind.PATHWAY)
    item = _select_items_with_suspect().filter(case=access.file_id, pk=item_id).first()
    if item is None:
        raise NotVisible
    rows = ContractAnswer.objects.filter(item=item).select_related("recorded_by", "language")
    return item, list(rows.opened_for(access).order_by("-id"))
