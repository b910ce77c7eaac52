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

from handrail.people.cases.case_filter import CaseFilter, CaseScope, filter_cases, parameterise
from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS, LAPSING_PROMPTS
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due import KINDS_WITHOUT_TASK
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.states import ReferralAnswer
from handrail.people.records.models import Case, Offer, SafetyPlan
from handrail.people.records.sealing import get_ciphers, unseal_value
from handrail.people.records.states import OfferAnswer, ReviewTrigger
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.grounds import Ground
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.today import today
from handrail.platform.kernel.message_codec import decode_message
from handrail.platform.kernel.messages import msg
from handrail.platform.prepared import Asked, given, many, statement
from handrail.platform.vault.cipher import Cipher

DAYS_AHEAD = datetime.timedelta(days=14)
MOST_PER_SORT = 30  # of each sort
MOST_CASES = 1_000
MOST_CASES_OF_WORKER = 150
MOST_CASES_OF_TEAM = 400
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


RowMaker = Callable[[CaseAccess, Cipher | None], DayRow]


class Candidate(NamedTuple):
    """A row before the door was asked: the kind that it tells of, whether only those who work on the case get it.

    What is sealed in it, or costs to read, is put in by `make` where the row is drawn.
    """

    case_id: UUID
    needs: Kind | None
    row: DayRow
    make: RowMaker | None = None
    inside: bool = False
    named: bool = True


class Visible(NamedTuple):
    """A row that the door lets through. Its name and what is sealed in it are opened where it is drawn, if it is."""

    row: DayRow
    reference: str
    found: Candidate | None = None
    case: DayCase | None = None
    case_access: CaseAccess | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class VisibleRows:
    """The rows that the door lets through, and how many of the cases it opens."""

    rows: list[Visible]
    cases: int


@dataclass(frozen=True, slots=True)
class RenderedRows:
    """Rows with their names, and the kinds that were shown of each case: of others nothing was opened."""

    rows: list[DayRow]
    shown: dict[UUID, tuple[str, ...]]


COLUMNS = ("pk", "owner_id", "reference", "phase", "changes_on", "person__called")


def get_day_cases(actor: Actor, *, team: bool) -> list[DayCase]:
    """The actor's open cases, or the team's: those with the nearest day first, and only so many."""
    if not team:
        named = (row[:-1] for row in _select_named_cases().rows(user=actor.user_id))
        return [*{row.pk: row for row in _make_day_cases(named)}.values()]
    dated = _make_day_cases(_select_nearest_cases(dated=True).rows(body=actor.body_id))
    more = MOST_CASES_OF_TEAM - len(dated)
    return dated + (
        _make_day_cases(_select_nearest_cases(dated=False).rows(body=actor.body_id))[:more] if more else []
    )


NAMED_AS = ("point_of_contact", "stand_in")
"""How somebody is named on a case of theirs. Each is asked for by itself, as each has an index of its own."""


@statement
def _select_named_cases() -> Asked:
    first, other = (
        Case.objects.filter(closed_at__isnull=True, **{how: given("user")}).values_list(*COLUMNS, "next_due")
        for how in NAMED_AS
    )
    return first.union(other, all=True).order_by(F("next_due").asc(nulls_last=True))[:MOST_CASES_OF_WORKER]


@statement
def _select_nearest_cases(*, dated: bool) -> Asked:
    rows = Case.objects.filter(closed_at__isnull=True, owner=given("body"), next_due__isnull=not dated)
    return rows.order_by("next_due" if dated else "-opened_at").values_list(*COLUMNS)[:MOST_CASES_OF_TEAM]


def count_team_cases(actor: Actor) -> int:
    """How many open cases the actor's organisation holds, up to one more than a thousand."""
    return _select_open_of_body().count(body=actor.body_id)


def count_own_cases(actor: Actor) -> int:
    """How many open cases the actor is named on, up to one more than a thousand: where a day does not look at all."""
    anybody, shape, values = parameterise(actor, CaseFilter(CaseScope.MINE))
    return _select_open_to(anybody, shape).count(**values)


@statement
def _select_open_to(anybody: Actor, shape: CaseFilter) -> Asked:
    cases = filter_cases(anybody, shape, given("today"), given("soon"))
    return cases.values_list("owner_id")[: MOST_CASES + 1]


@statement
def _select_open_of_body() -> Asked:
    return Case.objects.filter(owner=given("body"), closed_at__isnull=True).values_list("owner_id")[
        : MOST_CASES + 1
    ]


def filter_visible(actor: Actor, mine: Iterable[DayCase], found: Iterable[Candidate]) -> VisibleRows:
    """Ask the door of every case at once, and let through what it opens. Two statements, whatever the number."""
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _get_other_cases(others)}
    seen = policy.access_for_files(
        actor, [FileFacts(row.pk, row.owner_id) for row in known.values()], today()
    )
    let = [
        _make_visible(row, known[row.case_id], seen[row.case_id])
        for row in found
        if _is_visible(seen.get(row.case_id), row)
    ]
    return VisibleRows(let, len(cases.keys() & seen.keys()))


