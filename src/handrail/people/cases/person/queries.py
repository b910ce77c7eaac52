"""Who the person is, how to reach them safely, what keeps them safe."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.records.models import Case, Consent, DangerCheck, Person, SafetyPlan, SafetyPlanReview
from handrail.people.records.queries.consents import select_consents_not_entered_in_error
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.queries.unsafe_channels import (
    ALARMING_ANSWERS,
    get_information_kind_and_unsafe_reason_by_channel,
)
from handrail.people.records.text_choices import (
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    SafetyPlanReviewTrigger,
    YesNoOrNotAsked,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.access.sealed import bind_rows_to_access

REASON_WITHHELD = "Ask the point of contact before you use it"


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """Who the person is, as far as they want to be known."""

    called: str
    full_name: str
    date_of_birth: datetime.date | None
    where_now: str
    language: str
    language_tag: str
    interpreter: str
    interpreter_code: str
    version: int
    changed_at: datetime.datetime | None
    changed_by: str


class PointOfContactAndStandIn(NamedTuple):
    """Who stays in touch with the person, by account."""

    point_of_contact_id: int
    stand_in_id: int | None

    @property
    def version(self) -> str:
        """What a form carries, to notice that somebody else was named meanwhile."""
        return f"{self.point_of_contact_id}-{self.stand_in_id or ''}"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """The newest word on one way to reach the person; `safe` is "not_asked" where there is none.

    `safe` is what counts today; `said` is what was said of this way when it was asked. They differ where the phone
    may be tracked, or where the person does not want to be reached so; `because` says which, as far as it is open.
    """

    kind: str
    name: str
    safe: str
    words: str
    detail: str
    note: str
    asked_at: datetime.datetime | None
    asked_by: str
    said: str = "not_asked"
    because: str = ""
    word_id: UUID | None = None

    @property
    def version(self) -> str:
        """What a form carries, to notice that somebody else asked meanwhile."""
        return str(self.word_id or "")


@dataclass(frozen=True, slots=True)
class SafestContactWayDetail:
    """The safest way and time to reach the person, in the words of whoever asked last."""

    how: str
    asked_at: datetime.datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class RiskFactorRow:
    """The newest answer to one further question about danger."""

    code: str
    name: str
    answer: str
    words: str
    asked_at: datetime.datetime | None
    asked_by: str
    note: str = ""

    @property
    def alarming(self) -> bool:
        """Yes, and not sure, which counts as yes."""
        return self.answer in ALARMING_ANSWERS


@dataclass(frozen=True, slots=True)
class DutyLeadContact:
    """Somebody to ring at once: a duty lead of the body that holds the case."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class SafetyDetail:
    """Danger as last asked, and the newest safety plan."""

    danger: str
    danger_words: str
    danger_note: str
    asked_at: datetime.datetime | None
    asked_by: str
    number: int
    plan: str
    watched: str
    if_missing: str
    review_on: datetime.date | None
    written_at: datetime.datetime | None
    written_by: str
    worries: tuple[RiskFactorRow, ...] = ()
    review_because: str = ""
    reviewed_at: datetime.datetime | None = None
    reviewed_by: str = ""
    leads: tuple[DutyLeadContact, ...] = ()

    @property
    def version(self) -> int:
        """What a form carries, to notice that somebody else wrote a plan meanwhile."""
        return self.number


def get_person_detail(person: Person, case_access: CaseAccess, *, place: bool) -> PersonDetail:
    """Who the person is, read with their key.

    Args:
        person: bound to the reader.
        case_access: what the reader may see.
        place: whether how to reach them is open, and with it where they are.
    """
    born = person.date_of_birth.open()
    return PersonDetail(
        called=person.called.open(),
        full_name=person.full_name.open(),
        date_of_birth=datetime.date.fromisoformat(born) if born else None,
        where_now=person.where_now.decrypt_for(case_access.key_access) if place else "",
        language=person.language.name if person.language else "",
        language_tag=person.language.tag if person.language else "",
        interpreter=YesNoOrNotAsked(person.interpreter).label,
        interpreter_code=person.interpreter,
        version=person.version,
        changed_at=person.changed_at,
        changed_by=person.changed_by.name if person.changed_by else "",
    )


def list_danger_checks(case: Case, known: CasePartsKnownEmptyOrFetched = NOTHING) -> list[DangerCheck]:
    """Every danger check, newest first: one query, whatever is asked of them."""
    return list(known.take("check", select_danger_checks, case.pk))


def select_danger_checks(case: UUID) -> QuerySet[Any, Any]:
    """The danger checks of a case, newest first."""
    return DangerCheck.objects.filter(case=case).select_related("asked_by").order_by("-id")


