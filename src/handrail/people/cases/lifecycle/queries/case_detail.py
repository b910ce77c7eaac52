"""The case page: who, how to reach them, danger, where they stand, what is due, what helps, what happened.

Each part is None where its kind is not open to the reader; the page then names the kind and nothing of its content.
"""

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail.people.cases.consent.queries.consents import (
    ConsentRow,
    DutyToNotifyReportRow,
    list_current_consent_answers,
    list_duty_to_notify_report_rows,
)
from handrail.people.cases.consent.queries.grants_and_access_log import (
    CaseAccessLog,
    GrantRow,
    get_case_access_log,
    list_grant_rows,
)
from handrail.people.cases.events.queries.case_pathway import CasePathwayStatus, get_pathway_status_and_events
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.offers.queries.needs import NEED_KINDS, NeedRow, list_need_rows
from handrail.people.cases.person.queries import (
    ChannelRow,
    PersonDetail,
    SafestContactWayDetail,
    SafetyDetail,
    get_person_detail,
    get_safest_contact_way,
    get_safety_detail,
    list_channel_rows,
    list_danger_checks,
)
from handrail.people.records.models import Case, Consent
from handrail.people.records.queries.consents import select_consents_not_entered_in_error
from handrail.people.records.queries.known_empty_case_parts import NOTHING, KnownEmptyCaseParts
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import bind_rows_to_access


class CaseDetailPart(StrEnum):
    """The parts of a case that cost a statement each; a page reads those that it shows."""

    WHO = "who"
    CHANNELS = "channels"
    SAFETY = "safety"
    PATHWAY = "pathway"
    CONSENTS = "consents"
    NEEDS = "needs"
    NOTIFICATIONS = "notifications"
    GRANTS = "grants"
    LOOKS = "looks"


ALL_PARTS = frozenset(CaseDetailPart)
READ_WITH_CONSENTS = frozenset({CaseDetailPart.PATHWAY, CaseDetailPart.CONSENTS, CaseDetailPart.CHANNELS})
"""The parts that need the answers to questions: the rules read them, and they close ways to reach the person."""


