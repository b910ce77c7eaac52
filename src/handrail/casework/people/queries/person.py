"""Who the person is, how to reach them safely, what keeps them safe."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.models import User
from handrail.access.roles import Role
from handrail.casework.case.models import Case, Consent, DangerCheck, Person, PlanReview, SafetyPlan
from handrail.casework.case.sealing import read
from handrail.casework.case.states import ChannelKind, Danger, Matter, Said, Sure, Why, Worry, YesNo
from handrail.casework.people.models import Channel, SafestContact
from handrail.casework.people.states import ON_THEIR_PHONE, Safe
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box

ALARMING = (Sure.YES, Sure.UNSURE)
NOT_TOLD = "Ask the point of contact before you use it"


@dataclass(frozen=True, slots=True)
class Who:
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


@dataclass(frozen=True, slots=True)
class ChannelLine:
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


@dataclass(frozen=True, slots=True)
class Safest:
    """The safest way and time to reach the person, in the words of whoever asked last."""

    how: str
    asked_at: datetime.datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class WorryLine:
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
        return self.answer in ALARMING


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody to ring at once: a duty lead of the body that holds the case."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Safety:
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
    worries: tuple[WorryLine, ...] = ()
    review_because: str = ""
    reviewed_at: datetime.datetime | None = None
    reviewed_by: str = ""
    leads: tuple[Lead, ...] = ()


def who_is(person: Person, box: Box | None, *, place: bool) -> Who:
    """Who the person is, read with their key. Where they are is told only with how to reach them."""
    born = read(box, person, "date_of_birth")
    return Who(
        called=read(box, person, "called"),
        full_name=read(box, person, "full_name"),
        date_of_birth=datetime.date.fromisoformat(born) if born else None,
        where_now=read(box, person, "where_now") if place else "",
        language=person.language.name if person.language else "",
        language_tag=person.language.tag if person.language else "",
        interpreter=YesNo(person.interpreter).label,
        interpreter_code=person.interpreter,
        version=person.version,
        changed_at=person.changed_at,
        changed_by=person.changed_by.name if person.changed_by else "",
    )


def checks_of(case: Case) -> list[DangerCheck]:
    """Every danger check, newest first: one query, whatever is asked of them."""
    return _checks().models(case=case.pk)


@statement
def _checks() -> Asked:
    return DangerCheck.objects.filter(case=given("case")).select_related("asked_by").order_by("-id")


def channels_of(
    case: Case,
    box: Box | None,
    *,
    checks: Sequence[DangerCheck],
    consents: Sequence[Consent],
    tell: Callable[[Kind], bool],
) -> tuple[ChannelLine, ...]:
    """Every way to reach the person, with the newest word on each.

    A way that danger or the person's own word closes is never shown as safe. `tell` is asked whether the kind of
    information that says why is open, and only where there is a why.
    """
    newest: dict[str, Channel] = {}
    for row in _channels().models(case=case.pk):
        newest[row.kind] = row
    closed = _closed(checks, consents)
    because = {kind: why if tell(of) else NOT_TOLD for kind, (of, why) in closed.items()}
    return tuple(_channel(kind, newest.get(kind), box, because.get(kind, "")) for kind in ChannelKind)


@statement
def _channels() -> Asked:
    return Channel.objects.filter(case=given("case")).select_related("asked_by").order_by("id")


def closed_ways(case_id: UUID) -> dict[ChannelKind, str]:
    """Ways that count as not safe whatever was said of them, with the reason: for whoever plans to use one."""
    return closed_ways_of([case_id])[case_id]


def closed_ways_of(cases: Collection[UUID]) -> dict[UUID, dict[ChannelKind, str]]:
    """The same of each of these cases. Two statements, whatever the number."""
    asked = DangerCheck.objects.filter(case__in=cases).exclude(phone_tracked=Sure.NOT_ASKED)
    checks = list(asked.order_by("-id"))
    said = list(Consent.objects.filter(case__in=cases, matter=Matter.CHANNEL).order_by("id"))
    found = {}
    for case in cases:
        closed = _closed(
            [row for row in checks if row.case_id == case], [row for row in said if row.case_id == case]
        )
        found[case] = {kind: why for kind, (_, why) in closed.items()}
    return found


def _closed(
    checks: Sequence[DangerCheck], consents: Sequence[Consent]
) -> Mapping[ChannelKind, tuple[Kind, str]]:
    """Ways that count as not safe whatever was said of them, each with its reason."""
    said = {row.channel: row.said for row in consents if row.matter == Matter.CHANNEL}
    closed = {
        kind: (Kind.CONSENT, "They do not want to be reached this way")
        for kind in ChannelKind
        if said.get(kind) in (Said.NO, Said.WITHDRAWN)
    }
    tracked = _newest(checks, Worry.PHONE)
    if tracked is not None and tracked.phone_tracked in ALARMING:
        closed |= dict.fromkeys(ON_THEIR_PHONE, (Kind.SAFETY, "Their phone may be tracked"))
    return closed


def _channel(kind: ChannelKind, row: Channel | None, box: Box | None, because: str) -> ChannelLine:
    if row is None:
        safe, words = (Safe.NO.value, Safe.NO.label) if because else ("not_asked", "Not asked")
        return ChannelLine(kind, kind.label, safe, words, "", "", None, "", because=because)
    return ChannelLine(
        kind=kind,
        name=kind.label,
        safe=Safe.NO.value if because else row.safe,
        words=Safe.NO.label if because else Safe(row.safe).label,
        detail=read(box, row, "detail"),
        note=read(box, row, "note"),
        asked_at=row.asked_at,
        asked_by=row.asked_by.name,
        said=row.safe,
        because=because,
        word_id=row.pk,
    )


def safest_of(case: Case, box: Box | None) -> Safest | None:
    """The newest word on the safest way to reach them."""
    row = _safest().model(case=case.pk)
    how = read(box, row, "how") if row else ""
    return Safest(how, row.asked_at, row.asked_by.name) if row and how else None


@statement
def _safest() -> Asked:
    return SafestContact.objects.filter(case=given("case")).select_related("asked_by").order_by("-id")[:1]


def safety_of(case: Case, box: Box | None, checks: Sequence[DangerCheck]) -> Safety:
    """Danger as last asked, question by question, and the newest plan."""
    check = next((row for row in checks if row.answer != Danger.NOT_ASKED), None)
    plan = _newest_plan().model(case=case.pk)
    looked = _looked(plan) if plan else None
    worries = tuple(_worry(worry, _newest(checks, worry), box) for worry in Worry)
    return Safety(
        danger=check.answer if check else Danger.NOT_ASKED,
        danger_words=Danger(check.answer).label if check else Danger.NOT_ASKED.label,
        danger_note=read(box, check, "note") if check else "",
        asked_at=check.asked_at if check else None,
        asked_by=check.asked_by.name if check else "",
        number=plan.number if plan else 0,
        plan=read(box, plan, "plan") if plan else "",
        watched=read(box, plan, "watched") if plan else "",
        if_missing=read(box, plan, "if_missing") if plan else "",
        review_on=plan.review_on if plan else None,
        written_at=plan.written_at if plan else None,
        written_by=plan.written_by.name if plan else "",
        worries=worries,
        review_because=Why(plan.review_because).label.lower() if plan and plan.review_because else "",
        reviewed_at=looked.reviewed_at if looked else None,
        reviewed_by=looked.reviewed_by.name if looked else "",
        leads=_leads(case) if _to_ring(check, worries) else (),
    )


def _looked(plan: SafetyPlan) -> PlanReview | None:
    """The last look that found this version still right."""
    row: PlanReview | None = _last_look().model(plan=plan.pk)
    return row


@statement
def _newest_plan() -> Asked:
    return SafetyPlan.objects.filter(case=given("case"), is_newest=True).select_related("written_by")


@statement
def _last_look() -> Asked:
    return PlanReview.objects.filter(plan=given("plan")).select_related("reviewed_by").order_by("-id")[:1]


def _newest(checks: Sequence[DangerCheck], worry: Worry) -> DangerCheck | None:
    return next((row for row in checks if getattr(row, worry.value) != Sure.NOT_ASKED), None)


def _worry(worry: Worry, row: DangerCheck | None, box: Box | None) -> WorryLine:
    """What was said beside the answer stands with it, unless it stands with the answer about danger already."""
    if row is None:
        return WorryLine(worry.value, worry.label, Sure.NOT_ASKED, Sure.NOT_ASKED.label, None, "")
    answer = Sure(getattr(row, worry.value))
    note = read(box, row, "note") if row.answer == Danger.NOT_ASKED else ""
    return WorryLine(worry.value, worry.label, answer, answer.label, row.asked_at, row.asked_by.name, note)


def _to_ring(check: DangerCheck | None, worries: Iterable[WorryLine]) -> bool:
    """Whether something is so that somebody must be rung, and the team's leads told."""
    harm = any(line.alarming for line in worries if line.code in (Worry.CHILDREN, Worry.SELF_HARM))
    return harm or (check is not None and check.answer in (Danger.IN_DANGER, Danger.HURT, Danger.BOTH))


def _leads(case: Case) -> tuple[Lead, ...]:
    return tuple(Lead(name, phone) for name, phone in _leads_of().rows(body=case.owner_id))


@statement
def _leads_of() -> Asked:
    leads = User.objects.filter(body=given("body"), role=Role.DUTY_LEAD, is_active=True).order_by("name")
    return leads.values_list("name", "work_phone")[:3]
