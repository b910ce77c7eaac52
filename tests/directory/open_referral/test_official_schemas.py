"""All nine addresses say what the official schemas of Open Referral UK 3.0 ask for, by a validator that is not ours."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handrail.demo.actions_bodies_users_and_services import add_planned_demo_bodies, add_planned_demo_services
from handrail.demo.case_holding_bodies import NEW_BODIES
from handrail.demo.planned_bodies_and_users import BODIES
from handrail.demo.planned_services import SERVICES
from handrail.directory.actions import add_service, mark_service_checked
from handrail.directory.models import Service
from handrail.directory.published_vocabulary import TAXONOMIES, TERMS
from handrail.directory.queries.published_services import derive_service_at_location_id
from handrail.platform.reference.models import Body
from support.oruk import HERE, PAGE, faults, fixture

pytestmark = pytest.mark.one_engine

BASE = "/api/open-referral/"
EVERY_FIELD = {
    "description": "Advice on rights and entitlements",
    "ages": "limits",
    "min_age": 18,
    "max_age": 120,
    "genders": "women",
    "dependants": "yes",
    "public_funds": "not_needed",
    "interpreters": "yes",
    "languages": ("ro", "vi"),
    "hours": "Weekdays, 9am to 5pm",
    "cost": "priced",
    "cost_pence": 12_50,
    "cost_note": "Free below 18",
    "pro_bono": True,
    "contact_phone": "01632 960001",
    "contact_email": "hello@example.org",
    "website": "https://example.org/advice",
    "address": "1 Quay Street",
    "town": "Boston",
    "postcode": "PE21 6AB",
    "areas": ("E23000020",),
}


@pytest.fixture
def full(cast) -> Service:
    """A service with something in every field that may be published."""
    number = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="lantern").pk,
        name="Rights clinic",
        kind="solicitor",
        phases=["before", "outside"],
        state="open",
        public=True,
        **EVERY_FIELD,
    )
    mark_service_checked(by=cast.lead.actor, service_id=number)
    return Service.objects.get(pk=number)


@pytest.fixture
def bare(cast) -> Service:
    """A service with nothing but what it must have."""
    number = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name="Walk on Sundays",
        kind="befriending",
        phases=["after"],
        state="paused",
        everywhere=True,
        public=True,
    )
    return Service.objects.get(pk=number)


def get(address: str, status: int = 200):
    reply = Client().get(f"{BASE}{address}")
    assert reply.status_code == status, reply.content[:300]
    assert reply["Content-Type"].startswith("application/json")
    assert reply["Access-Control-Allow-Origin"] == "*"
    return json.loads(reply.content)


def test_the_first_address_says_which_standard_this_is():
    said = get("")
    assert said["version"] == "HSDS-UK-3.0"
    assert set(said) == {"version", "profile", "openapi_url"}
    assert said["openapi_url"].endswith("/api/open-referral/openapi.json")


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("services", "compiled/service_list"),
        ("service_at_locations", "compiled/service_at_location_list"),
        ("taxonomies", "schema/taxonomy"),
        ("taxonomy_terms", "schema/taxonomy_term"),
    ],
)
def test_each_list_is_a_page_of_valid_entities(full, bare, address, schema):
    page = get(address)
    assert set(page) == PAGE
    assert page["size"] == len(page["contents"]) > 0
    assert [fault for entity in page["contents"] for fault in faults(schema, entity)] == []


def test_each_service_is_valid_whole(full, bare):
    for service in (full, bare):
        said = get(f"services/{service.key}")
        assert faults("compiled/service", said) == []
        at = get(f"service_at_locations/{derive_service_at_location_id(service.key)}")
        assert faults("compiled/service_at_location", at) == []
        assert at["service_id"] == said["id"] == str(service.key)


def test_each_list_of_terms_and_each_term_is_valid(db):
    for taxonomy in TAXONOMIES:
        assert faults("schema/taxonomy", get(f"taxonomies/{taxonomy.id}")) == []
    for term in TERMS:
        assert faults("schema/taxonomy_term", get(f"taxonomy_terms/{term.id}")) == []


def test_what_there_is_is_said(full):
    said = get(f"services/{full.key}")
    assert (said["status"], said["minimum_age"], said["maximum_age"]) == ("active", 18, 120)
    assert said["cost_options"][0]["amount"] == 12.5
    assert said["phones"][0]["number"] == "01632 960001"
    assert said["assured_date"] == timezone.localdate().isoformat()
    address = said["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["address_1"], address["city"], address["postal_code"]) == (
        "1 Quay Street",
        "Boston",
        "PE21 6AB",
    )
    assert {language["name"] for language in said["languages"]} == {"Romanian", "Vietnamese"}
    terms = {attribute["taxonomy_term"]["name"] for attribute in said["attributes"]}
    assert {"Solicitor", "Legal advice", "Pro bono", "For women", "No recourse to public funds"} <= terms


def test_what_has_no_value_is_left_out(bare):
    said = get(f"services/{bare.key}")
    assert said["status"] == "temporarily closed"
    assert {"description", "email", "url", "minimum_age", "phones", "schedules", "cost_options"} & set(
        said
    ) == set()
    assert said["service_at_locations"][0]["location"]["location_type"] == "virtual"


def test_ids_stay_the_same(full):
    assert get(f"services/{full.key}") == get(f"services/{full.key}")
    assert TAXONOMIES[0].id == TAXONOMIES[0].id


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("search=rights", ["Rights clinic"]),
        ("search=ENTITLEMENTS", ["Rights clinic"]),
        ("minimum_age=18", ["Rights clinic"]),
        ("minimum_age=19", []),
        ("maximum_age=120", ["Rights clinic"]),
        ("day=MO", ["Rights clinic"]),
        ("day=SU", []),
        ("start_time=09:00", []),
        (f"taxonomy_term_id={next(term.id for term in TERMS if term.code == 'pro_bono')}", ["Rights clinic"]),
        (f"taxonomy_term_id={next(term.id for term in TERMS if term.code == 'after')}", ["Walk on Sundays"]),
        (f"taxonomy_id={TAXONOMIES[0].id}", ["Rights clinic", "Walk on Sundays"]),
        ("taxonomy_term_id=ac148810-d857-441c-9679-408f346de14b", []),
        ("search=%00", ["Rights clinic", "Walk on Sundays"]),
    ],
)
def test_filters(full, bare, asked, names):
    assert [service["name"] for service in get(f"services?{asked}")["contents"]] == names


def test_a_place_is_found_by_its_postcode_district(full, bare):
    found = get("service_at_locations?postcode=pe21%209zz&proximity=500")["contents"]
    assert [each["service"]["name"] for each in found] == ["Rights clinic"]
    assert get("service_at_locations?postcode=nonsense")["empty"] is True


def test_pages(full, bare):
    first = get("services?per_page=1")
    assert (first["total_items"], first["total_pages"], first["size"]) == (2, 2, 1)
    assert (first["first_page"], first["last_page"], first["empty"]) == (True, False, False)
    last = get("services?per_page=1&page=2")
    assert (last["first_page"], last["last_page"]) == (False, True)
    beyond = get("services?per_page=1&page=9")
    assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], True)


@pytest.mark.parametrize(
    "address",
    [
        "services/ac148810-d857-441c-9679-408f346de14b",
        "service_at_locations/ac148810-d857-441c-9679-408f346de14b",
        "taxonomies/ac148810-d857-441c-9679-408f346de14b",
        "taxonomy_terms/ac148810-d857-441c-9679-408f346de14b",
    ],
)
def test_what_is_not_there_is_told_in_json(db, address):
    assert get(address, 404) == {"detail": "Not found."}


@pytest.mark.parametrize(
    "wrong", ["page=0", "page=x", "per_page=101", "day=Monday", "minimum_age=-1", "page=99999999999999999999"]
)
def test_what_is_not_understood_names_the_parameter_and_never_what_was_sent(db, wrong):
    name, _, sent = wrong.partition("=")
    said = get(f"services?{wrong}", 422)["detail"]
    assert said.startswith(f"{name}: ")
    assert sent not in said or len(sent) == 1


def test_a_closed_service_and_one_that_is_not_public_are_not_there(full, bare):
    Service.objects.filter(pk=full.pk).update(state="closed")
    Service.objects.filter(pk=bare.pk).update(public=False)
    assert get("services")["empty"] is True
    for service in (full, bare):
        get(f"services/{service.key}", 404)
        get(f"service_at_locations/{derive_service_at_location_id(service.key)}", 404)


def test_the_statements_do_not_grow_with_the_services(cast, full):
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            get("services")
        return len(caught)

    few = statements()
    for number in range(30):
        add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="harbour").pk,
            name=f"Group {number}",
            kind="group",
            phases=["before"],
            state="open",
            areas=["E23000020"],
            languages=["ro"],
            public=True,
        )
    assert (
        statements() == few == 6
    )  # how many, services, areas, languages, who works there, bodies that are one person


def test_the_demo_directory_is_valid(cast):
    add_planned_demo_bodies((*BODIES, *NEW_BODIES))
    add_planned_demo_services(SERVICES, by=cast.lead)
    page = get("services?per_page=100")
    assert page["total_items"] >= 10
    for head in page["contents"]:
        assert faults("compiled/service_list", head) == []
        assert faults("compiled/service", get(f"services/{head['id']}")) == []


@pytest.mark.parametrize(
    ("which", "name", "schema", "expected"),
    [
        ("Default", "service_full", "compiled/service", 0),
        ("Default", "taxonomy_term", "schema/taxonomy_term", 0),
        ("Fail", "service_full", "compiled/service", 2),
        ("Fail", "taxonomy_term", "schema/taxonomy_term", 2),
    ],
)
def test_the_validator_itself_finds_what_the_standards_own_fixtures_hold(which, name, schema, expected):
    assert len(faults(schema, fixture(which, name))) == expected


def test_the_official_files_carry_their_notice():
    assert "CC BY-SA 4.0" in (HERE / "NOTICE.md").read_text()
