"""Searching services: what narrows the list, and that the database leaves out whom the rules leave out."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from handrail.directory.models import Service
from handrail.directory.queries import ServiceFilter, search_services
from handrail.directory.queries.service_search import unsuitable_services_q
from handrail.directory.service_fit import FitVerdict, assess_service_fit_by_person_rules
from handrail.platform.reference.models import Body
from support.service_fit import MIRELA, any_facts, any_terms

pytestmark = pytest.mark.django_db

LINCOLNSHIRE, GWENT = "E23000020", "W15000002"


@pytest.fixture
def body() -> Body:
    return Body.objects.create(
        code="rowan", name="Rowan", kind="charity", source="Test", confidence="confirmed"
    )


def add(body: Body, name: str, **about: object) -> Service:
    facts = {
        "kind": "navigator",
        "state": "open",
        "before": True,
        "everywhere": True,
        "changed_at": timezone.now(),
        **about,
    }
    return Service.objects.create(provider=body, name=name, **facts)


def names(wanted: ServiceFilter, **more: object) -> list[str]:
    return [line.name for line in search_services(wanted, **more).lines]


@pytest.mark.parametrize(
    ("wanted", "other"),
    [
        (ServiceFilter(kind="navigator"), {"kind": "go_bag"}),
        (ServiceFilter(need="alongside"), {"kind": "go_bag"}),
        (ServiceFilter(phase="before"), {"before": False, "after": True}),
        (ServiceFilter(area=LINCOLNSHIRE), {"everywhere": False}),
        (ServiceFilter(states=("open",)), {"state": "planned"}),
        (ServiceFilter(pro_bono=True), {"pro_bono": False}),
        (ServiceFilter(text="near"), {}),
        (ServiceFilter(language="ro"), {"interpreters": "no"}),
    ],
)
def test_each_filter_leaves_out_what_is_not_wanted(body: Body, wanted: ServiceFilter, other: dict) -> None:
    add(body, "Near", pro_bono=True, interpreters="yes")
    add(body, "Other", **other)
    assert names(wanted) == ["Near"]
    assert names(ServiceFilter()) == ["Near", "Other"]


def test_a_provider_is_found_by_a_part_of_its_name(body: Body) -> None:
    add(body, "Near")
    assert names(ServiceFilter(provider="owa")) == ["Near"]
    assert names(ServiceFilter(provider="elm")) == []


def test_whoever_speaks_the_language_is_found_beside_those_who_find_interpreters(body: Body) -> None:
    add(body, "Speaks").languages.set(["ro"])
    add(body, "Interprets", interpreters="yes")
    add(body, "Neither")
    assert names(ServiceFilter(language="ro")) == ["Interprets", "Speaks"]


def test_in_out_or_all_for_one_person(body: Body) -> None:
    add(body, "For women", genders="women")
    add(body, "For men", genders="men")
    add(body, "Not known")
    assert names(ServiceFilter(show="in"), facts=MIRELA) == ["For women", "Not known"]
    assert names(ServiceFilter(show="out"), facts=MIRELA) == ["For men"]
    assert names(ServiceFilter(), facts=MIRELA) == ["For men", "For women", "Not known"]


def test_a_long_list_comes_in_pages_and_a_page_beyond_the_end_is_the_last(body: Body) -> None:
    for number in range(25):
        add(body, f"Service {number:02}")
    first, last = search_services(ServiceFilter()), search_services(ServiceFilter(), page=99)
    assert (len(first.lines), first.count, first.pages) == (20, 25, 2)
    assert (last.lines[0].name, last.page) == ("Service 20", 2)


def test_the_statements_do_not_grow_with_the_services(body: Body) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            search_services(
                ServiceFilter(area=LINCOLNSHIRE, phase="before", states=("open",), show="in"), MIRELA
            )
        return len(caught)

    add(body, "One")
    few = statements()
    for number in range(60):
        add(body, f"Service {number}")
    assert statements() == few == 3


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(terms=any_terms(), facts=any_facts)
def test_the_database_leaves_out_exactly_whom_the_rules_say_no_to(body: Body, terms, facts) -> None:
    kind = "safe_house" if terms.need == "place" else "solicitor"
    row = add(
        body,
        "Tried",
        kind=kind,
        safe_house=terms.need == "place",
        **{
            name: getattr(terms, name)
            for name in (
                "nrm_point",
                "ages",
                "min_age",
                "max_age",
                "genders",
                "dependants",
                "public_funds",
                "status_rule",
            )
        },
    )
    out = Service.objects.filter(unsuitable_services_q(facts), pk=row.pk).exists()
    row.delete()
    assert out == (assess_service_fit_by_person_rules(replace(terms), facts).says is FitVerdict.NO)
