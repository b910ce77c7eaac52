"""What the case page must know of the work beyond its lists, in one statement."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Away, Contact, Dependant, HandOver
from handrail.caseload.queries.cover import RingFirst
from handrail.caseload.states import AtRisk, ContactState
from handrail.casework.case.models import Case
from handrail.casework.case.states import ChannelKind
from handrail.kernel.dates import MONTHS
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, statement

AT_RISK = (AtRisk.YES, AtRisk.UNSURE)


@dataclass(frozen=True, slots=True)
class InTouch:
    """The last contact that was held: its day, by which way, with whom."""

    on: datetime.date
    channel: str
    with_whom: str


@dataclass(frozen=True, slots=True)
class Head:
    """Whom to ring first where that is not the point of contact; what is missing; how many depend on the person, and of
    how many of those nobody can say that they are safe."""

    reference: str
    closed: bool
    ring_first: RingFirst | None
    no_stand_in: bool
    dependants: int
    at_risk: int
    hand_over_id: UUID | None
    in_touch: InTouch | None


def head_of(sight: Sight) -> Head:
    """One statement."""
    return _head(_of_case().models(case=sight.file_id, today=today())[0])


@statement
def _of_case() -> Asked:
    waits = HandOver.objects.filter(case=OuterRef("pk"), state="asked").values("pk")[:1]
    depend = Dependant.objects.filter(case=OuterRef("pk"), taken_out_at__isnull=True).order_by()
    counted = depend.values("case").annotate(n=Count("pk")).values("n")
    held = Contact.objects.filter(case=OuterRef("pk"), state=ContactState.HELD)
    last = held.order_by("-on", F("at_time").desc(nulls_last=True), "-pk")
    return (
        Case.objects.filter(pk=given("case"))
        .select_related("point_of_contact", "stand_in")
        .annotate(
            first_away=Subquery(_away("point_of_contact").values("until")[:1]),
            second_away=Exists(_away("stand_in")),
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


def _head(case: Any) -> Head:
    touched = case.touched_on
    return Head(
        reference=case.reference,
        closed=case.closed_at is not None,
        ring_first=_ring(case) if case.first_away else None,
        no_stand_in=case.stand_in_id is None,
        dependants=case.depend or 0,
        at_risk=case.risk or 0,
        hand_over_id=case.waits,
        in_touch=InTouch(touched, ChannelKind(case.touched_by).label, case.touched_with) if touched else None,
    )


def _away(field: str) -> "QuerySet[Away]":
    days = Q(since__lte=given("today"), until__gte=given("today"), taken_back_at__isnull=True)
    return Away.objects.filter(days, user=OuterRef(field)).order_by("-until")


def _ring(case: "Case") -> RingFirst:
    first, second = case.point_of_contact, case.stand_in
    last: datetime.date = case.first_away  # type: ignore[attr-defined]  # annotated
    until = say("{day} {month}", day=last.day, month=MONTHS[last.month - 1])
    why = say("{name} is away until {until}", name=first.name, until=until)
    if second is None:
        return RingFirst(
            "the duty lead", "", say("{why}, and nobody stands in", why=why), stands_in=False, nobody=True
        )
    if case.second_away:  # type: ignore[attr-defined]  # annotated
        return RingFirst(
            "the duty lead",
            "",
            say("{why}, and so is {name}", why=why, name=second.name),
            stands_in=False,
            nobody=True,
        )
    return RingFirst(
        second.name,
        second.work_phone,
        say("{why}, and {name} stands in", why=why, name=second.name),
        True,
        nobody=False,
    )
