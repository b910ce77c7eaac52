"""From asking to the last penny: who may, what it costs, and what goes back to the budget."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from handrail.directory.funds.actions import (
    close_budget_of_year,
    set_area_budget_of_year,
    set_last_day_of_fund,
)
from handrail.directory.funds.financial_years import get_year_end
from handrail.directory.funds.models import Budget
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.money.actions.approvals_and_reviews import (
    approve_fund_request,
    refuse_fund_request,
    review_money_spent_before_approval,
)
from handrail.people.money.actions.purchases import (
    reconcile_fund_request,
    record_fund_purchase,
    record_fund_receipt,
)
from handrail.people.money.actions.requests import (
    cancel_fund_request,
    create_fund_request,
    record_payment_by_other_than_fund,
)
from handrail.people.money.models import BudgetMovement, FundRequest, PaidInstead
from handrail.people.money.queries.request_lists import (
    FundRequestFilter,
    FundRequestTab,
    get_fund_request_list,
)
from handrail.people.records.models import Need, Offer
from handrail.people.records.text_choices import Age
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cases import a_case
from support.funds import a_purse

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
on_a_friday = pytest.mark.usefixtures("friday_night")


@pytest.fixture
def friday_night(own_worlds):
    """The fund was set up on it, and the next working day is a Monday, whatever day the test is run on."""
    with time_machine.travel("2026-11-27T22:00:00+00:00"):
        yield


def now(request):
    return FundRequest.objects.get(pk=request.pk)


def noon(day):
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def in_balance():
    """What each budget says is set aside is the sum of its movements."""
    for budget in Budget.objects.all():
        moved = BudgetMovement.objects.filter(budget=budget).aggregate(sum=Sum("pence"))["sum"] or 0
        assert moved == budget.set_aside_pence


def bought(cast, request, pence=None, **more):
    """Approved by the lead where it has to be, and bought by the worker."""
    if request.state == "asked":
        approve_fund_request(request_id=request.pk, by=cast.lead.actor)
    said = {"how": "card", "voucher": ""} | more
    record_fund_purchase(request_id=request.pk, pence=pence or request.pence, by=cast.worker.actor, **said)


def test_the_whole_road_gives_back_what_was_not_spent(cast, case, purse, asked):
    assert (asked.state, purse.set_aside) == ("asked", 0)
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    assert purse.set_aside == 40_00
    record_fund_purchase(request_id=asked.pk, pence=38_00, how="card", voucher="", by=cast.worker.actor)
    record_fund_receipt(request_id=asked.pk, pence=36_50, on=TODAY(), reference="T-1", by=cast.worker.actor)
    reconcile_fund_request(request_id=asked.pk, by=cast.lead.actor)
    assert (now(asked).state, purse.set_aside) == ("reconciled", 36_50)
    in_balance()


def test_each_spend_is_an_offer_against_a_need_with_its_cost_and_phase(cast, case, asked):
    need = Need.objects.get(case=case)
    assert (need.kind, Offer.objects.count()) == ("essentials", 0)
    bought(cast, asked, 38_00)
    offer = Offer.objects.get(case=case)
    assert (offer.need, offer.answer, offer.cost_pence, offer.phase) == (need, "accepted", 38_00, "before")
    record_fund_receipt(request_id=asked.pk, pence=36_50, on=TODAY(), reference="", by=cast.worker.actor)
    assert Offer.objects.get(case=case).cost_pence == 36_50


def test_a_second_request_is_against_the_same_need(cast, case, purse, asked):
    create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    assert Need.objects.filter(case=case).count() == 1


@on_a_friday
def test_up_to_the_funds_sum_the_worker_spends_first_and_is_reviewed_on_the_next_working_day(
    cast, case, purse
):
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    assert (request.state, request.pence, purse.set_aside) == ("approved", 20_00, 20_00)
    assert request.review_due == datetime.date(2026, 11, 30)
    with pytest.raises(Denied):
        review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.worker.actor)
    review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match=r"Someone has already reviewed this."):
        review_money_spent_before_approval(request_id=request.pk, said="talk", by=cast.lead.actor)


def test_a_lead_who_spent_first_is_reviewed_by_somebody_else(cast, purse):
    case = a_case(cast.lead.actor)
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.lead.actor)
    with pytest.raises(Denied):
        review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.lead.actor)
    review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.commissioner.actor)


def test_a_sum_cut_in_pieces_does_not_go_round_approval(cast, case, purse):
    first = create_fund_request(purse.wish("food", 20_00), case_id=case.pk, by=cast.worker.actor)
    second = create_fund_request(purse.wish("food", 10_00), case_id=case.pk, by=cast.worker.actor)
    assert (first.state, second.state) == ("approved", "asked")


def test_an_adviser_never_spends_first(cast, purse, settings):
    cast.worker.role = "adviser"
    cast.worker.save()
    case = a_case(cast.worker.actor)
    assert create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor).state == "asked"


def test_nobody_approves_what_they_asked_for(cast, purse):
    case = a_case(cast.lead.actor)
    request = create_fund_request(purse.wish("clothing", 40_00), case_id=case.pk, by=cast.lead.actor)
    with pytest.raises(Denied, match="someone else must approve it"):
        approve_fund_request(request_id=request.pk, by=cast.lead.actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundRequest.objects.filter(pk=request.pk).update(decided_by=cast.lead, decided_at=timezone.now())


def test_a_lead_approves_up_to_the_limit_and_the_office_above_it(cast, case, purse):
    request = create_fund_request(purse.wish("clothing", 70_00), case_id=case.pk, by=cast.worker.actor)
    with pytest.raises(Denied, match=r"£60"):
        approve_fund_request(request_id=request.pk, by=cast.lead.actor)
    approve_fund_request(request_id=request.pk, by=cast.commissioner.actor)
    assert purse.set_aside == 70_00


@pytest.mark.parametrize(
    "part", ["worker", "colleague", "officer", "partner", "outsider", "board", "signatory"]
)
def test_who_may_not_approve(cast, asked, part):
    with pytest.raises(Denied):
        approve_fund_request(request_id=asked.pk, by=getattr(cast, part).actor)


@pytest.mark.parametrize("part", ["neighbour"])
def test_the_office_of_another_area_finds_no_request(cast, asked, part):
    for act in (approve_fund_request, reconcile_fund_request):
        with pytest.raises(NotVisible):
            act(request_id=asked.pk, by=getattr(cast, part).actor)


@pytest.mark.parametrize("part", ["colleague", "officer", "partner", "outsider", "housing", "commissioner"])
def test_who_may_not_ask_for_somebody_elses_person(cast, case, purse, part):
    with pytest.raises(Denied):
        create_fund_request(purse.wish(), case_id=case.pk, by=getattr(cast, part).actor)


def test_a_body_that_the_fund_does_not_name_may_not_ask_it(cast, purse):
    case = a_case(cast.partner.actor)
    with pytest.raises(ActionNotPossibleError, match=r"Your organisation cannot ask that fund today."):
        create_fund_request(purse.wish(), case_id=case.pk, by=cast.partner.actor)


@pytest.mark.parametrize(
    ("item", "pence", "says"),
    [
        ("food", 50_01, "up to £50"),
        ("food", 0, "Enter an amount more than £0."),
        ("food", -5, "Enter an amount more than £0."),
        ("clothing", None, "Enter an amount more than £0."),
        ("phone", 10_00, "does not buy"),
        ("gold", 10_00, "from the list"),
        ("food", 10**12, "up to £50"),
    ],
)
def test_what_the_fund_does_not_pay_is_told_with_what_to_do(cast, case, purse, item, pence, says):
    with pytest.raises((ActionNotPossibleError, ValidationError), match=says):
        create_fund_request(purse.wish(item, pence), case_id=case.pk, by=cast.worker.actor)
    assert purse.set_aside == 0


def test_one_person_is_paid_for_up_to_the_years_limit(cast, case, purse):
    for pence in (80_00, 60_00):
        create_fund_request(purse.wish("clothing", pence), case_id=case.pk, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match=r"£10 is left"):
        create_fund_request(purse.wish("food", 10_01), case_id=case.pk, by=cast.worker.actor)
    create_fund_request(purse.wish("food", 10_00), case_id=case.pk, by=cast.worker.actor)


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_no_room_is_bought_for_a_child_or_where_age_is_not_sure(cast, case, purse, age):
    opening.set_age_group(case_id=case.pk, age=age, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
        create_fund_request(purse.wish("room", 60_00), case_id=case.pk, by=cast.worker.actor)


@pytest.mark.parametrize("age", [Age.CHILD, Age.UNSURE])
def test_a_room_asked_for_an_adult_is_neither_approved_nor_bought_once_they_may_be_a_child(
    cast, case, purse, age
):
    waiting, approved = (
        create_fund_request(purse.wish("room", 50_00), case_id=case.pk, by=cast.worker.actor)
        for _ in range(2)
    )
    approve_fund_request(request_id=approved.pk, by=cast.lead.actor)
    opening.set_age_group(case_id=case.pk, age=age, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
        approve_fund_request(request_id=waiting.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match="never offered to a child"):
        bought(cast, now(approved))
    cancel_fund_request(request_id=approved.pk, by=cast.worker.actor)
    assert purse.set_aside == 0


def test_who_bought_what_was_spent_first_does_not_review_it(cast, purse, case):
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    record_fund_purchase(request_id=request.pk, pence=20_00, how="cash", voucher="", by=cast.lead.actor)
    assert get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.REVIEW)).count == 0
    with pytest.raises(Denied):
        review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.lead.actor)
    review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.commissioner.actor)


def test_the_fund_is_not_overspent_and_who_paid_instead_is_kept(cast, case):
    purse = a_purse(cast, pence=30_00)
    create_fund_request(purse.wish("food", 20_00), case_id=case.pk, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match=r"£10 left"):
        create_fund_request(purse.wish("clothing", 30_00), case_id=case.pk, by=cast.worker.actor)
    instead = PaidInstead(
        item="clothing",
        pence=30_00,
        why_not="empty",
        payer="charity",
        note="The shop gave a coat",
        on=TODAY(),
    )
    record_payment_by_other_than_fund(instead, case_id=case.pk, by=cast.worker.actor)
    kept = PaidInstead.objects.get(case=case)
    assert (kept.payer, kept.pence, kept.need.kind) == ("charity", 30_00, "essentials")
    assert b"coat" not in kept.note.sealed()


def test_what_was_asked_while_there_was_money_cannot_be_approved_once_it_has_gone(cast, case):
    purse = a_purse(cast, pence=50_00)
    first = create_fund_request(purse.wish("clothing", 40_00), case_id=case.pk, by=cast.worker.actor)
    second = create_fund_request(purse.wish("clothing", 30_00), case_id=case.pk, by=cast.worker.actor)
    approve_fund_request(request_id=first.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match=r"£10 left"):
        approve_fund_request(request_id=second.pk, by=cast.lead.actor)
    refuse_fund_request(request_id=second.pk, refusal="empty", by=cast.lead.actor)
    assert (now(second).state, purse.set_aside) == ("refused", 40_00)


def test_the_database_itself_refuses_an_overspent_budget(purse):
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=purse.budget.pk).update(set_aside_pence=300_01)
    with pytest.raises(IntegrityError), transaction.atomic():
        Budget.objects.filter(pk=purse.budget.pk).update(set_aside_pence=-1)


def test_taken_back_before_it_is_bought_the_money_goes_back(cast, case, purse):
    request = create_fund_request(purse.wish("clothing", 40_00), case_id=case.pk, by=cast.worker.actor)
    approve_fund_request(request_id=request.pk, by=cast.lead.actor)
    cancel_fund_request(request_id=request.pk, by=cast.worker.actor)
    assert (now(request).state, purse.set_aside) == ("cancelled", 0)
    in_balance()
    with pytest.raises(ActionNotPossibleError, match="withdrawn"):
        cancel_fund_request(request_id=request.pk, by=cast.worker.actor)


@pytest.fixture
def taken_back(cast, case, purse):
    """£20 of food, spent first by the worker, who then takes it back."""
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    cancel_fund_request(request_id=request.pk, by=cast.worker.actor)
    return now(request)


@on_a_friday
def test_money_spent_first_and_taken_back_stays_set_aside_and_waits_for_a_review(cast, purse, taken_back):
    assert (taken_back.state, taken_back.review_due, purse.set_aside) == (
        "taken_back",
        datetime.date(2026, 11, 30),
        20_00,
    )
    (row,) = get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.REVIEW)).rows
    assert (row.request.pk, "review" in row.allowed, "approve" in row.allowed) == (taken_back.pk, True, False)
    for act in (cancel_fund_request, reconcile_fund_request, approve_fund_request):
        with pytest.raises((ActionNotPossibleError, Denied)):
            act(request_id=taken_back.pk, by=cast.lead.actor)
    in_balance()


def test_nothing_was_spent_gives_it_back(cast, purse, taken_back):
    for said in ("in_order", "talk"):
        with pytest.raises(ActionNotPossibleError, match="Choose your decision"):
            review_money_spent_before_approval(request_id=taken_back.pk, said=said, by=cast.lead.actor)
    review_money_spent_before_approval(request_id=taken_back.pk, said="nothing", by=cast.lead.actor)
    assert (now(taken_back).state, purse.set_aside) == ("cancelled", 0)
    assert get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.REVIEW)).count == 0
    in_balance()


@on_a_friday
def test_it_was_spent_puts_it_back_to_be_bought_and_receipted(cast, purse, taken_back):
    review_money_spent_before_approval(request_id=taken_back.pk, said="spent", by=cast.lead.actor)
    assert (now(taken_back).state, purse.set_aside) == ("approved", 20_00)
    with time_machine.travel("2026-11-30T12:00:00+00:00"):
        bought(cast, now(taken_back), 18_00)
        record_fund_receipt(
            request_id=taken_back.pk, pence=18_00, on=TODAY(), reference="", by=cast.worker.actor
        )
        reconcile_fund_request(request_id=taken_back.pk, by=cast.lead.actor)
    assert (now(taken_back).state, purse.set_aside) == ("reconciled", 18_00)
    in_balance()


def test_it_was_spent_holds_although_the_year_is_closed_meanwhile(cast, purse, taken_back):
    close_budget_of_year(by=cast.commissioner.actor, budget_id=purse.budget.pk, because="The year is over")
    review_money_spent_before_approval(request_id=taken_back.pk, said="spent", by=cast.lead.actor)
    assert (now(taken_back).state, purse.set_aside) == ("approved", 20_00)


def test_neither_who_asked_nor_who_took_it_back_reviews_it(cast, case, purse):
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    cancel_fund_request(request_id=request.pk, by=cast.lead.actor)
    assert get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.REVIEW)).count == 0
    for who in (cast.worker, cast.lead):
        with pytest.raises(Denied):
            review_money_spent_before_approval(request_id=request.pk, said="nothing", by=who.actor)
    review_money_spent_before_approval(request_id=request.pk, said="nothing", by=cast.commissioner.actor)
    assert (now(request).state, purse.set_aside) == ("cancelled", 0)


def test_what_was_reviewed_and_then_taken_back_is_reviewed_again(cast, case, purse):
    request = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    review_money_spent_before_approval(request_id=request.pk, said="in_order", by=cast.lead.actor)
    cancel_fund_request(request_id=request.pk, by=cast.worker.actor)
    assert get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.REVIEW)).count == 1
    review_money_spent_before_approval(request_id=request.pk, said="nothing", by=cast.lead.actor)
    assert purse.set_aside == 0


def test_what_was_taken_back_counts_against_the_days_sum_until_it_is_reviewed(cast, case, purse):
    first = create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    cancel_fund_request(request_id=first.pk, by=cast.worker.actor)
    assert create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor).state == "asked"


def test_the_database_itself_lets_nothing_that_was_spent_first_go_without_a_review(cast, taken_back):
    rows = FundRequest.objects.filter(pk=taken_back.pk)
    for change in (
        {"state": "cancelled"},
        {"reviewed_by": cast.worker, "reviewed_at": timezone.now(), "state": "cancelled"},
        {"taken_back_by": None, "taken_back_at": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_after_the_funds_last_day_nothing_is_approved_but_what_was_is_bought_in_that_year(
    cast, case, purse, asked
):
    first = create_fund_request(purse.wish("clothing", 30_00), case_id=case.pk, by=cast.worker.actor)
    approve_fund_request(request_id=first.pk, by=cast.lead.actor)
    last = TODAY()
    set_last_day_of_fund(by=cast.commissioner.actor, fund_id=purse.fund.pk, on=last)
    assert asked.asked_on.year == last.year
    with time_machine.travel(noon(last + datetime.timedelta(days=1))):
        with pytest.raises(ActionNotPossibleError, match=r"last day was .* Refuse the request"):
            approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
        (row,) = get_fund_request_list(cast.lead.actor, FundRequestFilter(FundRequestTab.APPROVE)).rows
        assert {"approve", "refuse"} & row.allowed == {"refuse"}
        bought(cast, now(first))
        refuse_fund_request(request_id=asked.pk, refusal="empty", by=cast.lead.actor)
    assert purse.set_aside == 30_00


def test_on_the_funds_last_day_it_still_approves(cast, purse, asked):
    set_last_day_of_fund(by=cast.commissioner.actor, fund_id=purse.fund.pk, on=TODAY())
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    assert now(asked).state == "approved"


def test_a_shut_fund_buys_nothing_in_the_financial_year_after(cast, case, purse, asked):
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    set_last_day_of_fund(by=cast.commissioner.actor, fund_id=purse.fund.pk, on=TODAY())
    end = get_year_end(purse.budget.year)
    with time_machine.travel(noon(end + datetime.timedelta(days=1))):
        with pytest.raises(ActionNotPossibleError, match="last financial year is over"):
            bought(cast, now(asked))
        cancel_fund_request(request_id=asked.pk, by=cast.worker.actor)
    assert (now(asked).state, purse.set_aside) == ("cancelled", 0)


def test_an_open_fund_may_still_pay_for_what_was_approved_a_year_before(cast, purse, asked):
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    with time_machine.travel(noon(get_year_end(purse.budget.year) + datetime.timedelta(days=1))):
        bought(cast, now(asked))
    assert now(asked).state == "bought"


def test_once_bought_it_cannot_be_taken_back(cast, asked):
    bought(cast, asked)
    with pytest.raises(ActionNotPossibleError, match="receipt due"):
        cancel_fund_request(request_id=asked.pk, by=cast.worker.actor)


def test_no_more_is_bought_than_was_approved_and_no_receipt_is_for_more_than_was_bought(cast, asked):
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match=r"£40 was approved"):
        record_fund_purchase(request_id=asked.pk, pence=40_01, how="cash", voucher="", by=cast.worker.actor)
    bought(cast, now(asked), 40_00)
    with pytest.raises(ActionNotPossibleError, match="request of its own"):
        record_fund_receipt(request_id=asked.pk, pence=40_01, on=TODAY(), reference="", by=cast.worker.actor)


def test_a_receipt_is_of_a_day_between_the_request_and_today(cast, asked):
    bought(cast, asked)
    for days, says in ((1, "That date is in the future."), (-1, "older than the request")):
        day = TODAY() + datetime.timedelta(days=days)
        with pytest.raises(ActionNotPossibleError, match=says):
            record_fund_receipt(request_id=asked.pk, pence=1, on=day, reference="", by=cast.worker.actor)


def test_who_bought_does_not_check_the_receipt(cast, case, asked):
    approve_fund_request(request_id=asked.pk, by=cast.commissioner.actor)
    record_fund_purchase(request_id=asked.pk, pence=40_00, how="card", voucher="", by=cast.lead.actor)
    record_fund_receipt(request_id=asked.pk, pence=40_00, on=TODAY(), reference="", by=cast.worker.actor)
    with pytest.raises(
        Denied, match=r"You bought this or handed in the receipt, so someone else must check it."
    ):
        reconcile_fund_request(request_id=asked.pk, by=cast.lead.actor)
    reconcile_fund_request(request_id=asked.pk, by=cast.commissioner.actor)


def test_a_vouchers_number_is_asked_for_and_sealed(cast, asked):
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError, match="voucher’s number"):
        record_fund_purchase(
            request_id=asked.pk, pence=40_00, how="voucher", voucher=" ", by=cast.worker.actor
        )
    bought(cast, now(asked), how="voucher", voucher="V-99887766")
    assert b"99887766" not in now(asked).voucher.sealed()


def test_nothing_is_set_aside_from_a_closed_year_but_what_was_approved_is_set_right(cast, case, purse, asked):
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    close_budget_of_year(by=cast.commissioner.actor, budget_id=purse.budget.pk, because="The year is over")
    with pytest.raises(ActionNotPossibleError, match="is closed"):
        create_fund_request(purse.wish("food"), case_id=case.pk, by=cast.worker.actor)
    bought(cast, now(asked))
    record_fund_receipt(request_id=asked.pk, pence=30_00, on=TODAY(), reference="", by=cast.worker.actor)
    reconcile_fund_request(request_id=asked.pk, by=cast.lead.actor)
    assert purse.set_aside == 30_00
    with pytest.raises(ActionNotPossibleError, match="is closed"):
        set_area_budget_of_year(
            by=cast.commissioner.actor,
            fund_id=purse.fund.pk,
            area_code=purse.budget.area_id,
            year=purse.budget.year,
            allotted_pence=1,
            because="More",
        )


def test_a_request_moves_only_along_its_road(cast, asked):
    for act, more in (
        (record_fund_purchase, {"pence": 1, "how": "card", "voucher": ""}),
        (record_fund_receipt, {"pence": 1, "on": TODAY(), "reference": ""}),
    ):
        with pytest.raises(ActionNotPossibleError, match="waiting for approval"):
            act(request_id=asked.pk, by=cast.worker.actor, **more)
    with pytest.raises(ActionNotPossibleError):
        reconcile_fund_request(request_id=asked.pk, by=cast.lead.actor)
    approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
    with pytest.raises(ActionNotPossibleError):
        approve_fund_request(request_id=asked.pk, by=cast.lead.actor)
