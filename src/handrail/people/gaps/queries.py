"""Needs of a body's cases by kind and month: offered, refused, waiting, paid by others, or never met."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from handrail.directory.funds.fund_item_kinds import get_fund_item_kind
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.people.housing.queries.gap_counts import (
    HousingRefusalCount,
    MissingProvisionCount,
    list_housing_refusal_counts,
    list_missing_provision_counts,
)
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.text_choices import FundRequestState
from handrail.people.records.models import Case, Need
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_months

PERIODS = (3, 6, 12, 24)
PLACE_NEED = "place"
NEED_NAMES = {need.code: need.name for need in NEEDS}
NEED_ORDER = {need.code: index for index, need in enumerate(NEEDS)}

type GapKey = tuple[str, datetime.date]


@dataclass(frozen=True, slots=True)
class UnmetNeedFilter:
    """How many months back, this one included, and of which kind of need where it is named."""

    months: int = 6
    need: str = ""

    @property
    def since(self) -> datetime.date:
        """The first day of the earliest month."""
        return add_months(today().replace(day=1), 1 - self.months)


@dataclass(frozen=True, slots=True)
class UnmetNeedCountRow:
    """One kind of need in one month."""

    need: str
    name: str
    month: datetime.date
    needed: int
    nothing_offered: int
    no_answer: int
    said_no: int
    met: int
    wait_days: int | None
    refused_by_funds: int
    paid_instead: int
    went_without: int
    open_to_reader: int

    @property
    def unmet(self) -> int:
        """Needs for which the person has accepted nothing."""
        return self.needed - self.met


@dataclass(frozen=True, slots=True)
class UnmetNeedRow:
    """An unmet need of a case that the reader may open."""

    reference: str
    opened_on: datetime.date
    offers: int
    waiting: int


@dataclass(frozen=True, slots=True)
class HousingGapCounts:
    """What prevented a place to sleep over the whole time: who refused, and what was missing."""

    refusals: tuple[HousingRefusalCount, ...]
    missing: tuple[MissingProvisionCount, ...]


@dataclass(slots=True)
class _UnmetNeedTally:
    needed: int = 0
    nothing: int = 0
    waiting: int = 0
    declined: int = 0
    met: int = 0
    waits: list[int] = field(default_factory=list)
    funds: int = 0
    instead: int = 0
    without: int = 0
    visible: set[UUID] = field(default_factory=set)


@acting_as_system(SystemActor.FIGURES)
def list_unmet_need_counts_by_month(actor: Actor, wanted: UnmetNeedFilter) -> tuple[UnmetNeedCountRow, ...]:
    """The gaps of the actor's body. The same statements for 1 need and 1,000.

    Returns:
        The newest month first.
    """
    require_permission(actor, Permission.VIEW_GAPS)
    tallies: defaultdict[GapKey, _UnmetNeedTally] = defaultdict(_UnmetNeedTally)
    _add_needs_to_tallies(actor, wanted, tallies)
    _add_refused_and_paid_instead_counts(actor, wanted, tallies)
    keys = [key for key in tallies if not wanted.need or key[0] == wanted.need]
    return tuple(
        _make_unmet_need_count_row(key, tallies[key])
        for key in sorted(keys, key=lambda key: (-key[1].toordinal(), NEED_ORDER[key[0]]))
    )


@acting_as_system(SystemActor.FIGURES)
def get_housing_gap_counts(actor: Actor, wanted: UnmetNeedFilter) -> HousingGapCounts:
    """Refusals of a bed, and nights with no suitable place, of the actor's body: without the day and the person."""
    require_permission(actor, Permission.VIEW_GAPS)
    if wanted.need not in ("", PLACE_NEED):
        return HousingGapCounts((), ())
    body, since = actor.body_id, wanted.since
    return HousingGapCounts(
        list_housing_refusal_counts(body_id=body, since=since),
        list_missing_provision_counts(body_id=body, since=since),
    )


