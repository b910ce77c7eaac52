"""What of the cases themselves belongs on somebody's day: time limits, prompts, reviews, offers, agreements that end.

Rows are found first, by the numbers of the cases; then the door is asked of all of them at once, and what it opens is
named. So a day costs as many statements for one case as for hundreds, and no statement repeats who may see what.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.models import Case, Due, Offer, Referral, SafetyPlan
from handrail.casework.next_due import NOT_A_TASK
from handrail.casework.sealing import boxes, unsealed
from handrail.casework.states import OfferAnswer, Why
from handrail.casework.states_of_referrals import Answer
from handrail.casework.still_asked import LAPSING, LAPSING_CLOCKS
from handrail.vault.box import Box

AHEAD = datetime.timedelta(days=14)
MOST = 30  # of each sort
MOST_CASES = 1_000
MOST_OF_A_TEAM = 400


@dataclass(frozen=True, slots=True)
class DayRow:
    """One thing to do, or waited on. `sort` says what it is; `number` is the row that its act is about."""

    sort: str
    title: str
    case_id: UUID | None = None
    reference: str = ""
    called: str = ""
    phase: str = ""
    code: str = ""
    who: str = ""
    why: str = ""
    rule: str = ""
    source: str = ""
    confidence: str = ""
    kind: str = ""
    ours: bool = True
    started: datetime.date | None = None
    due_on: datetime.date | None = None
    due_time: datetime.time | None = None
    number: UUID | int | None = None
    warning: bool = False
    for_whom: str = ""


class DayCase(NamedTuple):
    """What a row says of its case. The name is sealed still."""

    pk: UUID
    owner_id: int
    reference: str
    phase: str
    changes_on: datetime.date | None
    called: bytes | None


Make = Callable[[Sight, Box | None], DayRow]


class Found(NamedTuple):
    """A row before the door was asked: the kind that it tells of, whether only those who work on the case get it."""

    case_id: UUID
    needs: Kind | None
    make: Make
    inside: bool = False
    named: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows that the door opens, named; the cases that they tell of; the kinds that were shown."""

    rows: tuple[DayRow, ...]
    shown: dict[UUID, tuple[str, ...]]
    cases: int


COLUMNS = ("pk", "owner_id", "reference", "phase", "changes_on", "person__called")


def cases_of(actor: Actor, *, team: bool) -> list[DayCase]:
    """The actor's open cases; of a team those with the nearest day first, and only so many."""
    rows = Case.objects.filter(closed_at__isnull=True)
    if not team:
        mine = rows.filter(Q(point_of_contact=actor.user_id) | Q(stand_in=actor.user_id))
        return _cases(mine.values_list(*COLUMNS)[:MOST_CASES])
    ours = rows.filter(owner=actor.body_id).values_list(*COLUMNS)
    dated = _cases(ours.filter(next_due__isnull=False).order_by("next_due")[:MOST_OF_A_TEAM])
    return dated + _cases(
        ours.filter(next_due__isnull=True).order_by("-opened_at")[: MOST_OF_A_TEAM - len(dated)]
    )


def count_of(actor: Actor) -> int:
    """How many open cases the actor's organisation holds, up to one more than a thousand."""
    return Case.objects.filter(owner=actor.body_id, closed_at__isnull=True)[: MOST_CASES + 1].count()


def opened(actor: Actor, mine: Iterable[DayCase], found: Iterable[Found]) -> Opened:
    """Ask the door of every case at once, and let through what it opens. Three statements, whatever the number."""
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _others(others)}
    seen = policy.sights(actor, [FileFacts(row.pk, row.owner_id) for row in known.values()], today())
    let = [row for row in found if _lets(seen.get(row.case_id), row)]
    keys = boxes({row.case_id for row in let}) if let else {}
    rows = tuple(_named(row, known[row.case_id], seen[row.case_id], keys) for row in let)
    told = {row.case_id for row in let}
    shown = {key: tuple(sorted(kind.value for kind in seen[key].shown)) for key in sorted(told)}
    return Opened(rows, shown, len(cases.keys() & seen.keys()))


def of_the_cases(mine: Iterable[DayCase]) -> list[Found]:
    """Everything that the cases themselves ask for, in seven statements."""
    cases = {case.pk: case for case in mine}
    return [
        *_unasked(cases),
        *_dues(cases, ours=True),
        *_dues(cases, ours=False),
        *_reviews(cases),
        *_offers(cases),
        *_sent(cases),
        *_agreements(cases),
    ]


def referrals_waiting(actor: Actor) -> list[Found]:
    """Referrals to the actor's organisation that nobody has answered, the longest waiting first."""
    rows = Referral.objects.filter(to_body=actor.body_id, answer=Answer.NONE_YET).order_by("sent_at")
    columns = ("pk", "case_id", "offer__service__name", "case__owner__name", "sent_at", "kinds")
    return [
        Found(
            case_id,
            None,
            _always(
                DayRow(
                    "referral",
                    f"Answer a referral from {owner}",
                    who=service,
                    started=timezone.localtime(sent_at).date(),
                    number=pk,
                )
            ),
            named=Kind.IDENTITY.value in kinds,
        )
        for pk, case_id, service, owner, sent_at, kinds in rows.values_list(*columns)[:MOST]
    ]


