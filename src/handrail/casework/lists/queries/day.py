"""What of the cases themselves belongs on somebody's day: time limits, prompts, reviews, offers, agreements that end.

Rows are found first, by the numbers of the cases; then the door is asked of all of them at once, and what it opens is
named. So a day costs as many statements for one case as for hundreds, and no statement repeats who may see what.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
from handrail.casework.case.models import Case, Offer, SafetyPlan
from handrail.casework.case.sealing import boxes, unsealed
from handrail.casework.case.states import OfferAnswer, Why
from handrail.casework.events.models import Due
from handrail.casework.events.next_due import NOT_A_TASK
from handrail.casework.events.still_asked import LAPSING, LAPSING_CLOCKS
from handrail.casework.offers.models import Referral
from handrail.casework.offers.states import Answer
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, many, statement
from handrail.vault.box import Box

AHEAD = datetime.timedelta(days=14)
MOST = 30  # of each sort
MOST_CASES = 1_000
MOST_OF_A_TEAM = 400


class DayRow(NamedTuple):
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
    joined: str = ""


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
    if not team:
        return [*{row.pk: row for row in _cases(_named_on().rows(user=actor.user_id))}.values()]
    dated = _cases(_nearest(dated=True).rows(body=actor.body_id))
    more = MOST_OF_A_TEAM - len(dated)
    return dated + (_cases(_nearest(dated=False).rows(body=actor.body_id))[:more] if more else [])


NAMED = ("point_of_contact", "stand_in")
"""How somebody is named on a case of theirs. Each is asked for by itself, as each has an index of its own."""


@statement
def _named_on() -> Asked:
    first, other = (
        Case.objects.filter(closed_at__isnull=True, **{how: given("user")}).values_list(*COLUMNS)
        for how in NAMED
    )
    return first.union(other, all=True)[:MOST_CASES]


@statement
def _nearest(*, dated: bool) -> Asked:
    rows = Case.objects.filter(closed_at__isnull=True, owner=given("body"), next_due__isnull=not dated)
    return rows.order_by("next_due" if dated else "-opened_at").values_list(*COLUMNS)[:MOST_OF_A_TEAM]


def count_of(actor: Actor) -> int:
    """How many open cases the actor's organisation holds, up to one more than a thousand."""
    return _open_ones().count(body=actor.body_id)


@statement
def _open_ones() -> Asked:
    return Case.objects.filter(owner=given("body"), closed_at__isnull=True).values_list("owner_id")[
        : MOST_CASES + 1
    ]


def opened(actor: Actor, mine: Iterable[DayCase], found: Iterable[Found]) -> Opened:
    """Ask the door of every case at once, and let through what it opens. Three statements, whatever the number."""
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _others(others)}
    seen = policy.sights(actor, [FileFacts(row.pk, row.owner_id) for row in known.values()], today())
    let = [row for row in found if _lets(seen.get(row.case_id), row)]
    keys = boxes({row.case_id for row in let}) if let else {}
    names = _Names(keys)
    rows = tuple(_named(row, known[row.case_id], seen[row.case_id], names) for row in let)
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
    return [
        Found(
            case_id,
            None,
            _always(
                DayRow(
                    "referral",
                    say("Answer a referral from {owner}", owner=owner),
                    who=service,
                    started=timezone.localtime(sent_at).date(),
                    number=pk,
                )
            ),
            named=Kind.IDENTITY.value in kinds,
        )
        for pk, case_id, service, owner, sent_at, kinds in _waiting().rows(body=actor.body_id)
    ]


@statement
def _waiting() -> Asked:
    rows = Referral.objects.filter(to_body=given("body"), answer=Answer.NONE_YET).order_by("sent_at")
    columns = ("pk", "case_id", "offer__service__name", "case__owner__name", "sent_at", "kinds")
    return rows.values_list(*columns)[:MOST]


def _cases(rows: Iterable[tuple[object, ...]]) -> list[DayCase]:
    return [DayCase(*row) for row in rows]  # type: ignore[arg-type]


def _others(numbers: set[UUID]) -> list[DayCase]:
    """Cases on which the actor is not named first: open ones alone."""
    return _cases(_open_of().rows(cases=numbers)) if numbers else []


@statement
def _open_of() -> Asked:
    return Case.objects.filter(pk__in=many("cases"), closed_at__isnull=True).values_list(*COLUMNS)