def list_unmet_needs(actor: Actor, need: str, month: datetime.date) -> tuple[UnmetNeedRow, ...]:
    """Unmet needs of a kind in a month, on cases that the actor may see: by reference, with nothing of the person.

    Args:
        need: the code of the kind of need.
        month: its first day.

    Returns:
        The needs, oldest first.
    """
    require_permission(actor, Permission.VIEW_GAPS)
    end = add_months(month, 1)
    rows = (
        _select_needs_with_counts(actor)
        .filter(kind=need, opened_on__gte=month, opened_on__lt=end, accepted=0)
        .filter(case__in=Case.objects.filter(policy.visible_files_q(actor, today(), Kind.NEEDS)))
        .order_by("opened_on", "id")
        .values_list("case__reference", "opened_on", "offered", "unanswered")
    )
    return tuple(UnmetNeedRow(*row) for row in rows)


def _select_needs_with_counts(actor: Actor) -> QuerySet[Any, Any]:
    return Need.objects.filter(case__owner=actor.body_id).annotate(
        offered=Count("offers"),
        unanswered=Count("offers", filter=Q(offers__answer="none_yet")),
        accepted=Count("offers", filter=Q(offers__answer="accepted")),
        first_yes=Min("offers__answered_on", filter=Q(offers__answer="accepted")),
    )


def _add_needs_to_tallies(
    actor: Actor, wanted: UnmetNeedFilter, tallies: defaultdict[GapKey, _UnmetNeedTally]
) -> None:
    visible_ids = set(
        Case.objects.filter(
            policy.visible_files_q(actor, today(), Kind.NEEDS), owner=actor.body_id
        ).values_list("pk", flat=True)
    )
    rows = _select_needs_with_counts(actor).filter(opened_on__gte=wanted.since)
    for case, kind, on, offered, unanswered, accepted, first_yes in rows.values_list(
        "case_id", "kind", "opened_on", "offered", "unanswered", "accepted", "first_yes"
    ):
        tally = tallies[kind, on.replace(day=1)]
        tally.needed += 1
        if accepted:
            tally.met += 1
            tally.waits.append(max(0, (first_yes - on).days))
            continue
        tally.nothing += not offered
        tally.waiting += unanswered > 0
        tally.declined += offered > 0 and not unanswered
        if case in visible_ids:
            tally.visible.add(case)


def _add_refused_and_paid_instead_counts(
    actor: Actor, wanted: UnmetNeedFilter, tallies: defaultdict[GapKey, _UnmetNeedTally]
) -> None:
    refused = FundRequest.objects.filter(
        body=actor.body_id, state=FundRequestState.REFUSED, asked_on__gte=wanted.since
    )
    for code, on in refused.values_list("item", "asked_on"):
        tallies[get_fund_item_kind(code).need, on.replace(day=1)].funds += 1
    paid: Iterable[tuple[str, str, datetime.date]] = PaidInstead.objects.filter(
        body=actor.body_id, on__gte=wanted.since
    ).values_list("item", "payer", "on")
    for code, payer, on in paid:
        tally = tallies[get_fund_item_kind(code).need, on.replace(day=1)]
        if payer == "nobody":
            tally.without += 1
        else:
            tally.instead += 1


def _make_unmet_need_count_row(key: GapKey, tally: _UnmetNeedTally) -> UnmetNeedCountRow:
    need, month = key
    return UnmetNeedCountRow(
        need=need,
        name=NEED_NAMES[need],
        month=month,
        needed=tally.needed,
        nothing_offered=tally.nothing,
        no_answer=tally.waiting,
        said_no=tally.declined,
        met=tally.met,
        wait_days=round(median(tally.waits)) if tally.waits else None,
        refused_by_funds=tally.funds,
        paid_instead=tally.instead,
        went_without=tally.without,
        open_to_reader=len(tally.visible),
    )
