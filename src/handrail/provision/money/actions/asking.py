"""Asking a fund, spending first where one may, taking a request back, and saying who paid instead."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Case as When
from django.db.models import F, Sum
from django.db.models import When as If
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.offers.actions.plan import NO_ADULT_PLACE, record_need
from handrail.directory.funds.actions import must_hold
from handrail.directory.funds.kinds import ITEM_CODES, ROOM
from handrail.directory.funds.kinds import item as item_of
from handrail.directory.funds.models import Budget, Terms, TermsItem
from handrail.directory.funds.queries import may_ask, terms_on
from handrail.directory.funds.years import begins, ends, year_of
from handrail.kernel import money, workdays
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.provision.money.actions.moving import give_back_all, keep
from handrail.provision.money.models import PaidInstead, Request
from handrail.provision.money.permissions import for_the_case, locked
from handrail.provision.money.states import LIVE, MOVES, Payer, State, Why, WhyNot
from handrail.reference.models import Body

MOST_PENCE = 100_000_00
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. Without a sum, the fund's usual one."""

    fund_id: int
    item: str
    why: str
    pence: int | None = None
    note: str = ""


@transaction.atomic
def ask(*, case_id: UUID, wish: Wish, by: Actor) -> Request:
    """Ask a fund for one kind of thing. Up to the fund's sum for it, whoever may spends first and is reviewed after.

    Raises NotNow where the fund does not buy it, pays less, or has not that much left: then say who paid instead.
    """
    case, _ = enter(case_id, by, Permission.ASK_MONEY, Kind.SUPPORT)
    today = timezone.localdate()
    _check_words(wish)
    no_room_for_a_child(case, wish.item)
    budget, terms = _budget(case, wish.fund_id, by, today)
    pence = _sum(case, wish, terms, today)
    first = (
        by.may(Permission.SPEND_FIRST) and pence + _spent_first(case, terms, today) <= terms.spend_first_pence
    )
    request = Request(
        fund_id=wish.fund_id,
        terms=terms,
        budget=budget,
        case=case,
        need_id=_need(case, wish.item, today, by),
        body_id=by.body_id,
        item=wish.item,
        why=wish.why,
        pence=pence,
        state=State.APPROVED if first else State.ASKED,
        asked_at=timezone.now(),
        asked_on=today,
        asked_by_id=by.user_id,
        spent_first=first,
        review_due=workdays.add(today, 1) if first else None,
    )
    seal(box_to_write(case.pk), request, note=wish.note)
    request.save()
    if first:
        keep(request, by)
    else:
        must_hold(
            budget, pence
        )  # nothing is set aside before it is approved, but what is not there is said now
    verb = "spent first from a fund" if first else "asked a fund"
    record(who=by.who, verb=verb, about=case.pk, why=f"{item_of(wish.item).name}, {money.spoken(pence)}")
    return request


@transaction.atomic
def cancel(*, request_id: UUID, by: Actor) -> None:
    """Take a request back before anything is bought. What was set aside goes back to the budget.

    Money that was spent first may be gone: it stays set aside until somebody else has looked at it.
    """
    request = locked(request_id)
    for_the_case(request, by, Permission.ASK_MONEY)
    if request.spent_first:
        _to_be_reviewed(request, by)
        return
    moves_to(request, State.CANCELLED)
    if request.state == State.APPROVED:
        give_back_all(request, by)
    request.state, request.ended_at, request.ended_by_id = State.CANCELLED, timezone.now(), by.user_id
    request.save()
    record(who=by.who, verb="took a request for money back", about=request.case_id)


def _to_be_reviewed(request: Request, by: Actor) -> None:
    """What a reviewer said before stays in the trail: this is a new question, of the next working day."""
    moves_to(request, State.TAKEN_BACK)
    request.state, request.review_due = State.TAKEN_BACK, workdays.add(timezone.localdate(), 1)
    request.taken_back_at, request.taken_back_by_id = timezone.now(), by.user_id
    request.review, request.reviewed_at, request.reviewed_by_id = "", None, None
    request.save()
    record(who=by.who, verb="took back money spent first", about=request.case_id, why="to be reviewed")


