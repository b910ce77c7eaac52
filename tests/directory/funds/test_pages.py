"""The pages of funds: what is typed wrong comes back after a redirect, and nothing is set over newer terms."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.funds.actions import reserve_sum_in_budget, return_sum_to_budget
from handrail.directory.funds.models import Budget, BudgetMonth, Fund, FundTerms
from support.funds import a_purse

pytestmark = pytest.mark.django_db

TERMS = {
    "items": ["food"],
    "most_food": "50",
    "usual_food": "20",
    "bodies": ["lantern"],
    "spend_first_pence": "25",
    "lead_pence": "60",
    "request_pence": "",
    "person_pence": "150.50",
    "because": "As agreed",
}


def day(name, date):
    return {f"{name}-day": date.day, f"{name}-month": date.month, f"{name}-year": date.year}


def get_value(page, name):
    """What an input of the page holds."""
    (tag,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', tag)
    return value[1] if value else ""


@pytest.fixture
def fund(cast):
    return a_purse(cast).fund


@pytest.fixture
def office(cast, signed_in):
    return signed_in(cast.commissioner)


def test_a_fund_is_set_up_with_its_terms_on_one_page(cast, office, fund):
    answers = TERMS | {"name": "Winter fund"} | day("opens_on", fund.opens_on)
    page = office.post(reverse("add_fund"), answers, follow=True).content.decode()
    assert "Winter fund set up. Now enter this year’s budget." in page
    made = Fund.objects.get(name="Winter fund")
    terms = made.terms.get()
    assert (terms.since, terms.person_pence, terms.request_pence) == (fund.opens_on, 150_50, None)
    assert list(terms.items.values_list("item", "most_pence", "usual_pence")) == [("food", 50_00, 20_00)]
    assert [body.code for body in terms.bodies.all()] == ["lantern"]


def test_new_terms_start_with_those_that_they_follow_and_keep_them(office, fund):
    address = reverse("change_terms", args=[fund.pk])
    page = office.get(address).content.decode()
    assert [get_value(page, name) for name in ("lead_pence", "most_food", "usual_room")] == ["60", "50", ""]
    answers = TERMS | {"seen": get_value(page, "seen")} | day("since", fund.opens_on)
    page = office.post(address, answers, follow=True).content.decode()
    assert "The rules of Emergency fund change on" in page
    assert list(fund.terms.values_list("number", flat=True)) == [2, 1]


def test_terms_from_an_older_page_do_not_follow_newer_ones(office, fund):
    address = reverse("change_terms", args=[fund.pk])
    answers = TERMS | {"seen": 1} | day("since", fund.opens_on)
    office.post(address, answers)
    reply = office.post(address, answers | {"because": "Typed on the older page"}, follow=True)
    page = reply.content.decode()
    assert (reply.status_code, "after you opened the page" in page) == (200, True)
    assert "Typed on the older page" in page
    assert FundTerms.objects.filter(fund=fund).count() == 2


def test_a_usual_sum_above_the_most_is_named_beside_it(office, fund):
    answers = TERMS | {"seen": 1, "usual_food": "50.01"} | day("since", fund.opens_on)
    page = office.post(reverse("change_terms", args=[fund.pk]), answers, follow=True).content.decode()
    assert "The usual sum cannot be more than £50" in page
    assert fund.terms.count() == 1


def test_a_year_cannot_hold_less_than_is_set_aside(cast, office, fund):
    budget = Budget.objects.get(fund=fund)
    Budget.objects.filter(pk=budget.pk).update(set_aside_pence=200_00)
    answers = {"area": budget.area_id, "year": budget.year, "pence": "199.99", "because": "Less"}
    page = office.post(reverse("set_budget", args=[fund.pk]), answers, follow=True).content.decode()
    assert "£200 is already set aside" in page
    assert Budget.objects.get(pk=budget.pk).allotted_pence == 300_00


def test_what_is_left_is_drawn_by_month_and_told_in_a_table(cast, fund, signed_in):
    client, address = signed_in(cast.commissioner), reverse("fund", args=[fund.pk])
    assert "Left by month" not in client.get(address).content.decode()  # one month is no course
    budget = Budget.objects.get()
    last_month = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)
    BudgetMonth.objects.update(month=last_month.replace(day=1))
    reserve_sum_in_budget(budget_id=budget.pk, pence=120_00)
    return_sum_to_budget(budget_id=budget.pk, pence=20_00)
    page = client.get(address).content.decode()
    assert "Left by month" in page
    assert "<svg" in page
    rows = [
        re.sub(r"<[^>]+>", " ", row).split()[2:] for row in re.findall(r"<tr role=.row.*?</tr>", page, re.S)
    ]
    assert ["£0", "£300"] in rows
    assert ["£100", "£200"] in rows
