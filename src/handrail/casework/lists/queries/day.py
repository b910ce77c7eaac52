"""What of the cases themselves belongs on somebody's day: time limits, prompts, reviews, offers, agreements that end.

Rows are found first, by the numbers of the cases; then the door is asked of all of them at once; what is drawn of
that which it opens is named. So a day costs as many statements for one case as for hundreds, no statement repeats who
may see what, and nothing is opened that is not shown.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
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
from handrail.casework.lists.queries.case_wanted import Scope, Wanted, apart, filtered
from handrail.casework.offers.models import Referral
from handrail.casework.offers.states import Answer
from handrail.kernel.kept_phrases import phrase
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, many, statement
from handrail.vault.box import Box

AHEAD = datetime.timedelta(days=14)
MOST = 30  # of each sort
MOST_CASES = 1_000
MOST_OF_ONE = 150
MOST_OF_A_TEAM = 400
"""More are not looked at for a day: those with the nearest days come first, and the page says how many."""


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
    """A row before the door was asked: the kind that it tells of, whether only those who work on the case get it.

    What is sealed in it, or costs to read, is put in by `make` where the row is drawn.
    """

    case_id: UUID
    needs: Kind | None
    row: DayRow
    make: Make | None = None
    inside: bool = False
    named: bool = True


class Let(NamedTuple):
    """A row that the door lets through. Its name and what is sealed in it are opened where it is drawn, if it is."""

    row: DayRow
    reference: str
    found: Found | None = None
    case: DayCase | None = None
    sight: Sight | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows that the door lets through, and how many of the cases it opens."""

    rows: list[Let]
    cases: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Rows with their names, and the kinds that were shown of each case: of others nothing was opened."""

    rows: list[DayRow]
    shown: dict[UUID, tuple[str, ...]]


COLUMNS = ("pk", "owner_id", "reference", "phase", "changes_on", "person__called")


def cases_of(actor: Actor, *, team: bool) -> list[DayCase]:
    """The actor's open cases, or the team's: those with the nearest day first, and only so many."""
    if not team:
        named = (row[:-1] for row in _named_on().rows(user=actor.user_id))
        return [*{row.pk: row for row in _cases(named)}.values()]
    dated = _cases(_nearest(dated=True).rows(body=actor.body_id))
    more = MOST_OF_A_TEAM - len(dated)
    return dated + (_cases(_nearest(dated=False).rows(body=actor.body_id))[:more] if more else [])


NAMED = ("point_of_contact", "stand_in")
"""How somebody is named on a case of theirs. Each is asked for by itself, as each has an index of its own."""


@statement
def _named_on() -> Asked:
    first, other = (
        Case.objects.filter(closed_at__isnull=True, **{how: given("user")}).values_list(*COLUMNS, "next_due")
        for how in NAMED
    )
    return first.union(other, all=True).order_by(F("next_due").asc(nulls_last=True))[:MOST_OF_ONE]


@statement
def _nearest(*, dated: bool) -> Asked:
    rows = Case.objects.filter(closed_at__isnull=True, owner=given("body"), next_due__isnull=not dated)
    return rows.order_by("next_due" if dated else "-opened_at").values_list(*COLUMNS)[:MOST_OF_A_TEAM]


def count_of(actor: Actor) -> int:
    """How many open cases the actor's organisation holds, up to one more than a thousand."""
    return _open_ones().count(body=actor.body_id)


def count_of_mine(actor: Actor) -> int:
    """How many open cases the actor is named on, up to one more than a thousand: where a day does not look at all."""
    anybody, shape, values = apart(actor, Wanted(Scope.MINE))
    return _open_to(anybody, shape).count(**values)


@statement
def _open_to(anybody: Actor, shape: Wanted) -> Asked:
    cases = filtered(anybody, shape, given("today"), given("soon"))
    return cases.values_list("owner_id")[: MOST_CASES + 1]


@statement
def _open_ones() -> Asked:
    return Case.objects.filter(owner=given("body"), closed_at__isnull=True).values_list("owner_id")[
        : MOST_CASES + 1
    ]


def opened(actor: Actor, mine: Iterable[DayCase], found: Iterable[Found]) -> Opened:
    """Ask the door of every case at once, and let through what it opens. Two statements, whatever the number."""
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _others(others)}
    seen = policy.sights(actor, [FileFacts(row.pk, row.owner_id) for row in known.values()], today())
    let = [
        _let(row, known[row.case_id], seen[row.case_id]) for row in found if _lets(seen.get(row.case_id), row)
    ]
    return Opened(let, len(cases.keys() & seen.keys()))


