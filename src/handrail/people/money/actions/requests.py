"""Asking a fund, spending first where one may, taking a request back, and saying who paid instead."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case as When
from django.db.models import F, Sum
from django.db.models import When as If
from django.utils import timezone

from handrail.directory.funds.actions import check_budget_holds
from handrail.directory.funds.financial_years import get_financial_year, get_year_end, get_year_start
from handrail.directory.funds.kinds import ITEM_CODES, ROOM
from handrail.directory.funds.kinds import get_item as item_of
from handrail.directory.funds.models import Budget, FundTerms, FundTermsItem
from handrail.directory.funds.queries import get_terms_on, list_funds_to_ask
from handrail.people.cases.offers.actions.offers import NO_ADULT_PLACE, record_need
from handrail.people.money.actions.budget_movements import return_all, set_aside_request
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.permissions import check_case_permission, lock_fund_request
from handrail.people.money.states import (
    LIVE_STATES,
    TRANSITIONS,
    FundRequestReason,
    FundRequestState,
    NotPaidReason,
    PaidInsteadBy,
)
from handrail.people.records.models import Case, Need
from handrail.people.records.permissions import lock_and_authorise
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel import money, working_days
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

MAX_PENCE = 100_000_00
MAX_NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class FundRequestInput:
    """What is asked for. Without a sum, the fund's usual one."""

    fund_id: int
    item: str
    why: str
    pence: int | None = None
    note: str = ""


@transaction.atomic
def create_fund_request(*, case_id: UUID, wish: FundRequestInput, by: Actor) -> FundRequest:
    """Ask a fund for one kind of thing. Up to the fund's sum for it, whoever may spends first and is reviewed after.

    Raises NotNow where the fund does not buy it, pays less, or has not that much left: then say who paid instead.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.ASK_MONEY, Kind.SUPPORT)
    today = timezone.localdate()
    _check_words(wish)
    check_no_adult_place_for_child(case, wish.item)
    budget, terms = _get_budget(case, wish.fund_id, by, today)
    pence = _get_sum(case, wish, terms, today)
    first = (
        by.may(Permission.SPEND_FIRST)
        and pence + _sum_spent_first(case, terms, today) <= terms.spend_first_pence
    )
    request = FundRequest(
        fund_id=wish.fund_id,
        terms=terms,
        budget=budget,
        case=case,
        need_id=_get_or_create_need(case, wish.item, today, by),
        body_id=by.body_id,
        item=wish.item,
        why=wish.why,
        pence=pence,
        state=FundRequestState.APPROVED if first else FundRequestState.ASKED,
        asked_at=timezone.now(),
        asked_on=today,
        asked_by_id=by.user_id,
        spent_first=first,
        review_due=working_days.add_working_days(today, 1) if first else None,
    )
    request.note = wish.note
    request.bind(case_access).save()
    if first:
        set_aside_request(request, by)
    else:
        check_budget_holds(
            budget, pence
        )  # nothing is set aside before it is approved, but what is not there is said now
    verb = "spent first from a fund" if first else "asked a fund"
    record(
        who=by.who, verb=verb, about=case.pk, why=f"{item_of(wish.item).name}, {money.format_pence(pence)}"
    )
    return request


@transaction.atomic
def cancel_fund_request(*, request_id: UUID, by: Actor) -> None:
    """Take a request back before anything is bought. What was set aside goes back to the budget.

    Money that was spent first may be gone: it stays set aside until somebody else has looked at it.
    """
    request = lock_fund_request(request_id)
    check_case_permission(request, by, Permission.ASK_MONEY)
    if request.spent_first:
        _ask_for_new_review(request, by)
        return
    check_may_move_to(request, FundRequestState.CANCELLED)
    if request.state == FundRequestState.APPROVED:
        return_all(request, by)
    request.state, request.ended_at, request.ended_by_id = (
        FundRequestState.CANCELLED,
        timezone.now(),
        by.user_id,
    )
    request.save()
    record(who=by.who, verb="took a request for money back", about=request.case_id)


def _ask_for_new_review(request: FundRequest, by: Actor) -> None:
    """What a reviewer said before stays in the trail: this is a new question, of the next working day."""
    check_may_move_to(request, FundRequestState.TAKEN_BACK)
    request.state, request.review_due = (
        FundRequestState.TAKEN_BACK,
        working_days.add_working_days(timezone.localdate(), 1),
    )
    request.taken_back_at, request.taken_back_by_id = timezone.now(), by.user_id
    request.review, request.reviewed_at, request.reviewed_by_id = "", None, None
    request.save()
    record(who=by.who, verb="took back money spent first", about=request.case_id, why="to be reviewed")


@transaction.atomic
def record_paid_instead(
    *,
    case_id: UUID,
    item: str,
    pence: int | None,
    why_not: str,
    payer: str,
    note: str,
    on: datetime.date,
    by: Actor,
) -> PaidInstead:
    """Write down what the fund did not pay for, and who did. It is evidence of what is missing."""
    case, case_access = lock_and_authorise(case_id, by, Permission.ASK_MONEY, Kind.SUPPORT)
    today = timezone.localdate()
    _check_instead(item, pence, why_not, payer, note)
    if on > today:
        raise ActionNotAllowed("That day has not come yet.")
    row = PaidInstead(
        case=case,
        need_id=_get_or_create_need(case, item, on, by),
        body_id=by.body_id,
        item=item,
        pence=None if payer == PaidInsteadBy.NOBODY else pence,
        why_not=why_not,
        payer=payer,
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.note = note
    row.bind(case_access).save()
    record(who=by.who, verb="said who paid instead of a fund", about=case.pk, why=PaidInsteadBy(payer).label)
    return row


def check_may_move_to(request: FundRequest, to: FundRequestState) -> None:
    """Raise NotNow where the request's road does not lead there from where it stands."""
    now = FundRequestState(request.state)
    if to not in TRANSITIONS[now]:
        raise ActionNotAllowed(
            msg("This request stands at “{now}”, so that cannot be done now.", now=now.label.lower())
        )


