"""The case page: who, how to reach them, danger, where they stand, what is due, what helps, what happened.

Each part is None where its kind is not open to the reader; the page then names the kind and nothing of its content.
"""

import datetime
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple
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
    CaseGrantRow,
    list_case_access_grant_rows,
    list_recent_case_access,
)
from handrail.people.cases.events.queries.case_pathway import (
    CasePathwayStatus,
    get_pathway_status_and_events,
    select_events,
)
from handrail.people.cases.events.queries.clock_lengths import select_own_clock_lengths_of_body
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.offers.queries.needs import (
    NEED_KINDS,
    NeedRow,
    list_need_rows,
    select_needs,
    select_offers,
    select_visit_offers,
)
from handrail.people.cases.person.queries import (
    ChannelRow,
    PersonDetail,
    SafestContactWayDetail,
    SafetyDetail,
    get_person_detail,
    get_safest_contact_way,
    get_safety_detail,
    list_danger_checks,
    list_newest_contact_channel_rows,
    select_contact_channel_history,
    select_danger_checks,
    select_last_review_of_newest_plan,
    select_newest_safety_plan,
    select_safest_contact_way,
)
from handrail.people.records.models import Case, Consent
from handrail.people.records.queries.consents import select_consents_not_entered_in_error
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import User
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.audit.queries import AuditTrailRow


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
    """Somebody to ring about the case; `is_active`: their account has not been ended."""

    user_id: int
    name: str
    role: str
    body: str
    phone: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case for one reader. Parts that are not open to the reader, or that the page does not show, are None.

    `phase` and `stage` are those that were kept when the case was last recomputed; a page that reads the pathway asks
    the rules.
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
    opened_by_id: int
    closed_at: datetime.datetime | None
    version: int
    phase: str
    stage: str
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
    grants: tuple[CaseGrantRow, ...]
    looked: tuple[AuditTrailRow, ...] | None
    hidden: tuple[str, ...]
    inside: bool

    @property
    def title(self) -> str:
        """What to call the person, or the reference where nobody may or can say."""
        return (self.who.called or self.who.full_name if self.who else "") or self.reference


class _CaseDetailRowSelection(NamedTuple):
    """Rows of the detail: for which parts and kinds of information they are read, and the part that may be empty."""

    parts: frozenset[CaseDetailPart]
    kinds: frozenset[Kind]
    empty_with: str
    select: Callable[[CaseAccess], QuerySet[Any, Any]]


_CHANNELS, _SAFETY = frozenset({CaseDetailPart.CHANNELS}), frozenset({CaseDetailPart.SAFETY})
_PATHWAY, _NEEDS = frozenset({CaseDetailPart.PATHWAY}), frozenset({CaseDetailPart.NEEDS})
_OF_CONTACT, _OF_SAFETY, _OF_PATHWAY = (
    frozenset({kind}) for kind in (Kind.CONTACT, Kind.SAFETY, Kind.PATHWAY)
)
DETAIL_ROWS: Mapping[str, _CaseDetailRowSelection] = {
    "case": _CaseDetailRowSelection(ALL_PARTS, ALL_KINDS, "", lambda access: _select_case(access.file_id)),
    "consent": _CaseDetailRowSelection(
        READ_WITH_CONSENTS,
        ALL_KINDS,
        "consent",
        lambda access: select_consents_not_entered_in_error(access.file_id),
    ),
    "check": _CaseDetailRowSelection(
        _CHANNELS | _SAFETY,
        _OF_CONTACT | _OF_SAFETY,
        "check",
        lambda access: select_danger_checks(access.file_id),
    ),
    "channel": _CaseDetailRowSelection(
        _CHANNELS, _OF_CONTACT, "channel", lambda access: select_contact_channel_history(access.file_id)
    ),
    "safest": _CaseDetailRowSelection(
        _CHANNELS, _OF_CONTACT, "safest", lambda access: select_safest_contact_way(access.file_id)
    ),
    "plan": _CaseDetailRowSelection(
        _SAFETY, _OF_SAFETY, "plan", lambda access: select_newest_safety_plan(access.file_id)
    ),
    "plan_review": _CaseDetailRowSelection(
        _SAFETY, _OF_SAFETY, "plan", lambda access: select_last_review_of_newest_plan(access.file_id)
    ),
    "event": _CaseDetailRowSelection(_PATHWAY, _OF_PATHWAY, "", lambda access: select_events(access.file_id)),
    "clock_length": _CaseDetailRowSelection(
        _PATHWAY, _OF_PATHWAY, "", lambda access: select_own_clock_lengths_of_body(access.owner_id)
    ),
    "offer": _CaseDetailRowSelection(
        _NEEDS, NEED_KINDS, "offer", lambda access: select_offers(access.file_id)
    ),
    "need": _CaseDetailRowSelection(_NEEDS, NEED_KINDS, "need", lambda access: select_needs(access.file_id)),
    "visit_offer": _CaseDetailRowSelection(
        _NEEDS, NEED_KINDS, "need", lambda access: select_visit_offers(access.file_id)
    ),
}
"""What `get_case_detail` reads in one statement, by the name under which the row queries of the rooms take it."""


