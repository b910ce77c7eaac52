"""Setting up a fund: its terms and budgets are dated, and every change is kept."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.funds.actions import (
    reserve_sum_in_budget,
    set_area_budget_of_year,
    set_fund_terms,
    set_last_day_of_fund,
    set_up_fund,
)
from handrail.directory.funds.financial_years import get_financial_year, get_year_end, get_year_start
from handrail.directory.funds.models import BudgetChange, Fund
from handrail.directory.funds.queries import (
    FundLeft,
    get_fund,
    list_funds,
    list_funds_open_to_requests,
    list_funds_with_money_left,
)
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import LINCOLNSHIRE
from support.funds import a_purse, rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def purse(cast):
    return a_purse(cast)


@pytest.fixture
def own(cast, purse):
    return {"by": cast.commissioner.actor, "fund_id": purse.fund.pk}


def change(by, fund_id, seen, since, **more):
    """New terms of a fund."""
    new = rules(since, **more)
    new["terms"].fund_id = fund_id
    return set_fund_terms(seen=seen, by=by, **new)


def set_up(by, name, opens_on, closes_on=None):
    fund = Fund(name=name, opens_on=opens_on, closes_on=closes_on)
    return set_up_fund(fund, by=by, **rules(opens_on))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (datetime.date(2026, 3, 31), 2025),
        (datetime.date(2026, 4, 1), 2026),
        (datetime.date(2027, 3, 31), 2026),
        (datetime.date(2026, 12, 31), 2026),
    ],
)
def test_a_financial_year_runs_from_april_to_march(day, year):
    assert get_financial_year(day) == year
    assert get_year_start(year) <= day <= get_year_end(year)


def test_new_terms_follow_and_the_old_ones_stay(cast, own, purse, today):
    later = today + datetime.timedelta(days=7)
    only_food = {"items": {"food": (30_00, None)}, "because": "Only food now", "spend_first_pence": 0}
    change(**own, seen=1, since=today, **only_food)
    change(**own, seen=2, since=later, because="From next week")
    fund = get_fund(cast.commissioner.actor, purse.fund.pk, today)
    terms = fund.get_terms_on(today)
    assert (terms.number, fund.latest_number, len(fund.terms.all())) == (2, 3, 3)
    assert [item.item for item in terms.sorted_items] == ["food"]
    assert fund.get_terms_on(later).number == 3
    with pytest.raises(ActionNotPossibleError, match="after you opened"):
        change(**own, seen=1, since=today, **only_food)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"because": " "}, "Enter the reason"),
        ({"items": {}}, "at least one thing the fund can buy"),
        ({"items": {"gold": (None, None)}}, "at least one thing the fund can buy"),
        ({"items": {"food": (10_00, 20_00)}}, "cannot be more than £10"),
        ({"items": {"food": (10_00, 0)}}, "Enter an amount more than £0."),
        ({"items": {"food": (-1, None)}}, "cannot be less than £0"),
        ({"body_codes": []}, "at least one organisation"),
        ({"body_codes": ["lantern", "nobody"]}, "at least one organisation"),
        ({"person_pence": 0}, "cannot be £0"),
        ({"lead_pence": 10**9}, "must be £100,000 or less"),
        ({"spend_first_pence": -1}, "cannot be less than £0"),
        ({"since": datetime.date(2020, 1, 1)}, "The rules must start on a date when the fund is open."),
    ],
)
def test_terms_that_make_no_sense_are_told(own, today, more, says):
    with pytest.raises((ActionNotPossibleError, ValidationError), match=says):
        change(**own, seen=1, **({"since": today} | more))


def test_the_last_day_cannot_come_before_the_first(cast, own, today):
    yesterday = today - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match=r"must be .* or after"):
        set_up(own["by"], "Other", today, yesterday)
    with pytest.raises(ActionNotPossibleError, match="before its first"):
        set_last_day_of_fund(on=yesterday, **own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fund.objects.update(closes_on=yesterday)


def test_a_fund_and_a_service_of_one_name_would_be_taken_for_each_other(cast, own, today):
    office = own["by"]
    add_service(
        by=office, provider_id=office.body_id, name="Help", kind="food", phases=["before"], everywhere=True
    )
    with pytest.raises(
        ActionNotPossibleError, match=r"Your organisation already has a service with that name."
    ):
        set_up(office, "Help", today)
    with pytest.raises(ActionNotPossibleError, match=r"Your organisation already has a fund with that name."):
        set_up(office, "Emergency fund", today)


def test_a_budget_keeps_every_change_and_never_holds_less_than_is_set_aside(cast, own, purse, today):
    said = {"area_code": LINCOLNSHIRE, "year": get_financial_year(today), "because": "More from the grant"}
    reserve_sum_in_budget(budget_id=purse.budget.pk, pence=200_00)
    set_area_budget_of_year(allotted_pence=500_00, **said, **own)
    with pytest.raises(ActionNotPossibleError, match=r"£200 is already set aside"):
        set_area_budget_of_year(allotted_pence=199_99, **said, **own)
    changes = list(BudgetChange.objects.values_list("allotted_pence", "because"))
    assert changes == [(500_00, "More from the grant"), (300_00, "Agreed for the year")]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"year": 2014}, "Choose a year"),
        ({"year": 9999}, "Choose a year"),
        ({"year": 2020}, "is over"),
        ({"area_code": "X"}, "Choose an area"),
        ({"allotted_pence": -1}, "between £0 and"),
        ({"allotted_pence": 10**12}, "between £0 and"),
        ({"because": ""}, "where the money comes from"),
    ],
)
def test_a_budget_that_makes_no_sense_is_told(own, today, more, says):
    said = {"area_code": LINCOLNSHIRE, "year": get_financial_year(today), "allotted_pence": 1, "because": "x"}
    with pytest.raises((ActionNotPossibleError, ValidationError), match=says):
        set_area_budget_of_year(**(said | more), **own)


@pytest.mark.parametrize(
    "part", ["worker", "lead", "officer", "signatory", "board", "collator", "force_lead"]
)
def test_who_may_not_set_up_a_fund(cast, today, part):
    with pytest.raises(Denied):
        set_up(getattr(cast, part).actor, "x", today)


def test_the_office_of_another_area_changes_nothing_and_sees_nothing(cast, own, purse, today):
    theirs = {"by": cast.neighbour.actor, "fund_id": purse.fund.pk}
    with pytest.raises(ActionNotPossibleError, match="not one of your organisation’s"):
        change(**theirs, seen=1, since=today)
    with pytest.raises(ActionNotPossibleError, match="not one of your organisation’s"):
        set_last_day_of_fund(on=today, **theirs)
    assert list_funds(cast.neighbour.actor, today) == []
    with pytest.raises(NotVisible):
        get_fund(cast.neighbour.actor, purse.fund.pk, today)


def test_only_bodies_that_the_terms_name_may_ask_and_only_while_it_is_open(cast, own, purse, today):
    def asks(part, on=today):
        return [
            fund.pk for fund in list_funds_open_to_requests(getattr(cast, part).body_id, [LINCOLNSHIRE], on)
        ]

    assert asks("worker") == asks("officer") == [purse.fund.pk]
    assert asks("partner") == []
    assert [fund.pk for fund in list_funds(cast.partner.actor, today)] == []
    set_last_day_of_fund(on=today, **own)
    assert asks("worker") == [purse.fund.pk]
    assert asks("worker", today + datetime.timedelta(days=1)) == []


def test_what_is_left_is_that_of_the_area_of_the_person_else_of_the_body(cast, own, purse, today):
    reserve_sum_in_budget(budget_id=purse.budget.pk, pence=80_00)
    by, other = cast.worker.actor, "E23000023"
    read = lambda area: list_funds_with_money_left(by, area, today)  # noqa: E731 - said four times below
    assert read(LINCOLNSHIRE) == read(other) == read("") == (FundLeft("Emergency fund", 220_00, 25_00),)
    set_area_budget_of_year(
        **own, area_code=other, year=purse.budget.year, allotted_pence=10_00, because="A few pounds"
    )
    assert read(other) == (FundLeft("Emergency fund", 10_00, 25_00),)
    assert read(LINCOLNSHIRE) == (FundLeft("Emergency fund", 220_00, 25_00),)
    for who in (cast.housing, cast.partner, cast.commissioner):  # no permission, not named, asks for nobody
        assert list_funds_with_money_left(who.actor, LINCOLNSHIRE, today) == ()
