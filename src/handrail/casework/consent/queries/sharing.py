"""Who else may see the case, and who has looked."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.denied import NotOpenToYou
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.today import today
from handrail.audit.queries import Look, count_looks, looks
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import read
from handrail.kernel.saying import joined, say, small
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class GrantLine:
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


@dataclass(frozen=True, slots=True)
class Looked:
    """The newest looks at the case, and how many there are."""

    lines: tuple[Look, ...]
    count: int


def grants_of(case: Case, box: Box | None) -> tuple[GrantLine, ...]:
    """What is open to others today."""
    rows = _live_of().models(case=case.pk, today=today())
    contacts = (case.point_of_contact_id, case.stand_in_id)
    return tuple(_grant(row, box, row.to_user_id is not None and row.to_user_id in contacts) for row in rows)


@statement
def _live_of() -> Asked:
    rows = Grant.objects.live(given("today")).filter(file=given("case"))
    return rows.select_related("to_body", "to_user").order_by("given_at", "id")


def _grant(row: Grant, box: Box | None, keeps_contact: bool) -> GrantLine:
    return GrantLine(
        grant_id=row.pk,
        to=row.to_body.name if row.to_body else row.to_user.name if row.to_user else "",
        person=row.to_user_id is not None,
        keeps_contact=keeps_contact,
        kinds=tuple(Kind(kind).words for kind in row.kinds),
        ground=Ground(row.ground).words,
        because=row.because or read(box, row, "reason"),
        since=row.since,
        until=row.until,
    )


def looked_at(case_id: UUID) -> Looked:
    """The newest looks, and how many there are."""
    return Looked(tuple(looks(case_id, 60)), count_looks(case_id))


def open_to(case_id: UUID, body_code: str) -> list[str]:
    """What is open to a body today, in words: the kinds, and the ground."""
    rows = (
        Grant.objects.live(today()).filter(file=case_id, to_body__code=body_code).order_by("given_at", "id")
    )
    return [
        say(
            "{kinds} ({ground})",
            kinds=joined((Kind(kind).words for kind in row.kinds), "; "),
            ground=small(Ground(row.ground).words),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Given:
    """To whom a grant of a case is given: a body with its code, or a person."""

    name: str
    body_code: str = ""


def given_to(case_id: UUID, grant_id: int) -> Given:
    """Who may see the case by this grant. Raises NotOpenToYou where it is not one of this case."""
    row = Grant.objects.filter(file=case_id, pk=grant_id).select_related("to_body", "to_user").first()
    if row is None:
        raise NotOpenToYou
    if row.to_body:
        return Given(row.to_body.name, row.to_body.code)
    return Given(row.to_user.name if row.to_user else "")
