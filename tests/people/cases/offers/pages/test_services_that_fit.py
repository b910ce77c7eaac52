"""Which services fit: what is not known is said once, rows show what differs, clothes come first among essentials."""

from django.urls import reverse

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.presenters.referrals import (
    ServiceFitRow,
    split_questions_shared_by_services,
    split_reasons_shared_by_services,
)
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.cases.offers.queries.need_and_service_choices import list_fitting_services
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.records.text_choices import Age
from support.offers_pages import add


def line(name: str, *reasons: tuple[str, str]) -> ServiceFitRow:
    return ServiceFitRow(name, "", "", "", "", "", False, ("met", "Fits"), list(reasons), "")


def test_reasons_of_every_row_are_taken_out_of_the_rows():
    area, women, men = (
        ("yes", "This area"),
        ("ask", "Women only: record gender first"),
        ("ask", "Men only: record gender first"),
    )
    shared, rows = split_reasons_shared_by_services([line("One", area, women), line("Two", men, area)])
    assert shared == [area]
    assert [row.reasons for row in rows] == [[women], [men]]
    assert split_reasons_shared_by_services([line("Alone", area)]) == ([], [line("Alone", area)])
    assert split_reasons_shared_by_services([]) == ([], [])


def test_what_many_services_do_not_say_stands_above_and_rows_point_there():
    """Ages are asked of two of four rows, children of one of four, which stays in its row."""
    ages, children, area = ("ask", "Ages: ask"), ("ask", "Children: ask"), ("yes", "This area")
    rows = [line("One", ages, area), line("Two", ages, children), line("Three", area), line("Four")]
    questions, shown = split_questions_shared_by_services(rows)
    assert questions == ["Ages: ask"]
    above = ("ask", "The points above")
    assert [row.reasons for row in shown] == [[above, area], [children, above], [area], []]


def test_what_is_not_known_stands_once_above_the_services(cast, told, signed_in):
    for name in ("Fen law", "Marsh law"):
        add(cast, name)
    page = " ".join(
        signed_in(cast.worker).get(reverse("case_services", args=[told.reference])).content.decode().split()
    )
    assert page.count("Not known yet:") == 1
    assert "Not known: ask" not in page
    assert "All services on this page:" in page


def test_clothes_come_first_among_essentials(cast, told):
    opening.set_age_group(case_id=told.case_id, age=Age.ADULT, by=cast.worker.actor)
    for name, kind in (
        ("A bag", "go_bag"),
        ("B food", "food"),
        ("C phone", "phone"),
        ("D clothes", "clothes"),
    ):
        add(cast, name, kind)
    access = get_case_open_to_actor_by_reference(cast.worker.actor, told.reference).case_access
    found = list_fitting_services(told.case_id, "essentials", facts=get_service_fit_facts_of_case(access))
    assert [row.name for row in found[:4]] == ["D clothes", "A bag", "C phone", "B food"]
