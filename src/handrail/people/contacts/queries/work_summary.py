"""What the case page must know of the work beyond its lists, in one statement."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from handrail.people.contacts.models import Absence, Contact, Dependant, HandOver
from handrail.people.contacts.queries.cover import PersonToRing
from handrail.people.contacts.states import ContactState, DependantRisk
from handrail.people.records.models import Case
from handrail.people.records.states import ChannelKind
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import MONTHS
from handrail.platform.kernel.messages import msg
from handrail.platform.prepared import Asked, given, statement

AT_RISK = (DependantRisk.YES, DependantRisk.UNSURE)


@dataclass(frozen=True, slots=True)
class LastContact:
    """The last contact that was held: its day, by which way, with whom."""

    on: datetime.date
    channel: str
    with_whom: str


@dataclass(frozen=True, slots=True)
class CaseWorkSummary:
    """Whom to ring first where that is not the point of contact; what is missing; how many depend on the person, and of
    how many of those nobody can say that they are safe."""

    reference: str
    closed: bool
    person_to_ring: PersonToRing | None
    no_stand_in: bool
    dependants: int
    at_risk: int
    hand_over_id: UUID | None
    in_touch: LastContact | None


def get_work_summary(case_access: CaseAccess) -> CaseWorkSummary:
    """One statement."""
    return _make_work_summary(_select_case_with_work().models(case=case_access.file_id, today=today())[0])


@statement
def _select_case_with_work() -> Asked:
    waits = HandOver.objects.filter(case=OuterRef("pk"), state="asked").values("pk")[:1]
    depend = Dependant.objects.filter(case=OuterRef("pk"), taken_out_at__isnull=True).order_by()
    counted = depend.values("case").annotate(n=Count("pk")).values("n")
    held = Contact.objects.filter(case=OuterRef("pk"), state=ContactState.HELD)
    last = held.order_by("-on", F("at_time").desc(nulls_last=True), "-pk")
    return (
        Case.objects.filter(pk=given("case"))
        .select_related("point_of_contact", "stand_in")
        .annotate(
            first_away=Subquery(_select_absences("point_of_contact").values("until")[:1]),
            second_away=Exists(_select_absences("stand_in")),
            waits=Subquery(waits),
            touched_on=Subquery(last.values("on")[:1]),
            touched_by=Subquery(last.values("channel")[:1]),
            touched_with=Subquery(last.values("with_user__name")[:1]),
            depend=Subquery(counted),
            risk=Subquery(
                depend.filter(at_risk__in=AT_RISK).values("case").annotate(n=Count("pk")).values("n")
            ),
        )
    )


def _make_work_summary(case: Any) -> CaseWorkSummary:
    touched = case.touched_on
    return CaseWorkSummary(
        reference=case.reference,
        closed=case.closed_at is not None,
        person_to_ring=_get_person_to_ring(case) if case.first_away else None,
        no_stand_in=case.stand_in_id is None,
        dependants=case.depend or 0,
        at_risk=case.risk or 0,
        hand_over_id=case.waits,
        in_touch=LastContact(touched, ChannelKind(case.touched_by).label, case.touched_with)
        if touched
        else None,
    )


def _select_absences(field: str) -> "QuerySet[Absence]":
    days = Q(since__lte=given("today"), until__gte=given("today"), taken_back_at__isnull=True)
    return Absence.objects.filter(days, user=OuterRef(field)).order_by("-until")


def _get_person_to_ring(case: "Case") -> PersonToRing:
    first, second = case.point_of_contact, case.stand_in
    last: datetime.date = case.first_away  # type: ignore[attr-defined]  # annotated
    until = msg("{day} {month}", day=last.day, month=MONTHS[last.month - 1])
    why = msg("{name} is away until {until}", name=first.name, until=until)
    if second is None:
        return PersonToRing(
            "the duty lead", "", msg("{why}, and nobody stands in", why=why), stands_in=False, nobody=True
        )
    if case.second_away:  # type: ignore[attr-defined]  # annotated
        return PersonToRing(
            "the duty lead",
            "",
            msg("{why}, and so is {name}", why=why, name=second.name),
            stands_in=False,
            nobody=True,
        )
    return PersonToRing(
        second.name,
        second.work_phone,
        msg("{why}, and {name} stands in", why=why, name=second.name),
        True,
        nobody=False,
    )
