"""A fund from which emergency accommodation and essentials are bought: asked, approved, paid, and never overspent."""

from datetime import date

import pytest
from django.test import Client

from support.cast import LINCOLNSHIRE
from support.practice_pages import Pages, row, words_of

TODAY = date(2026, 11, 24)


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


@pytest.fixture
def office(cast) -> Pages:
    """The commissioner's office, which owns the fund."""
    return Pages(Client(), cast.commissioner)


@pytest.fixture
def lead(cast) -> Pages:
    return Pages(Client(), cast.lead)


@pytest.fixture
def fund(pages, office, lead) -> str:
    """£200 for this year: food and clothes, a lead up to £60, the worker on duty up to £25."""
    for who in (pages, office, lead):
        who.today(TODAY)
    rules = {
        "bodies": "lantern", "spend_first_pence": "25", "lead_pence": "60", "person_pence": "£150",
        "usual_food": "20", "most_food": "50", "most_clothing": "80", "most_room": "120",
        "because": "Agreed by the board",
    }  # fmt: skip
    answers = {
        "name": "Emergency fund",
        "items": ["food", "clothing", "room"],
        **day("opens_on", TODAY),
        **rules,
    }
    office.post("/money/funds/add/", **answers)
    found = office.link("Emergency fund", "/money/funds/")
    allot(office, found, "200.00")
    pages.open_case()
    pages.post("open/where/", area=LINCOLNSHIRE, where_now="")
    yield found
    for who in (office, lead):
        who.come_home()


def allot(office, fund, pounds):
    office.post(f"{fund}year/", area=LINCOLNSHIRE, year="2026", pence=pounds, because="Grant")


def ask(pages, fund, item, pence="", why="first"):
    """Where the request stands, once asked."""
    pages.post("money/ask/", fund=fund.split("/")[3], item=item, pence=pence, why=why, note="")
    return pages.link({"food": "Food", "clothing": "Clothes and shoes"}[item], "money/")


def refused(pages, address, **answers):
    """What the page says to a form that is not taken."""
    reply = pages.client.post(pages._full(address), answers, follow=True)
    assert reply.status_code in (200, 403, 404), reply.status_code
    return words_of(reply.content.decode())


@pytest.mark.practice("P37")
def test_the_fund_has_a_budget_and_rules(fund, office, pages):
    page = office.read(fund)
    assert "2026 to 2027 Lincolnshire £200 £0 £200 Open" in page
    for rule in ("Who can ask Lantern", "Can be spent before approval, up to £25", "A duty lead approves, up to £60",
                 "Maximum for one person in a year £150", "Food £20 £50", "Agreed by the board"):  # fmt: skip
        assert rule in page
    assert "Food Usually £20, up to £50" in pages.read("money/ask/")


@pytest.mark.practice("P37")
def test_from_request_to_receipt_the_difference_goes_back(fund, office, lead, pages):
    request = ask(pages, fund, "clothing", "£40")
    assert "Waiting for approval" in pages.read(request)
    lead.post(f"{request}approve/")
    assert "£160 £40 £200" in office.read(fund)
    pages.post(f"{request}bought/", pence="38", how="voucher", voucher="V-1234")
    pages.post(f"{request}receipt/", pence="36.50", reference="", **day("on", TODAY))
    lead.post(f"{request}check/")
    assert "Checked and closed by Leah Corrigan" in lead.read(request)
    assert "£163.50 £36.50 £200" in office.read(fund)
    offer = row(pages.markup("tab/plan/"), "Clothes, food and a phone")
    assert "Emergency fund" in offer
    assert "Accepted" in offer
    assert "Clothes and shoes, from the fund. £36.50" in offer
    assert "before the NRM" in offer


@pytest.mark.practice("P37")
def test_a_sum_above_the_leads_limit_is_decided_by_the_office_which_never_learns_for_whom(
    fund, office, lead, pages
):
    request = ask(pages, fund, "clothing", "75")
    assert "The office that owns the fund decides" in refused(lead, f"{request}approve/")
    seen = office.markup(request)
    assert "Clothes and shoes, £75" in words_of(seen)
    assert "First contact, with no belongings" in words_of(seen)
    assert [word for word in (pages.reference, "Mirela", "07700 900123") if word in seen] == []
    office.post(f"{request}approve/")
    assert "£125 £75 £200" in office.read(fund)


@pytest.mark.practice("P37")
def test_nobody_approves_their_own_request(fund, office, lead):
    lead.open_case()
    lead.post("open/where/", area=LINCOLNSHIRE, where_now="")
    request = ask(lead, fund, "clothing", "40")
    assert "You requested this money, so someone else must approve it." in refused(lead, f"{request}approve/")
    assert "Approve" not in lead.read(request)
    office.post(f"{request}approve/")


@pytest.mark.practice("P37")
def test_the_worker_on_duty_spends_first_and_is_reviewed_on_the_next_working_day(fund, lead, pages):
    request = ask(pages, fund, "food")
    assert "Approved, to be bought" in pages.read(request)
    assert "Food, £20" in pages.read(request)
    assert "Review by Wed 25 Nov" in lead.read("/money/?tab=review")
    lead.today(date(2026, 11, 26))
    assert "Review overdue 1 day" in lead.read("/money/?tab=review")
    lead.post(f"{request}review/", said="in_order")
    assert "Reviewed: in order" in lead.read(request)
    assert "No spending to review." in lead.read("/money/?tab=review")


@pytest.mark.practice("P37")
def test_it_cannot_be_overspent_and_who_paid_instead_becomes_evidence(fund, office, lead, pages):
    allot(office, fund, "30")
    ask(pages, fund, "food", "20")
    told = refused(
        pages, "money/ask/", fund=fund.split("/")[3], item="clothing", pence="30", why="first", note=""
    )
    assert "The fund has £10 left this year, so £30 cannot be set aside." in told
    assert "£10 £20 £30" in office.read(fund)
    paid = {
        "item": "clothing",
        "why_not": "empty",
        "payer": "charity",
        "pence": "30",
        "note": "",
        **day("on", TODAY),
    }
    pages.post("money/paid-instead/", **paid)
    assert "Clothes and shoes, £30 A charity The fund is empty" in pages.read("money/")
    assert "1 paid by others" in lead.read(
        "/money/missing/"
    )  # who may open every case reads the numbers as they are


@pytest.mark.practice("P37")
def test_spent_first_and_taken_back_the_money_is_there_again_once_somebody_else_has_looked(
    fund, office, lead, pages
):
    request = ask(pages, fund, "food", "20")
    pages.post(f"{request}take-back/")
    assert "£180 £20" in office.read(fund)
    lead.post(f"{request}review/", said="nothing")
    assert "£200 £0" in office.read(fund)


NO_SUMS = {
    "12,50": "Use a point before the pence",
    "1.234,56": "Use a point before the pence",
    "-5": "The amount cannot be less than £0",
    "£": "Enter the amount in pounds, like 62 or 62.50",
    "0": "Enter an amount more than £0",
    "99999999999": "The amount must be",
    "50.01": "The fund pays up to £50 at a time for food",
}


@pytest.mark.one_engine
@pytest.mark.practice("P37")
def test_a_sum_that_makes_no_sense_is_told_at_its_field(fund, office, pages):
    wish = {"fund": fund.split("/")[3], "item": "food", "why": "first", "note": ""}
    for pence, says in NO_SUMS.items():
        told = refused(pages, "money/ask/", **wish, pence=pence)
        assert "There is a problem" in told, pence
        assert says in told, pence
    assert "£200 £0" in office.read(fund)
