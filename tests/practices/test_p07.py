"""A bespoke support plan: advocacy, signposting, emergency housing, clothes, a phone, food and more, in one list."""

from datetime import date

import pytest

from handrail.directory.actions import add_service
from handrail.directory.need_and_service_kinds import KINDS
from handrail.people.recovery.plan_offer_categories import PLAN_KINDS, get_plan_offer_category_of_service_kind
from handrail.platform.reference.models import Body
from support.practice_pages import _day, row, words_of

pytestmark = pytest.mark.practice("P07")
DAY = date(2026, 11, 24)
ALWAYS = ["before", "during", "after", "outside"]
# The practice's own six first, then legal help, health and an interpreter: what is offered, the service, its kind.
OFFERED = (
    ("advocacy", "Victim care navigator", "navigator", "alongside"),
    ("signposting", "Where to find what", "signposting", "alongside"),
    ("emergency_housing", "Room at Fen House", "place_of_safety", "place"),
    ("clothes", "Clothes cupboard", "clothes", "essentials"),
    ("phone", "Safe phones", "phone", "essentials"),
    ("food", "Food parcel", "food", "essentials"),
    ("legal", "Rights hour", "solicitor", "legal"),
    ("health", "Named GP", "gp_registration", "health"),
    ("interpreter", "Phone interpreters", "interpreter", "understood"),
)


@pytest.fixture
def plan(cast, pages):
    """A case, and a service of each kind that Harbour gives here."""
    pages.today(DAY)
    numbers = {
        code: add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="harbour").pk,
            name=name,
            kind=kind,
            phases=ALWAYS,
            state="open",
            everywhere=True,
        )
        for code, name, kind, _ in OFFERED
    }
    pages.open_case()
    return pages, numbers


def offer(pages, numbers, code, answer="accepted", **more):
    told = {"service": str(numbers[code]), "words": "", "answer": answer, "reason": "", **_day("on", DAY)}
    pages.post(f"plan/offer/{code}/", **(told | more))


def test_every_kind_is_one_press_away_on_the_plan(plan):
    pages, _ = plan
    page = pages.markup("plan/")
    for kind in PLAN_KINDS:
        assert f"plan/offer/{kind.code}/" in page
        assert kind.name in words_of(page)
    assert {get_plan_offer_category_of_service_kind(kind.code).code for kind in KINDS} == {
        kind.code for kind in PLAN_KINDS
    }


def test_each_need_has_offers_of_those_kinds_with_date_provider_result_and_cost(plan):
    pages, numbers = plan
    for n, (code, *_) in enumerate(OFFERED, 1):
        offer(pages, numbers, code)
        found = pages.link(
            "Record outcome", "plan/"
        )  # the newest row may stand anywhere: each is said in turn
        assert "/result/" in found
        _result(pages, OFFERED[n - 1][1], f"Came of number {n}", f"{n}.50")
    page = pages.markup("plan/")
    for n, (code, name, kind, _) in enumerate(OFFERED, 1):
        line = _line(page, name)
        assert get_plan_offer_category_of_service_kind(kind).code == code
        for said in (
            get_plan_offer_category_of_service_kind(kind).name,
            name,
            "Harbour",
            "24 November",
            "Accepted",
            f"Came of number {n}",
        ):
            assert said in line
        assert f"£{n}.50" in line
        assert "before the NRM" in line


def test_offers_of_one_need_stand_under_it_and_each_has_its_answer_and_reason(plan):
    pages, numbers = plan
    offer(pages, numbers, "clothes", words="Something warm")
    offer(pages, numbers, "food", answer="declined", reason="I ate with my sister")
    offer(pages, numbers, "phone", answer="none_yet")
    page = pages.markup("plan/")
    assert "1 need, 3 offers" in words_of(page)
    assert row(page, "Clothes, food and a phone").count("“Something warm”") == 1
    assert "Declined “I ate with my sister”" in _line(page, "Food parcel")
    assert "No answer yet Record the answer" in _line(page, "Safe phones")


def test_a_need_without_an_offer_says_so_and_a_plan_without_needs_too(plan):
    pages, _ = plan
    assert "No needs recorded yet" in pages.read("plan/")
    pages.need()
    assert "A safe place to stay Add an offer Nothing offered yet" in pages.read("plan/")


def test_where_nothing_of_a_kind_is_open_the_page_says_so(plan):
    pages, _ = plan
    page = pages.markup("plan/offer/travel/")
    assert "No known open service gives this here at this stage." in words_of(page)
    assert 'name="service"' not in page, "nothing to choose, so nothing to fill in"
    assert "Add a need without an offer" in words_of(page)


def test_where_nothing_at_all_is_open_a_need_on_the_case_says_so_too(pages):
    pages.today(DAY)
    pages.open_case()
    pages.need()
    assert "No known service covers this area" in pages.read(pages.link("Add an offer"))


def _result(pages, name, result, cost):
    page = pages.markup("plan/")
    at = page.index(name)
    address = page[page.index("/offers/", at) :].split('"')[0]
    case = f"/cases/{pages.reference}"
    found = (
        f"{case}{address}"
        if address.endswith("/result/")
        else f"{case}{address.replace('/answer/', '/result/')}"
    )
    pages.post(found, result=result, cost=cost, seen="2")


def _line(page, name):
    """The words of the row in which the service stands."""
    start = page.rindex("<tr", 0, page.index(f">{name}<"))
    return words_of(page[start : page.index("</tr>", start)])