def render_rows(rows: Iterable[Visible]) -> RenderedRows:
    """The rows as they are shown. One statement, for the keys."""
    rows = list(rows)
    numbers = {one.case.pk for one in rows if one.case}
    names = _NameReader(get_ciphers(numbers) if numbers else {})
    told = [_render_row(one, names) for one in rows]
    sights = {one.case.pk: one.case_access for one in rows if one.case and one.case_access}
    shown = {key: tuple(sorted(kind.value for kind in sights[key].shown)) for key in sorted(sights)}
    return RenderedRows(told, shown)


def get_case_candidates(mine: Iterable[DayCase]) -> list[Candidate]:
    """Everything that the cases themselves ask for, in seven statements."""
    cases = {case.pk: case for case in mine}
    return [
        *_find_unevaluated(cases),
        *_find_dues(cases, ours=True),
        *_find_dues(cases, ours=False),
        *_find_reviews(cases),
        *_find_unanswered_offers(cases),
        *_find_sent_referrals(cases),
        *_find_ending_agreements(cases),
    ]


def get_referral_candidates(actor: Actor) -> list[Candidate]:
    """Referrals to the actor's organisation that nobody has answered, the longest waiting first."""
    return [
        Candidate(
            case_id,
            None,
            DayRow(
                "referral",
                msg("Answer a referral from {owner}", owner=owner),
                who=service,
                started=timezone.localtime(sent_at).date(),
                number=pk,
            ),
            named=Kind.IDENTITY.value in kinds,
        )
        for pk, case_id, service, owner, sent_at, kinds in _select_waiting_referrals().rows(
            body=actor.body_id
        )
    ]


@statement
def _select_waiting_referrals() -> Asked:
    rows = Referral.objects.filter(to_body=given("body"), answer=ReferralAnswer.NONE_YET).order_by("sent_at")
    columns = ("pk", "case_id", "offer__service__name", "case__owner__name", "sent_at", "kinds")
    return rows.values_list(*columns)[:MOST_PER_SORT]


def _make_day_cases(rows: Iterable[tuple[object, ...]]) -> list[DayCase]:
    return [DayCase(*row) for row in rows]  # type: ignore[arg-type]


def _get_other_cases(numbers: set[UUID]) -> list[DayCase]:
    """Cases on which the actor is not named first: open ones alone."""
    return _make_day_cases(_select_open_cases().rows(cases=numbers)) if numbers else []


@statement
def _select_open_cases() -> Asked:
    return Case.objects.filter(pk__in=many("cases"), closed_at__isnull=True).values_list(*COLUMNS)


def _is_visible(case_access: CaseAccess | None, row: Candidate) -> bool:
    """Whether the row is open. It isn't shown by that: what is, is noted where it is drawn."""
    if case_access is None or (row.inside and not case_access.inside):
        return False
    return row.needs is None or row.needs in case_access.kinds


def _make_visible(found: Candidate, case: DayCase, case_access: CaseAccess) -> Visible:
    return Visible(found.row, case.reference, found, case, case_access)


class _NameReader:
    """What the people are called, each opened once however many rows tell of them."""

    def __init__(self, keys: Mapping[UUID, Cipher]) -> None:
        self.keys, self._opened = keys, dict[UUID, str]()

    def of(self, case: DayCase) -> str:
        """What the person is called."""
        if case.pk not in self._opened:
            box = self.keys.get(case.pk)
            self._opened[case.pk] = unseal_value(box, "records.Person", "called", case.pk, case.called)
        return self._opened[case.pk]


def _render_row(one: Visible, names: _NameReader) -> DayRow:
    found, case, case_access = one.found, one.case, one.case_access
    if found is None or case is None or case_access is None:
        return one.row._replace(joined=one.joined)
    named = (found.named or case_access.inside) and case_access.sees(Kind.IDENTITY)
    if found.needs:
        case_access.sees(found.needs)
    row = found.make(case_access, names.keys.get(case.pk)) if found.make else found.row
    return row._replace(
        case_id=case.pk,
        reference=case.reference,
        called=names.of(case) if named else "",
        phase=case.phase if case_access.sees(Kind.PATHWAY) else "",
        joined=one.joined,
    )


def _find_unevaluated(cases: Mapping[UUID, DayCase]) -> Iterable[Candidate]:
    """Cases whose day of change has passed: the rules could not be asked, and what is due is not known."""
    row = DayRow(
        "unworked",
        "Look at what is due: it could not be worked out",
        why="What is due on this case could not be worked out again on the day on which it changes. What its page "
        "says may be old. Nothing is lost.",
    )
    for case in cases.values():
        if case.changes_on and case.changes_on < today():
            yield Candidate(case.pk, Kind.PATHWAY, row)