def fetch_case_detail_rows(
    case_access: CaseAccess,
    *,
    kinds: Container[Kind] = ALL_KINDS,
    parts: Iterable[CaseDetailPart] = ALL_PARTS,
    known: CasePartsKnownEmptyOrFetched = NOTHING,
    also: Mapping[str, QuerySet[Any, Any]] = MappingProxyType({}),
) -> CasePartsKnownEmptyOrFetched:
    """Read the rows that the detail is made of, in one statement.

    Args:
        case_access: what the reader may see; rows of a kind that is not open are not read.
        kinds: what the page shows, where that is less than everything.
        parts: what the page reads.
        known: which parts hold anything.
        also: what else the page reads of the case, by name.

    Returns:
        What is known, with the rows.
    """
    parts = frozenset(parts)
    rows = {
        name: one.select(case_access)
        for name, one in DETAIL_ROWS.items()
        if name == "case"
        or (
            parts & one.parts
            and any(kind in kinds for kind in one.kinds & case_access.kinds)
            and known.has(one.empty_with)
        )
    } | dict(also)
    evaluate_in_one_statement(rows.values())
    return replace(known, fetched=rows)


def get_case_detail(
    case_access: CaseAccess,
    now: datetime.datetime | None = None,
    *,
    kinds: Container[Kind] = ALL_KINDS,
    parts: Iterable[CaseDetailPart] = ALL_PARTS,
    known: CasePartsKnownEmptyOrFetched = NOTHING,
) -> CaseDetail:
    """The page for one reader. The same number of queries, however long the history: one for all that it needs.

    Args:
        case_access: what the reader may see.
        now: the moment for which the rules are asked; None for now.
        kinds: what the page shows, where that is less than everything: the trail then says so.
        parts: what the page reads; the others are None.
        known: which parts hold anything.
    """

    parts = frozenset(parts)
    if not known.fetched:
        known = fetch_case_detail_rows(case_access, kinds=kinds, parts=parts, known=known)

    def sees(kind: Kind, part: CaseDetailPart) -> bool:
        return part in parts and kind in kinds and case_access.sees(kind)

    case: Case = next(iter(known.take("case", _select_case, case_access.file_id)))
    when = now or timezone.localtime()
    consents: list[Consent] = (
        bind_rows_to_access(known.take("consent", select_consents_not_entered_in_error, case.pk), case_access)
        if known.has("consent") and not READ_WITH_CONSENTS.isdisjoint(parts)
        else []
    )
    person = case.person.bind(case_access)
    checks = (
        list_danger_checks(case, known)
        if {Kind.CONTACT, Kind.SAFETY} & case_access.kinds
        and (CaseDetailPart.CHANNELS in parts or CaseDetailPart.SAFETY in parts)
        and known.has("check")
        else []
    )
    reached = sees(Kind.CONTACT, CaseDetailPart.CHANNELS)
    standing, events = (
        get_pathway_status_and_events(
            case,
            case_access,
            consents,
            notes=sees(Kind.NOTES, CaseDetailPart.PATHWAY),
            now=when,
            known=known,
        )
        if sees(Kind.PATHWAY, CaseDetailPart.PATHWAY)
        else (None, None)
    )
    tells_pathway = Kind.PATHWAY in kinds and case_access.sees(Kind.PATHWAY)
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
        opened_by_id=case.opened_by_id,
        closed_at=case.closed_at,
        version=case.version,
        phase=case.phase if tells_pathway else "",
        stage=case.stage if tells_pathway else "",
        duty_to_notify=case.owner.duty_to_notify,
        told=tuple(case.told) if Kind.PATHWAY in case_access.kinds else (),
        contact=_make_case_worker(case.point_of_contact),
        stand_in=_make_case_worker(case.stand_in) if case.stand_in else None,
        who=get_person_detail(person, case_access, place=Kind.CONTACT in case_access.kinds)
        if sees(Kind.IDENTITY, CaseDetailPart.WHO)
        else None,
        channels=list_newest_contact_channel_rows(
            case, case_access, checks=checks, consents=consents, tell=case_access.sees, known=known
        )
        if reached
        else None,
        safest=get_safest_contact_way(case, case_access, known) if reached and known.has("safest") else None,
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
        grants=list_case_access_grant_rows(case, case_access)
        if case_access.inside and CaseDetailPart.GRANTS in parts
        else (),
        looked=list_recent_case_access(case.pk) if sees(Kind.LOOKS, CaseDetailPart.LOOKS) else None,
        hidden=tuple(kind.words for kind in case_access.hidden),
        inside=case_access.inside,
    )


def _select_case(case: UUID) -> QuerySet[Any, Any]:
    people = ("point_of_contact__body", "stand_in__body", "person__language", "person__changed_by")
    return Case.objects.filter(pk=case).select_related("owner", "area", *people)


def _make_case_worker(user: User) -> CaseWorker:
    role, body = user.role_definition.name, user.body.name
    return CaseWorker(user.pk, user.name, role, body, user.work_phone, user.is_active)