@dataclass(frozen=True, slots=True)
class CaseWorker:
    """Somebody to ring about the case."""

    user_id: int
    name: str
    role: str
    body: str
    phone: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case for one reader. Parts that are not open to the reader, or that the page does not show, are None.

    `phase` is the one that was kept when the case was last recomputed; a page that reads the pathway asks the rules.
    """

    case_id: UUID
    reference: str
    owner_id: int
    held_by: str
    age: str
    age_words: str
    age_asked: bool
    area: str
    jurisdiction: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    version: int
    phase: str
    duty_to_notify: bool
    told: tuple[str, ...]
    contact: CaseWorker
    stand_in: CaseWorker | None
    who: PersonDetail | None
    channels: tuple[ChannelRow, ...] | None
    safest: SafestContactWayDetail | None
    safety: SafetyDetail | None
    standing: CasePathwayStatus | None
    events: tuple[EventRow, ...] | None
    consents: tuple[ConsentRow, ...] | None
    needs: tuple[NeedRow, ...] | None
    notifications: tuple[DutyToNotifyReportRow, ...] | None
    grants: tuple[GrantRow, ...]
    looked: CaseAccessLog | None
    hidden: tuple[str, ...]
    inside: bool

    @property
    def title(self) -> str:
        """What to call the person, or the reference where nobody may or can say."""
        return (self.who.called or self.who.full_name if self.who else "") or self.reference


def get_case_detail(
    case_access: CaseAccess,
    now: datetime.datetime | None = None,
    *,
    kinds: Container[Kind] = ALL_KINDS,
    parts: Iterable[CaseDetailPart] = ALL_PARTS,
    known: KnownEmptyCaseParts = NOTHING,
) -> CaseDetail:
    """The page for one reader. The same number of queries, however long the history.

    Args:
        case_access: what the reader may see.
        now: the moment for which the rules are asked; None for now.
        kinds: what the page shows, where that is less than everything: the trail then says so.
        parts: what the page reads; the others are None.
        known: which parts hold anything.
    """

    parts = frozenset(parts)

    def sees(kind: Kind, part: CaseDetailPart) -> bool:
        return part in parts and kind in kinds and case_access.sees(kind)

    case = _get_case(case_access.file_id)
    when = now or timezone.localtime()
    consents: list[Consent] = (
        bind_rows_to_access(select_consents_not_entered_in_error(case), case_access)
        if known.has("consent") and not READ_WITH_CONSENTS.isdisjoint(parts)
        else []
    )
    person = case.person.bind(case_access)
    checks = (
        list_danger_checks(case)
        if {Kind.CONTACT, Kind.SAFETY} & case_access.kinds
        and (CaseDetailPart.CHANNELS in parts or CaseDetailPart.SAFETY in parts)
        and known.has("check")
        else []
    )
    reached = sees(Kind.CONTACT, CaseDetailPart.CHANNELS)
    standing, events = (
        get_pathway_status_and_events(
            case, case_access, consents, notes=sees(Kind.NOTES, CaseDetailPart.PATHWAY), now=when
        )
        if sees(Kind.PATHWAY, CaseDetailPart.PATHWAY)
        else (None, None)
    )
    return CaseDetail(
        case_id=case.pk,
        reference=case.reference,
        owner_id=case.owner_id,
        held_by=case.owner.name,
        age=case.age,
        age_words=case.get_age_display(),
        age_asked=case.age_asked,
        area=case.area.name if case.area else "",
        jurisdiction=case.jurisdiction,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        version=case.version,
        phase=case.phase if Kind.PATHWAY in kinds and case_access.sees(Kind.PATHWAY) else "",
        duty_to_notify=case.owner.duty_to_notify,
        told=tuple(case.told) if Kind.PATHWAY in case_access.kinds else (),
        contact=_make_case_worker(case.point_of_contact),
        stand_in=_make_case_worker(case.stand_in) if case.stand_in else None,
        who=get_person_detail(person, case_access, place=Kind.CONTACT in case_access.kinds)
        if sees(Kind.IDENTITY, CaseDetailPart.WHO)
        else None,
        channels=list_channel_rows(
            case, case_access, checks=checks, consents=consents, tell=case_access.sees, known=known
        )
        if reached
        else None,
        safest=get_safest_contact_way(case, case_access) if reached and known.has("safest") else None,
        safety=get_safety_detail(case, case_access, checks, known)
        if sees(Kind.SAFETY, CaseDetailPart.SAFETY)
        else None,
        standing=standing,
        events=events,
        consents=list_current_consent_answers(consents)
        if sees(Kind.CONSENT, CaseDetailPart.CONSENTS)
        else None,
        needs=list_need_rows(case.pk, case_access, known)
        if CaseDetailPart.NEEDS in parts
        and any(kind in kinds for kind in NEED_KINDS)
        and NEED_KINDS & case_access.kinds
        else None,
        notifications=(
            list_duty_to_notify_report_rows(case, case_access) if known.has("notification") else ()
        )
        if Kind.ACCOUNT in kinds and sees(Kind.PATHWAY, CaseDetailPart.NOTIFICATIONS)
        else None,
        grants=list_grant_rows(case, case_access)
        if case_access.inside and CaseDetailPart.GRANTS in parts
        else (),
        looked=get_case_access_log(case.pk, known.looks) if sees(Kind.LOOKS, CaseDetailPart.LOOKS) else None,
        hidden=tuple(kind.words for kind in case_access.hidden),
        inside=case_access.inside,
    )


def _get_case(case_id: UUID) -> Case:
    case: Case = _select_case(case_id).get()
    return case


def _select_case(case: UUID) -> QuerySet[Any, Any]:
    people = ("point_of_contact__body", "stand_in__body", "person__language", "person__changed_by")
    return Case.objects.filter(pk=case).select_related("owner", "area", *people)


def _make_case_worker(user: User) -> CaseWorker:
    return CaseWorker(user.pk, user.name, user.role_definition.name, user.body.name, user.work_phone)