DUE_COLUMNS = ("case_id", "code", "title", "who", "confidence", "kind", "started", "due_on")
PHRASE_COLUMNS = ("why", "rule", "source")
"""Sentences that are put together again from what is kept of them: only for a row that is drawn."""


def _find_dues(cases: Mapping[UUID, DayCase], *, ours: bool) -> Iterable[Candidate]:
    now = today()
    for told in _select_dues(ours=ours).rows(cases=[*cases], today=now, until=now + DAYS_AHEAD):
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
        yield Candidate(case_id, Kind.PATHWAY, row, _make_with_phrases(row, said))


def _make_with_phrases(row: DayRow, said: Iterable[str]) -> RowMaker:
    return lambda _sight, _box: row._replace(
        **dict(zip(PHRASE_COLUMNS, map(decode_message, said), strict=True))
    )


@statement
def _select_dues(*, ours: bool) -> Asked:
    rows = Due.objects.filter(case_id__in=many("cases"), ended_on__isnull=True, ours=ours)
    if ours:
        rows = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=given("until")))
    rows = rows.exclude(kind__in=KINDS_WITHOUT_TASK).exclude(
        code__in=LAPSING_PROMPTS | LAPSING_CLOCKS, due_on__lt=given("today")
    )
    as_kept = {f"{name}_kept": Cast(name, TextField()) for name in PHRASE_COLUMNS}
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "started", "id")
    return rows.annotate(**as_kept).values_list(*DUE_COLUMNS, *as_kept)[:MOST_PER_SORT]


def _find_reviews(cases: Mapping[UUID, DayCase]) -> Iterable[Candidate]:
    for case_id, review_on, because in _select_reviews().rows(cases=[*cases], until=today() + DAYS_AHEAD):
        row = DayRow("review", "Review the safety plan", due_on=review_on, why=_describe_trigger(because))
        yield Candidate(case_id, Kind.SAFETY, row)


@statement
def _select_reviews() -> Asked:
    rows = SafetyPlan.objects.filter(case_id__in=many("cases"), is_newest=True, review_on__lte=given("until"))
    return rows.order_by("review_on").values_list("case_id", "review_on", "review_because")[:MOST_PER_SORT]


def _describe_trigger(code: str) -> str:
    """What made the review due before its day; nothing where its day came."""
    return ReviewTrigger(code).label.lower() if code and code != ReviewTrigger.DAY else ""


def _find_unanswered_offers(cases: Mapping[UUID, DayCase]) -> Iterable[Candidate]:
    """What was offered and not answered. One that was sent to another body waits for that body first."""
    for pk, case_id, service, on in _select_unanswered_offers().rows(cases=[*cases]):
        row = DayRow("offer", msg("Ask about: {service}", service=service), started=on, number=pk)
        yield Candidate(case_id, Kind.SUPPORT, row)


@statement
def _select_unanswered_offers() -> Asked:
    rows = Offer.objects.filter(case_id__in=many("cases"), answer=OfferAnswer.NONE_YET, referral__isnull=True)
    return rows.order_by("offered_on").values_list("pk", "case_id", "service__name", "offered_on")[
        :MOST_PER_SORT
    ]


def _find_sent_referrals(cases: Mapping[UUID, DayCase]) -> Iterable[Candidate]:
    """Referrals of ours that another body has not answered for good."""
    for pk, case_id, service, body, sent_at in _select_sent_referrals().rows(cases=[*cases]):
        since = timezone.localtime(sent_at).date()
        row = DayRow(
            "sent",
            msg("An answer about: {service}", service=service),
            who=body,
            ours=False,
            started=since,
            number=pk,
        )
        yield Candidate(case_id, Kind.SUPPORT, row)


@statement
def _select_sent_referrals() -> Asked:
    rows = Referral.objects.filter(
        case_id__in=many("cases"), answer__in=[ReferralAnswer.NONE_YET, ReferralAnswer.WAITING]
    )
    columns = ("pk", "case_id", "offer__service__name", "to_body__name", "sent_at")
    return rows.order_by("sent_at").values_list(*columns)[:MOST_PER_SORT]


def _find_ending_agreements(cases: Mapping[UUID, DayCase]) -> Iterable[Candidate]:
    """What was agreed to be shared with a body, and ends within the days ahead: the person is asked again."""
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in _select_agreements().rows(cases=[*cases], today=today()):
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    ending = {key: until for key, until in last.items() if until <= today() + DAYS_AHEAD}
    for (file_id, body), until in sorted(ending.items(), key=lambda item: item[1])[:MOST_PER_SORT]:
        row = DayRow("agreement", msg("Ask again about sharing with {body}", body=body), due_on=until)
        yield Candidate(file_id, Kind.CONSENT, row)


@statement
def _select_agreements() -> Asked:
    live = Grant.objects.live(given("today")).filter(
        file_id__in=many("cases"), to_body__isnull=False, ground=Ground.CONSENT
    )
    return live.values_list("file_id", "to_body__name", "until")