def drawn(rows: Iterable[Let]) -> Drawn:
    """The rows as they are shown. One statement, for the keys."""
    rows = list(rows)
    numbers = {one.case.pk for one in rows if one.case}
    names = _Names(boxes(numbers) if numbers else {})
    told = [_drawn(one, names) for one in rows]
    sights = {one.case.pk: one.sight for one in rows if one.case and one.sight}
    shown = {key: tuple(sorted(kind.value for kind in sights[key].shown)) for key in sorted(sights)}
    return Drawn(told, shown)


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
            DayRow(
                "referral",
                say("Answer a referral from {owner}", owner=owner),
                who=service,
                started=timezone.localtime(sent_at).date(),
                number=pk,
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
    """Whether the row is open. It isn't shown by that: what is, is noted where it is drawn."""
    if sight is None or (row.inside and not sight.inside):
        return False
    return row.needs is None or row.needs in sight.kinds


def _let(found: Found, case: DayCase, sight: Sight) -> Let:
    return Let(found.row, case.reference, found, case, sight)


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


def _drawn(one: Let, names: _Names) -> DayRow:
    found, case, sight = one.found, one.case, one.sight
    if found is None or case is None or sight is None:
        return one.row._replace(joined=one.joined)
    named = (found.named or sight.inside) and sight.sees(Kind.IDENTITY)
    if found.needs:
        sight.sees(found.needs)
    row = found.make(sight, names.keys.get(case.pk)) if found.make else found.row
    return row._replace(
        case_id=case.pk,
        reference=case.reference,
        called=names.of(case) if named else "",
        phase=case.phase if sight.sees(Kind.PATHWAY) else "",
        joined=one.joined,
    )


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
            yield Found(case.pk, Kind.PATHWAY, row)


DUE = ("case_id", "code", "title", "who", "confidence", "kind", "started", "due_on")
SAID = ("why", "rule", "source")
"""Sentences that are put together again from what is kept of them: only for a row that is drawn."""


def _dues(cases: Mapping[UUID, DayCase], *, ours: bool) -> Iterable[Found]:
    now = today()
    for told in _due_of(ours=ours).rows(cases=[*cases], today=now, until=now + AHEAD):
        case_id, code, title, who, confidence, kind, started, due_on, *said = told
        row = DayRow(
            "due",
            title,
            code=code,
            who=who,
            confidence=confidence,
            kind=kind,
            ours=ours,
            started=started,
            due_on=due_on,
        )
        yield Found(case_id, Kind.PATHWAY, row, _with_reasons(row, said))


def _with_reasons(row: DayRow, said: Iterable[str]) -> Make:
    return lambda _sight, _box: row._replace(**dict(zip(SAID, map(phrase, said), strict=True)))


@statement
def _due_of(*, ours: bool) -> Asked:
    rows = Due.objects.filter(case_id__in=many("cases"), ended_on__isnull=True, ours=ours)
    if ours:
        rows = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=given("until")))
    rows = rows.exclude(kind__in=NOT_A_TASK).exclude(
        code__in=LAPSING | LAPSING_CLOCKS, due_on__lt=given("today")
    )
    as_kept = {f"{name}_kept": Cast(name, TextField()) for name in SAID}
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "started", "id")
    return rows.annotate(**as_kept).values_list(*DUE, *as_kept)[:MOST]


def _reviews(cases: Mapping[UUID, DayCase]) -> Iterable[Found]:
    for case_id, review_on, because in _review_of().rows(cases=[*cases], until=today() + AHEAD):
        row = DayRow("review", "Review the safety plan", due_on=review_on, why=_because(because))
        yield Found(case_id, Kind.SAFETY, row)


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
        row = DayRow("offer", say("Ask about: {service}", service=service), started=on, number=pk)
        yield Found(case_id, Kind.SUPPORT, row)


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
        yield Found(case_id, Kind.SUPPORT, row)


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
        yield Found(file_id, Kind.CONSENT, row)


@statement
def _agreed_of() -> Asked:
    live = Grant.objects.live(given("today")).filter(
        file_id__in=many("cases"), to_body__isnull=False, ground=Ground.CONSENT
    )
    return live.values_list("file_id", "to_body__name", "until")
