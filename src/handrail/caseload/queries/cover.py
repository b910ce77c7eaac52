"""Who is away, who stands in, which cases have nobody who would; and whom to ring first about a case now."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.models import User
from handrail.access.policy import FileFacts
from handrail.access.roles import CARDS, Permission, Way
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Away
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, unsealed
from handrail.vault.box import Box

MOST = 100
SOON = datetime.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class RingFirst:
    """Whom to ring now: the point of contact, or who stands in while they are away; and why."""

    name: str
    phone: str
    why: str
    stands_in: bool
    nobody: bool


@dataclass(frozen=True, slots=True)
class AwayLine:
    """Somebody's days away."""

    away_id: UUID
    name: str
    user_id: int
    since: datetime.date
    until: datetime.date
    now: bool


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A case that nobody would answer for, or that a stand-in answers for now."""

    reference: str
    called: str
    contact: str
    stand_in: str
    away_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Cover:
    """Days away that count today or soon, cases without a stand-in, cases whose stand-in is first today."""

    away: tuple[AwayLine, ...]
    without: tuple[CoverRow, ...]
    without_count: int
    covered: tuple[CoverRow, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def leads(actor: Actor) -> bool:
    """Whether the actor sees every case of their body, and so its whole team's cover."""
    return Way.OWNED in actor.role.card.ways and actor.may(Permission.VIEW_CASE)


def away_now(user_ids: list[int]) -> dict[int, datetime.date]:
    """Who of them is away today, and until when. One query."""
    rows = Away.objects.filter(user__in=user_ids, taken_back_at__isnull=True)
    rows = rows.filter(since__lte=today(), until__gte=today()).order_by("until")
    return dict(rows.values_list("user_id", "until"))


def _gone_of(body_id: int) -> list[int]:
    """Who of the body is away today: few, where its cases are many. Points of contact are of the body that holds."""
    rows = Away.objects.filter(user__body=body_id, taken_back_at__isnull=True)
    return list(rows.filter(since__lte=today(), until__gte=today()).values_list("user_id", flat=True))


def cover(actor: Actor) -> Cover:
    """The cover of the actor's own cases, or of the team that they lead. The same queries for 1 case and 100."""
    team = leads(actor)
    rows = _cases(actor, team)
    without = rows.filter(stand_in__isnull=True)
    gone = _gone_of(actor.body_id)
    covered = _first(rows.filter(point_of_contact__in=gone)) if gone else []
    picked = [*_first(without), *covered]
    seen = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in picked], today())
    keys = boxes({case.pk for case in picked})
    away = away_now([case.point_of_contact_id for case in picked])
    lines = {
        case.pk: _row(case, seen[case.pk], keys.get(case.pk), away) for case in picked if case.pk in seen
    }
    kinds = {kind.value for sight in seen.values() for kind in sight.shown}
    return Cover(
        away=_away(actor, team),
        without=tuple(
            lines[case.pk] for case in _unique(picked) if case.stand_in_id is None and case.pk in lines
        ),
        without_count=without.order_by()[: MOST + 1].count(),
        covered=tuple(
            lines[case.pk]
            for case in _unique(picked)
            if case.point_of_contact_id in away and case.pk in lines
        ),
        shown=tuple(seen),
        kinds=tuple(sorted(kinds)),
    )


def team_choices(actor: Actor) -> list[tuple[str, str]]:
    """Of whom the actor may say that they are away: themselves, and those whom they lead."""
    if not leads(actor):
        return [(str(actor.user_id), actor.user_name)]
    roles = [role.value for role, card in CARDS.items() if Permission.VIEW_DAY in card.permissions]
    people = User.objects.filter(body=actor.body_id, is_active=True, role__in=roles).order_by("name", "pk")
    return [(str(user.pk), user.name) for user in people]


def away_of(actor: Actor, away_id: UUID) -> AwayLine | None:
    """One entry, for whoever may take it back."""
    return next((line for line in _away(actor, leads(actor)) if line.away_id == away_id), None)


def _cases(actor: Actor, team: bool) -> QuerySet[Case]:
    mine = Q(point_of_contact=actor.user_id) | Q(stand_in=actor.user_id)
    whose = Q(owner=actor.body_id) if team else mine
    return Case.objects.filter(policy.reach(actor, today()) & whose, closed_at__isnull=True)


def _first(rows: QuerySet[Case]) -> list[Case]:
    related = rows.select_related("person", "point_of_contact", "stand_in")
    return list(related.order_by("-opened_at", "pk")[:MOST])


def _unique(cases: list[Case]) -> list[Case]:
    return list({case.pk: case for case in cases}.values())


def _away(actor: Actor, team: bool) -> tuple[AwayLine, ...]:
    whose = Q(user__body=actor.body_id) if team else Q(user=actor.user_id)
    rows = Away.objects.filter(
        whose, taken_back_at__isnull=True, until__gte=today(), since__lte=today() + SOON
    )
    return tuple(
        AwayLine(row.pk, row.user.name, row.user_id, row.since, row.until, row.since <= today())
        for row in rows.select_related("user").order_by("since", "id")[:MOST]
    )


def _row(case: Case, sight: Sight, box: Box | None, away: dict[int, datetime.date]) -> CoverRow:
    named = sight.sees(Kind.IDENTITY)
    return CoverRow(
        reference=case.reference,
        called=unsealed(box, "casework.Person", "called", case.pk, case.person.called) if named else "",
        contact=case.point_of_contact.name,
        stand_in=case.stand_in.name if case.stand_in else "",
        away_until=away.get(case.point_of_contact_id),
    )