def list_newest_contact_channel_rows(
    case: Case,
    case_access: CaseAccess,
    *,
    checks: Sequence[DangerCheck],
    consents: Sequence[Consent],
    tell: Callable[[Kind], bool],
    known: CasePartsKnownEmptyOrFetched = NOTHING,
) -> tuple[ChannelRow, ...]:
    """The newest word on every way to reach the person.

    A way that danger or the person's own word closes is never shown as safe.

    Args:
        case: whose they are.
        case_access: what the reader may see.
        checks: of danger, newest first.
        consents: those that stand.
        tell: asked whether the kind of information that says why is open, and only where there is a why.
        known: which parts hold anything.

    Returns:
        Each way to reach the person, asked about or not.
    """
    newest: dict[str, Channel] = {}
    rows = known.take("channel", select_contact_channel_history, case.pk) if known.has("channel") else ()
    for row in bind_rows_to_access(rows, case_access):
        newest[row.kind] = row
    closed = get_information_kind_and_unsafe_reason_by_channel(checks, consents)
    because = {kind: why if tell(of) else REASON_WITHHELD for kind, (of, why) in closed.items()}
    return tuple(
        _make_channel_row(kind, newest.get(kind), because.get(kind, "")) for kind in ContactChannelKind
    )


def select_contact_channel_history(case: UUID) -> QuerySet[Any, Any]:
    """What was said of each way to reach the person, oldest first."""
    return Channel.objects.filter(case=case).select_related("asked_by").order_by("id")


def _make_channel_row(kind: ContactChannelKind, row: Channel | None, because: str) -> ChannelRow:
    if row is None:
        safe, words = (
            (ChannelSafety.NO.value, ChannelSafety.NO.label) if because else ("not_asked", "Not asked")
        )
        return ChannelRow(kind, kind.label, safe, words, "", "", None, "", because=because)
    return ChannelRow(
        kind=kind,
        name=kind.label,
        safe=ChannelSafety.NO.value if because else row.safe,
        words=ChannelSafety.NO.label if because else ChannelSafety(row.safe).label,
        detail=row.detail.open(),
        note=row.note.open(),
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        said=row.safe,
        because=because,
        word_id=row.pk,
    )


