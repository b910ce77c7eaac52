"""Who else may see the case, and who has looked."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.audit.queries import (
    AuditTrailRow,
    list_newest_records_limiting_refusals,
)
from handrail.platform.kernel.messages import join_texts, lower_first, msg
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT


@dataclass(frozen=True, slots=True)
class CaseGrantRow:
    """Who else may see what, on which ground, until when."""

    grant_id: int
    to: str
    person: bool
    keeps_contact: bool
    kinds: tuple[str, ...]
    ground: str
    because: str
    since: datetime.date
    until: datetime.date | None
    is_enforcement: bool
    is_paused: bool = False
    is_consent: bool = False


def list_case_access_grant_rows_if_inside_case(case_access: CaseAccess) -> tuple[CaseGrantRow, ...]:
    """What is open to others today, for pages that show nothing else of the case.

    Returns:
        In the order in which it was given; nothing to those outside the case.
    """
    if not case_access.inside:
        return ()
    return list_case_access_grant_rows(Case.objects.get(pk=case_access.file_id), case_access)


def list_case_access_grant_rows(case: Case, case_access: CaseAccess) -> tuple[CaseGrantRow, ...]:
    """What is open to others today. Why it was shared is told to all who work on the case.

    Returns:
        In the order in which it was given. One statement.
    """
    rows = bind_rows_to_access(_select_standing_grants(case.pk), case_access.key_access)
    contacts = (case.point_of_contact_id, case.stand_in_id)
    return tuple(
        _make_grant_row(row, row.to_user_id is not None and row.to_user_id in contacts) for row in rows
    )


def _select_standing_grants(case: UUID) -> QuerySet[Grant]:
    rows: QuerySet[Grant] = Grant.objects.standing(today()).filter(file=case)
    return rows.select_related("to_body", "to_user").order_by("given_at", "id")


def _make_grant_row(row: Grant, keeps_contact: bool) -> CaseGrantRow:
    return CaseGrantRow(
        grant_id=row.pk,
        to=row.to_body.name if row.to_body else row.to_user.name if row.to_user else "",
        person=row.to_user_id is not None,
        keeps_contact=keeps_contact,
        kinds=tuple(Kind(kind).words for kind in row.kinds),
        ground=GrantGround(row.ground).words,
        because=row.because or row.reason.open(),
        since=row.since,
        until=row.until,
        is_paused=row.paused_at is not None,
        is_consent=row.ground == GrantGround.CONSENT,
        is_enforcement=row.to_body is not None and row.to_body.kind == IMMIGRATION_ENFORCEMENT,
    )


def list_recent_case_access(case_id: UUID) -> tuple[AuditTrailRow, ...]:
    """The newest looks at the case. They are not counted: that would read all of a trail that only grows.

    Returns:
        At most 60, newest first, two refused ones among them at most.
    """
    return tuple(list_newest_records_limiting_refusals(case_id, 60, refusals=2))


def list_grant_descriptions_for_body(
    case_id: UUID, body_code: str, *, among: Collection[Kind] = SHAREABLE_KINDS
) -> list[str]:
    """What is open to a body today, in words: the kinds, and the ground.

    Args:
        case_id: the case.
        body_code: the body.
        among: the kinds that are told; a grant of none of them is left out.
    """
    rows = (
        Grant.objects.standing(today())
        .filter(file=case_id, to_body__code=body_code)
        .order_by("given_at", "id")
    )
    return [
        msg(
            "{kinds} ({ground})",
            kinds=join_texts((kind.words for kind in kinds), "; "),
            ground=lower_first(GrantGround(row.ground).words),
        )
        for row in rows
        if (kinds := [kind for kind in map(Kind, row.kinds) if kind in among])
    ]


@dataclass(frozen=True, slots=True)
class GrantRecipient:
    """To whom a grant of a case is given: a body with its code, or a person."""

    name: str
    body_code: str = ""


def get_grant_recipient(case_id: UUID, grant_id: int) -> GrantRecipient:
    """Who may see the case by this grant. Raises NotVisible where it is not one of this case."""
    row = Grant.objects.filter(file=case_id, pk=grant_id).select_related("to_body", "to_user").first()
    if row is None:
        raise NotVisible
    if row.to_body:
        return GrantRecipient(row.to_body.name, row.to_body.code)
    return GrantRecipient(row.to_user.name if row.to_user else "")