@transaction.atomic
def say_who_paid(
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
    case, _ = enter(case_id, by, Permission.ASK_MONEY, Kind.SUPPORT)
    today = timezone.localdate()
    _check_instead(item, pence, why_not, payer, note)
    if on > today:
        raise NotNow("That day has not come yet.")
    row = PaidInstead(
        case=case,
        need_id=_need(case, item, on, by),
        body_id=by.body_id,
        item=item,
        pence=None if payer == Payer.NOBODY else pence,
        why_not=why_not,
        payer=payer,
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, note=note)
    row.save()
    record(who=by.who, verb="said who paid instead of a fund", about=case.pk, why=Payer(payer).label)
    return row


def moves_to(request: Request, to: State) -> None:
    """Raise NotNow where the request's road does not lead there from where it stands."""
    now = State(request.state)
    if to not in MOVES[now]:
        raise NotNow(
            say("This request stands at “{now}”, so that cannot be done now.", now=now.label.lower())
        )


def _check_words(wish: Wish) -> None:
    if wish.item not in ITEM_CODES:
        raise NotNow("Choose what is needed from the list.")
    if wish.why not in Why:
        raise NotNow("Choose from the list why it is needed.")
    if len(wish.note) > LONGEST_NOTE:
        raise NotNow(say("Write the note in {longest_note} characters or fewer.", longest_note=LONGEST_NOTE))


def _check_instead(item: str, pence: int | None, why_not: str, payer: str, note: str) -> None:
    if item not in ITEM_CODES or why_not not in WhyNot or payer not in Payer:
        raise NotNow("Choose what was needed, why the fund did not pay and who did from the lists.")
    if pence is not None and not 0 < pence <= MOST_PENCE:
        raise NotNow(
            say(
                "Check the sum: it must be more than nothing and at most {most_pence}.",
                most_pence=money.spoken(MOST_PENCE),
            )
        )
    if len(note) > LONGEST_NOTE:
        raise NotNow(say("Write the note in {longest_note} characters or fewer.", longest_note=LONGEST_NOTE))


def no_room_for_a_child(case: Case, item: str) -> None:
    """The fund buys hotel rooms, and those are adult places: asked again whenever money goes its way."""
    if item == ROOM and case.age != "adult":
        raise NotNow(NO_ADULT_PLACE)


def _budget(case: Case, fund_id: int, by: Actor, today: datetime.date) -> tuple[Budget, Terms]:
    """This year's money for the area where the person is, else for the area of the worker's body."""
    own = Body.objects.filter(pk=by.body_id).values_list("area_id", flat=True).first()
    areas = [area for area in (case.area_id, own) if area]
    if fund_id not in {fund.id for fund in may_ask(by.body_id, areas, today)}:
        raise NotNow(
            "Your organisation may not ask that fund today. Choose another, or record who paid instead."
        )
    found = {
        row.area_id: row for row in Budget.objects.filter(fund=fund_id, area__in=areas, year=year_of(today))
    }
    terms = terms_on(fund_id, today)
    assert terms is not None, "asked for by its terms"
    return next(found[area] for area in areas if area in found), terms


def _sum(case: Case, wish: Wish, terms: Terms, today: datetime.date) -> int:
    bought = TermsItem.objects.filter(terms=terms, item=wish.item).first()
    name = item_of(wish.item).name.lower()
    if bought is None:
        raise NotNow(say("The fund does not buy {name}. Record who paid instead.", name=name))
    pence = bought.usual_pence if wish.pence is None else wish.pence
    if not pence or pence < 0:
        raise NotNow("Enter how much: more than nothing.")
    limits = [limit for limit in (bought.most_pence, terms.request_pence) if limit]
    if limits and pence > min(limits):
        most = money.spoken(min(limits))
        raise NotNow(
            say(
                "The fund pays up to {most} at a time for {name}. Ask for less, or record who paid instead.",
                most=most,
                name=name,
            )
        )
    _within_person(case, pence, terms, today)
    return pence


def _within_person(case: Case, pence: int, terms: Terms, today: datetime.date) -> None:
    if terms.person_pence is None:
        return
    year = year_of(today)
    rows = Request.objects.filter(
        case=case, fund=terms.fund_id, state__in=LIVE, asked_on__range=(begins(year), ends(year))
    )
    spent = When(If(state=State.RECONCILED, then=F("receipt_pence")), default=F("pence"))
    before = rows.aggregate(sum=Sum(spent))["sum"] or 0
    if before + pence > terms.person_pence:
        left = money.spoken(max(0, terms.person_pence - before))
        raise NotNow(
            say(
                "The fund pays up to {person_pence} for one person in a year: {left} is left. Ask "
                "for less, or record who paid instead.",
                person_pence=money.spoken(terms.person_pence),
                left=left,
            )
        )


def _spent_first(case: Case, terms: Terms, today: datetime.date) -> int:
    """What was spent first for this person today already: a sum cannot be cut in pieces to go round approval."""
    rows = Request.objects.filter(
        case=case, fund=terms.fund_id, spent_first=True, asked_on=today, state__in=LIVE
    )
    return rows.aggregate(sum=Sum("pence"))["sum"] or 0


def _need(case: Case, item: str, on: datetime.date, by: Actor) -> UUID:
    """The newest need of that kind that is not met, or a new one."""
    kind = item_of(item).need
    found = Need.objects.filter(case=case, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found.pk if found else record_need(case_id=case.pk, kind=kind, words="", on=on, by=by).pk