def get_safest_contact_way(
    case: Case, case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> SafestContactWayDetail | None:
    """The newest word on the safest way to reach them.

    Args:
        case: whose.
        case_access: what the reader may see.
        known: what a page fetched of the case.

    Returns:
        None where nobody has asked.
    """
    row = next(iter(known.take("safest", select_safest_contact_way, case.pk)), None)
    how = row.bind(case_access).how.open() if row else ""
    return SafestContactWayDetail(how, row.asked_at, row.asked_by.name) if row and how else None


def select_safest_contact_way(case: UUID) -> QuerySet[Any, Any]:
    """The newest word on the safest way, if any."""
    return SafestContactWay.objects.filter(case=case).select_related("asked_by").order_by("-id")[:1]


def get_safety_detail(
    case: Case,
    case_access: CaseAccess,
    checks: Sequence[DangerCheck],
    known: CasePartsKnownEmptyOrFetched = NOTHING,
) -> SafetyDetail:
    """Danger as last asked, question by question, and the newest plan.

    Args:
        case: with its owner.
        case_access: what the reader may see.
        checks: of danger, newest first.
        known: which parts hold anything.
    """
    check = next((row for row in checks if row.answer != ImmediateDangerOrInjuryAnswer.NOT_ASKED), None)
    bind_rows_to_access(checks, case_access)
    plans = known.take("plan", select_newest_safety_plan, case.pk) if known.has("plan") else ()
    plan = next(iter(plans), None)
    if plan:
        plan.bind(case_access)
    reviews = known.take("plan_review", select_last_review_of_newest_plan, case.pk) if plan else ()
    looked = next(iter(reviews), None)
    worries = tuple(
        _make_risk_factor_row(worry, _find_newest_danger_check_answering(checks, worry))
        for worry in RiskFactor
    )
    return SafetyDetail(
        danger=check.answer if check else ImmediateDangerOrInjuryAnswer.NOT_ASKED,
        danger_words=ImmediateDangerOrInjuryAnswer(check.answer).label
        if check
        else ImmediateDangerOrInjuryAnswer.NOT_ASKED.label,
        danger_note=check.note.open() if check else "",
        asked_at=check.asked_at if check else None,
        asked_by=check.asked_by.name if check else "",
        number=plan.number if plan else 0,
        plan=plan.plan.open() if plan else "",
        watched=plan.watched.open() if plan else "",
        if_missing=plan.if_missing.open() if plan else "",
        review_on=plan.review_on if plan else None,
        written_at=plan.written_at if plan else None,
        written_by=plan.written_by.name if plan else "",
        worries=worries,
        review_because=SafetyPlanReviewTrigger(plan.review_because).label.lower()
        if plan and plan.review_because
        else "",
        reviewed_at=looked.reviewed_at if looked else None,
        reviewed_by=looked.reviewed_by.name if looked else "",
        leads=_list_duty_leads(case) if _must_alert_duty_leads(check, worries) else (),
    )


def select_newest_safety_plan(case: UUID) -> QuerySet[Any, Any]:
    """The version of the safety plan that counts, if any."""
    return SafetyPlan.objects.filter(case=case, is_newest=True).select_related("written_by")


def select_last_review_of_newest_plan(case: UUID) -> QuerySet[Any, Any]:
    """The last look that found the newest version still right, if any."""
    rows = SafetyPlanReview.objects.filter(plan__case=case, plan__is_newest=True)
    return rows.select_related("reviewed_by").order_by("-id")[:1]


def _find_newest_danger_check_answering(
    checks: Sequence[DangerCheck], worry: RiskFactor
) -> DangerCheck | None:
    return next((row for row in checks if getattr(row, worry.value) != YesNoUnsureOrNotAsked.NOT_ASKED), None)


def _make_risk_factor_row(worry: RiskFactor, row: DangerCheck | None) -> RiskFactorRow:
    """What was said beside the answer stands with it, unless it stands with the answer about danger already."""
    if row is None:
        return RiskFactorRow(
            worry.value,
            worry.label,
            YesNoUnsureOrNotAsked.NOT_ASKED,
            YesNoUnsureOrNotAsked.NOT_ASKED.label,
            None,
            "",
        )
    answer = YesNoUnsureOrNotAsked(getattr(row, worry.value))
    note = row.note.open() if row.answer == ImmediateDangerOrInjuryAnswer.NOT_ASKED else ""
    return RiskFactorRow(
        worry.value, worry.label, answer, answer.label, row.asked_at, row.asked_by.name, note
    )


def _must_alert_duty_leads(check: DangerCheck | None, worries: Iterable[RiskFactorRow]) -> bool:
    """Whether something is so that somebody must be rung, and the team's leads told."""
    harm = any(line.alarming for line in worries if line.code in (RiskFactor.CHILDREN, RiskFactor.SELF_HARM))
    return harm or (
        check is not None
        and check.answer
        in (
            ImmediateDangerOrInjuryAnswer.IN_DANGER,
            ImmediateDangerOrInjuryAnswer.HURT,
            ImmediateDangerOrInjuryAnswer.BOTH,
        )
    )


def _list_duty_leads(case: Case) -> tuple[DutyLeadContact, ...]:
    return tuple(
        DutyLeadContact(name, phone) for name, phone in _select_duty_lead_names_and_phones(case.owner_id)
    )


def _select_duty_lead_names_and_phones(body: int) -> QuerySet[Any, Any]:
    leads = User.objects.filter(users_working_for_q([body], [Role.DUTY_LEAD]), is_active=True).order_by(
        "name"
    )
    return leads.values_list("name", "work_phone")[:3]


def get_safety_detail_of_case(case_access: CaseAccess) -> SafetyDetail:
    """Danger and the plan, for pages that show nothing else of the case. Raises where safety is not open."""
    case_access.needs(Kind.SAFETY)
    case: Case = _select_case_with_owner_and_person(case_access.file_id).get()
    return get_safety_detail(case, case_access, list_danger_checks(case))


def list_contact_channels_of_case(case_access: CaseAccess) -> tuple[ChannelRow, ...]:
    """Each way to reach the person, for pages that show nothing else of the case.

    Returns:
        As `list_newest_contact_channel_rows`.

    Raises:
        Denied: contact is not open.
    """
    case_access.needs(Kind.CONTACT)
    case: Case = _select_case_with_owner_and_person(case_access.file_id).get()
    consents: list[Consent] = bind_rows_to_access(select_consents_not_entered_in_error(case), case_access)
    return list_newest_contact_channel_rows(
        case, case_access, checks=list_danger_checks(case), consents=consents, tell=case_access.sees
    )


def get_person(case_access: CaseAccess) -> Person:
    """The person with their case, opened for the reader. Raises Denied where identity is not open."""
    case_access.needs(Kind.IDENTITY)
    people = Person.objects.select_related("case", "language", "changed_by").opened_for(case_access)
    return people.get(pk=case_access.file_id)


def get_point_of_contact_and_stand_in_ids(case_id: UUID) -> PointOfContactAndStandIn:
    """The accounts of the point of contact and of the stand-in."""
    return PointOfContactAndStandIn(
        *_select_case_with_owner_and_person(case_id).values_list("point_of_contact_id", "stand_in_id").get()
    )


def _select_case_with_owner_and_person(case: UUID) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk=case).select_related("owner", "person__language", "person__changed_by")
