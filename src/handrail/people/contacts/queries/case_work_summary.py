"""What the case page must know of the work beyond its lists."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.people.cases.panels import CaseLines
from handrail.people.contacts.queries.absence_cover import ColleagueToRingFirst
from handrail.people.records.sql_union import SqlRow
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.kernel.dates import MONTHS
from handrail.platform.kernel.messages import msg


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
    person_to_ring: ColleagueToRingFirst | None
    no_stand_in: bool
    dependants: int
    at_risk: int
    hand_over_id: UUID | None
    in_touch: LastContact | None


def get_work_summary(lines: CaseLines) -> CaseWorkSummary:
    """From what one statement told of the case."""
    head, touched = lines["head"][0], next(iter(lines.get("touched", [])), None)
    return CaseWorkSummary(
        reference=head.a,
        closed=head.moment is not None,
        person_to_ring=_make_colleague_to_ring_first(head) if head.until else None,
        no_stand_in=head.c is None,
        dependants=lines["dependants"][0].number,
        at_risk=lines["at_risk"][0].number,
        hand_over_id=head.pk,
        in_touch=LastContact(touched.day, ContactChannelKind(touched.a).label, touched.b)
        if touched
        else None,
    )


def _make_colleague_to_ring_first(head: SqlRow) -> ColleagueToRingFirst:
    """`b` is the point of contact, who is away; `c` the stand-in, `flag` whether they are away too, `d` their phone."""
    until = msg("{day} {month}", day=head.until.day, month=MONTHS[head.until.month - 1])
    why = msg("{name} is away until {until}", name=head.b, until=until)
    if head.c is None:
        return ColleagueToRingFirst(
            "the duty lead", "", msg("{why}, with no stand-in", why=why), until, stands_in=False, nobody=True
        )
    if head.flag:
        return ColleagueToRingFirst(
            "the duty lead",
            "",
            msg("{why}, and so is {name}", why=why, name=head.c),
            until,
            stands_in=False,
            nobody=True,
        )
    return ColleagueToRingFirst(
        head.c, head.d, msg("{why}; {name} is the stand-in", why=why, name=head.c), until, True, nobody=False
    )