def _lets(sight: Sight | None, row: Found) -> bool:
    if sight is None or (row.inside and not sight.inside):
        return False
    return row.needs is None or sight.sees(row.needs)


class _Names:
    """What the people are called, each opened once however many rows tell of them."""

    def __init__(self, keys: Mapping[UUID, Box]) -> None:
        self.keys, self._opened = keys, dict[UUID, str]()

    def of(self, case: DayCase) -> str:
        """What the person is called."""
        if case.pk not in self._opened:
            box = self.keys.get(case.pk)
            self._opened[case.pk] = unsealed(box, "casework.Person", "called", case.pk, case.called)
        return self._opened[case.pk]


def _named(found: Found, case: DayCase, sight: Sight, names: _Names) -> DayRow:
    named = (found.named or sight.inside) and sight.sees(Kind.IDENTITY)
    return found.make(sight, names.keys.get(case.pk))._replace(
        case_id=case.pk,
        reference=case.reference,
        called=names.of(case) if named else "",
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
    for case_id, *said in _due_of(ours=ours).rows(cases=[*cases], today=now, until=now + AHEAD):
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


@statement
def _due_of(*, ours: bool) -> Asked:
    rows = Due.objects.filter(case_id__in=many("cases"), ended_on__isnull=True, ours=ours)
    if ours:
        rows = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=given("until")))
    rows = rows.exclude(kind__in=NOT_A_TASK).exclude(
        code__in=LAPSING | LAPSING_CLOCKS, due_on__lt=given("today")
    )
    return rows.order_by(F("due_on").asc(nulls_last=True), "started", "id").values_list(*DUE)[:MOST]


def _reviews(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    for case_id, review_on, because in _review_of().rows(cases=[*cases], until=today() + AHEAD):
        row = DayRow("review", "Review the safety plan", due_on=review_on, why=_because(because))
        yield Found(case_id, Kind.SAFETY, _always(row))


@statement
def _review_of() -> Asked:
    rows = SafetyPlan.objects.filter(case_id__in=many("cases"), is_newest=True, review_on__lte=given("until"))
    return rows.order_by("review_on").values_list("case_id", "review_on", "review_because")[:MOST]


def _because(code: str) -> str:
    """What made the review due before its day; nothing where its day came."""
    return Why(code).label.lower() if code and code != Why.DAY else ""


def _offers(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """What was offered and not answered. One that was sent to another body waits for that body first."""
    for pk, case_id, service, on in _offer_of().rows(cases=[*cases]):
        yield Found(
            case_id,
            Kind.SUPPORT,
            _always(DayRow("offer", say("Ask about: {service}", service=service), started=on, number=pk)),
        )


@statement
def _offer_of() -> Asked:
    rows = Offer.objects.filter(case_id__in=many("cases"), answer=OfferAnswer.NONE_YET, referral__isnull=True)
    return rows.order_by("offered_on").values_list("pk", "case_id", "service__name", "offered_on")[:MOST]


def _sent(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """Referrals of ours that another body has not answered for good."""
    for pk, case_id, service, body, sent_at in _sent_of().rows(cases=[*cases]):
        since = timezone.localtime(sent_at).date()
        row = DayRow(
            "sent",
            say("An answer about: {service}", service=service),
            who=body,
            ours=False,
            started=since,
            number=pk,
        )
        yield Found(case_id, Kind.SUPPORT, _always(row))


@statement
def _sent_of() -> Asked:
    rows = Referral.objects.filter(case_id__in=many("cases"), answer__in=[Answer.NONE_YET, Answer.WAITING])
    columns = ("pk", "case_id", "offer__service__name", "to_body__name", "sent_at")
    return rows.order_by("sent_at").values_list(*columns)[:MOST]


def _agreements(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    """What was agreed to be shared with a body, and ends within the days ahead: the person is asked again."""
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in _agreed_of().rows(cases=[*cases], today=today()):
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    ending = {key: until for key, until in last.items() if until <= today() + AHEAD}
    for (file_id, body), until in sorted(ending.items(), key=lambda item: item[1])[:MOST]:
        row = DayRow("agreement", say("Ask again about sharing with {body}", body=body), due_on=until)
        yield Found(file_id, Kind.CONSENT, _always(row))


@statement
def _agreed_of() -> Asked:
    live = Grant.objects.live(given("today")).filter(
        file_id__in=many("cases"), to_body__isnull=False, ground=Ground.CONSENT
    )
    return live.values_list("file_id", "to_body__name", "until")