def _check_words(wish: FundRequestInput) -> None:
    if wish.item not in ITEM_CODES:
        raise ActionNotAllowed("Choose what is needed from the list.")
    if wish.why not in FundRequestReason:
        raise ActionNotAllowed("Choose from the list why it is needed.")
    if len(wish.note) > MAX_NOTE_LENGTH:
        raise ActionNotAllowed(
            msg("Write the note in {longest_note} characters or fewer.", longest_note=MAX_NOTE_LENGTH)
        )


def _check_instead(item: str, pence: int | None, why_not: str, payer: str, note: str) -> None:
    if item not in ITEM_CODES or why_not not in NotPaidReason or payer not in PaidInsteadBy:
        raise ActionNotAllowed("Choose what was needed, why the fund did not pay and who did from the lists.")
    if pence is not None and not 0 < pence <= MAX_PENCE:
        raise ActionNotAllowed(
            msg(
                "Check the sum: it must be more than nothing and at most {most_pence}.",
                most_pence=money.format_pence(MAX_PENCE),
            )
        )
    if len(note) > MAX_NOTE_LENGTH:
        raise ActionNotAllowed(
            msg("Write the note in {longest_note} characters or fewer.", longest_note=MAX_NOTE_LENGTH)
        )


def check_no_adult_place_for_child(case: Case, item: str) -> None:
    """The fund buys hotel rooms, and those are adult places: asked again whenever money goes its way."""
    if item == ROOM and case.age != "adult":
        raise ActionNotAllowed(NO_ADULT_PLACE)


def _get_budget(case: Case, fund_id: int, by: Actor, today: datetime.date) -> tuple[Budget, FundTerms]:
    """This year's money for the area where the person is, else for the area of the worker's body."""
    own = Body.objects.filter(pk=by.body_id).values_list("area_id", flat=True).first()
    areas = [area for area in (case.area_id, own) if area]
    if fund_id not in {fund.id for fund in list_funds_to_ask(by.body_id, areas, today)}:
        raise ActionNotAllowed(
            "Your organisation may not ask that fund today. Choose another, or record who paid instead."
        )
    found = {
        row.area_id: row
        for row in Budget.objects.filter(fund=fund_id, area__in=areas, year=get_financial_year(today))
    }
    terms = get_terms_on(fund_id, today)
    assert terms is not None, "asked for by its terms"
    return next(found[area] for area in areas if area in found), terms


def _get_sum(case: Case, wish: FundRequestInput, terms: FundTerms, today: datetime.date) -> int:
    bought = FundTermsItem.objects.filter(terms=terms, item=wish.item).first()
    name = item_of(wish.item).name.lower()
    if bought is None:
        raise ActionNotAllowed(msg("The fund does not buy {name}. Record who paid instead.", name=name))
    pence = bought.usual_pence if wish.pence is None else wish.pence
    if not pence or pence < 0:
        raise ActionNotAllowed("Enter how much: more than nothing.")
    limits = [limit for limit in (bought.most_pence, terms.request_pence) if limit]
    if limits and pence > min(limits):
        most = money.format_pence(min(limits))
        raise ActionNotAllowed(
            msg(
                "The fund pays up to {most} at a time for {name}. Ask for less, or record who paid instead.",
                most=most,
                name=name,
            )
        )
    _check_person_limit(case, pence, terms, today)
    return pence


def _check_person_limit(case: Case, pence: int, terms: FundTerms, today: datetime.date) -> None:
    if terms.person_pence is None:
        return
    year = get_financial_year(today)
    rows = FundRequest.objects.filter(
        case=case,
        fund=terms.fund_id,
        state__in=LIVE_STATES,
        asked_on__range=(get_year_start(year), get_year_end(year)),
    )
    spent = When(If(state=FundRequestState.RECONCILED, then=F("receipt_pence")), default=F("pence"))
    before = rows.aggregate(sum=Sum(spent))["sum"] or 0
    if before + pence > terms.person_pence:
        left = money.format_pence(max(0, terms.person_pence - before))
        raise ActionNotAllowed(
            msg(
                "The fund pays up to {person_pence} for one person in a year: {left} is left. Ask "
                "for less, or record who paid instead.",
                person_pence=money.format_pence(terms.person_pence),
                left=left,
            )
        )


def _sum_spent_first(case: Case, terms: FundTerms, today: datetime.date) -> int:
    """What was spent first for this person today already: a sum cannot be cut in pieces to go round approval."""
    rows = FundRequest.objects.filter(
        case=case, fund=terms.fund_id, spent_first=True, asked_on=today, state__in=LIVE_STATES
    )
    return rows.aggregate(sum=Sum("pence"))["sum"] or 0


def _get_or_create_need(case: Case, item: str, on: datetime.date, by: Actor) -> UUID:
    """The newest need of that kind that is not met, or a new one."""
    kind = item_of(item).need
    found = Need.objects.filter(case=case, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found.pk if found else record_need(case_id=case.pk, kind=kind, words="", on=on, by=by).pk