def _cases(rows: Iterable[tuple[object, ...]]) -> list[DayCase]:
    return [DayCase(*row) for row in rows]  # type: ignore[arg-type]


def _others(numbers: set[UUID]) -> list[DayCase]:
    """Cases on which the actor is not named first: open ones alone."""
    rows = Case.objects.filter(pk__in=numbers, closed_at__isnull=True)
    return _cases(rows.values_list(*COLUMNS)) if numbers else []


def _lets(sight: Sight | None, row: Found) -> bool:
    if sight is None or (row.inside and not sight.inside):
        return False
    return row.needs is None or sight.sees(row.needs)


def _named(found: Found, case: DayCase, sight: Sight, keys: Mapping[UUID, Box]) -> DayRow:
    box = keys.get(case.pk)
    named = (found.named or sight.inside) and sight.sees(Kind.IDENTITY)
    return replace(
        found.make(sight, box),
        case_id=case.pk,
        reference=case.reference,
        called=unsealed(box, "casework.Person", "called", case.pk, case.called) if named else "",
        phase=case.phase if sight.sees(Kind.PATHWAY) else "",
    )


def _always(row: DayRow) -> Make:
    return lambda _sight, _box: row


def _unasked(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """Cases whose day of change has passed: the rules could not be asked, and what is due is not known."""
    row = DayRow(
        "unworked",
        "Look at what is due: it could not be worked out",
        why="What is due on this case could not be worked out again on the day on which it changes. What its page "
        "says may be old. Nothing is lost.",
    )
    for case in cases.values():
        if case.changes_on and case.changes_on < today():
            yield Found(case.pk, Kind.PATHWAY, _always(row))


DUE = (
    *("case_id", "code", "title", "who", "why", "rule", "source", "confidence", "kind"),
    *("started", "due_on"),
)


def _dues(cases: Mapping[UUID, DayCase], *, ours: bool) -> Iterable[Found]:
    now = today()
    rows = Due.objects.filter(case_id__in=[*cases], ended_on__isnull=True, ours=ours)
    if ours:
        rows = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=now + AHEAD))
    rows = rows.exclude(kind__in=NOT_A_TASK).exclude(code__in=LAPSING | LAPSING_CLOCKS, due_on__lt=now)
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "started", "id")
    for case_id, *said in rows.values_list(*DUE)[:MOST]:
        code, title, *told, started, due_on = said
        who, why, rule, source, confidence, kind = told
        row = DayRow(
            "due",
            title,
            code=code,
            who=who,
            why=why,
            rule=rule,
            source=source,
            confidence=confidence,
            kind=kind,
            ours=ours,
            started=started,
            due_on=due_on,
        )
        yield Found(case_id, Kind.PATHWAY, _always(row))


def _reviews(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    rows = SafetyPlan.objects.filter(case_id__in=[*cases], is_newest=True, review_on__lte=today() + AHEAD)
    columns = ("case_id", "review_on", "review_because")
    for case_id, review_on, because in rows.order_by("review_on").values_list(*columns)[:MOST]:
        row = DayRow("review", "Review the safety plan", due_on=review_on, why=_because(because))
        yield Found(case_id, Kind.SAFETY, _always(row))


def _because(code: str) -> str:
    """What made the review due before its day; nothing where its day came."""
    return Why(code).label.lower() if code and code != Why.DAY else ""


def _offers(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """What was offered and not answered. One that was sent to another body waits for that body first."""
    rows = Offer.objects.filter(case_id__in=[*cases], answer=OfferAnswer.NONE_YET, referral__isnull=True)
    columns = ("pk", "case_id", "service__name", "offered_on")
    for pk, case_id, service, on in rows.order_by("offered_on").values_list(*columns)[:MOST]:
        yield Found(
            case_id, Kind.SUPPORT, _always(DayRow("offer", f"Ask about: {service}", started=on, number=pk))
        )


def _sent(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """Referrals of ours that another body has not answered for good."""
    rows = Referral.objects.filter(case_id__in=[*cases], answer__in=[Answer.NONE_YET, Answer.WAITING])
    columns = ("pk", "case_id", "offer__service__name", "to_body__name", "sent_at")
    for pk, case_id, service, body, sent_at in rows.order_by("sent_at").values_list(*columns)[:MOST]:
        since = timezone.localtime(sent_at).date()
        row = DayRow("sent", f"An answer about: {service}", who=body, ours=False, started=since, number=pk)
        yield Found(case_id, Kind.SUPPORT, _always(row))


def _agreements(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """What was agreed to be shared with a body, and ends within the days ahead: the person is asked again."""
    live = Grant.objects.live(today()).filter(
        file_id__in=[*cases], to_body__isnull=False, ground=Ground.CONSENT
    )
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in live.values_list("file_id", "to_body__name", "until"):
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    ending = {key: until for key, until in last.items() if until <= today() + AHEAD}
    for (file_id, body), until in sorted(ending.items(), key=lambda item: item[1])[:MOST]:
        row = DayRow("agreement", f"Ask again about sharing with {body}", due_on=until)
        yield Found(file_id, Kind.CONSENT, _always(row))
