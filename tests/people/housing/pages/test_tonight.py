"""Find a place tonight: the search says no to what the rules say no to, and asks as often for one unit as for many."""

import html
import itertools
import re
from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.directory.funds.actions import close_budget_of_year, reserve_sum_in_budget
from handrail.directory.housing.actions.agreements import add_subsistence_rate
from handrail.directory.housing.models import Agreement, Place, SubsistenceRate, Unit
from handrail.directory.housing.unit_fit import Household
from handrail.directory.service_fit import FitVerdict
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.queries.unit_filters import select_units_in_area, units_unfit_for_household_q
from handrail.people.housing.search_criteria import PlaceSearchCriteria, list_unit_fit_reasons_for_case
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, OfferAnswer
from handrail.platform.administration.actions.device_calls import set_calls_from_devices
from support.cast import LINCOLNSHIRE, tell
from support.full_case import a_room
from support.funds import a_purse
from support.housing import a_place, a_unit

pytestmark = pytest.mark.django_db
TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")


def count(client, path):
    """Statements to both databases, without the words that begin and end a transaction."""
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in [*main.captured_queries, *keys.captured_queries]]
    return len([sql for sql in asked if not sql.startswith(TRANSACTION)])


def test_the_row_filter_and_the_rules_say_no_to_the_same_units(cast):
    first = a_place(cast.lead.actor)
    rows = []
    for number, (mix, children, pets, funds) in enumerate(
        itertools.product(
            ("unknown", "women", "men", "any"),
            ("unknown", "yes", "no"),
            ("yes", "no"),
            ("unknown", "not_needed", "needed"),
        )
    ):
        place = Place.objects.get(pk=first)
        place.pk, place.name = None, f"Place {number}"
        place._state.adding = True
        place.id = Place._meta.pk.get_default()
        place.mix, place.dependants, place.pets, place.public_funds = mix, children, pets, funds
        place.during = number % 2 == 0
        rows.append(place)
    Place.objects.bulk_create(rows)
    Unit.objects.bulk_create(
        Unit(
            place=place,
            name="Room",
            beds=1 + number % 2,
            lacks=["step_free"] if number % 3 else [],
            open_from="2026-01-01",
        )
        for number, place in enumerate(rows)
    )
    for household in (
        Household(
            gender="female", children=2, pets=True, access=("step_free",), public_funds=False, phase="during"
        ),
        Household(gender="male", beds=2, children=0, public_funds=True, phase="before"),
        Household(),
    ):
        wanted = PlaceSearchCriteria(household, (), False, "", None, 0)
        by_rows = set(
            select_units_in_area(LINCOLNSHIRE)
            .filter(units_unfit_for_household_q(household, []))
            .values_list("pk", flat=True)
        )
        by_rules = {
            unit.pk
            for unit in select_units_in_area(LINCOLNSHIRE)
            if any(reason.says is FitVerdict.NO for reason in list_unit_fit_reasons_for_case(unit, wanted))
        }
        assert by_rows == by_rules


def test_the_page_asks_as_often_for_one_unit_as_for_forty(stage, cast, signed_in):
    client, path = signed_in(cast.worker), reverse("place_tonight", args=[stage.told.reference])
    a_unit(a_place(cast.lead.actor, name="First"), "Room 1")
    one = count(client, path)
    for number in range(20):
        place = a_place(
            cast.lead.actor, name=f"More {number}", kind="hotel" if number % 4 == 0 else "flat", use="ask"
        )
        a_unit(place, "Room 1")
        a_unit(place, "Room 2")
    assert count(client, path) == one


def test_where_they_live_is_read_without_a_statement_of_its_own(home, cast, signed_in):
    opening.set_age_group(case_id=home.case.pk, age=Age.ADULT, by=cast.worker.actor)
    client, path = signed_in(cast.worker), reverse("place_tonight", args=[home.case.reference])
    before = count(client, path)
    assert "Lives at:" not in client.get(path).content.decode()
    by, on = cast.worker.actor, timezone.localdate()
    here = {"case_id": home.case.pk, "on": on, "by": by}
    need = offers.record_need(kind="place", words="", **here)
    offer = offers.make_offer(need_id=need.pk, service_id=a_room(by), **here)
    offers.answer_offer(offer_id=offer.pk, answer=OfferAnswer.ACCEPTED, reason="", seen_version=1, **here)
    event = EventInput("place_of_safety_entered", on)
    record_event(case_id=home.case.pk, happening=event, by=by)
    shown = client.get(path).content.decode()
    assert re.search(r"<p>Lives at: <b>Room at Fen House, since ", shown)
    assert count(client, path) == before <= 12


def test_rooms_of_a_house_stand_together_and_the_rest_folds(stage, cast, signed_in):
    client, path = signed_in(cast.worker), reverse("place_tonight", args=[stage.told.reference])
    many = a_place(cast.lead.actor, name="Aspen", mix="women")
    for number in range(1, 6):
        a_unit(many, f"Room {number}")
    for name in ("Beech", "Cedar", "Dogwood"):
        a_unit(a_place(cast.housing.actor, name=name, body="fen-housing", use="ask", phone="01632 960 127"))
    page = " ".join(client.get(path).content.decode().split())
    assert page.count(">Aspen</h3>") == 1
    assert "5 free" in page
    assert "3 more rooms" in page
    assert page.index("Women only") < page.index(">Room 1</h4>")  # said once, for the house
    assert page.count("Women only") == 1
    assert "Places that may fit" in page  # nobody has asked about gender yet
    assert re.search(r"\d+ more rooms? (and|or) flats?", page)
    assert "Call <b>01632 960 127</b>" in page
    assert reverse("device_calls") not in page  # the team does not allow it
    set_calls_from_devices(allowed=True, by=cast.lead.actor)
    assert (
        f'<a class="govuk-link" href="{reverse("device_calls")}">Turn on calls from this device</a>'
        in client.get(path).content.decode()
    )
    client.post(reverse("device_calls"), {"dials": "yes"})
    page = client.get(path).content.decode()
    assert 'href="tel:01632960127"' in page
    assert "Turn on calls from this device" not in page
    assert "then hold" not in page


def read_tags(page):
    """Each place with the sort and the words of its tag."""
    heads = re.findall(
        r'app-places__head"><h3 class="app-item-title">([^<]+)</h3>(.*?)</div>', page, re.DOTALL
    )
    tags = {
        name: re.search(r"app-tag--(\w+).*?<span>([^<]+)</span>", head, re.DOTALL) for name, head in heads
    }
    return {name: tag.groups() for name, tag in tags.items() if tag}


def test_a_place_that_asks_only_what_stands_above_all_places_has_a_tick(stage, cast, signed_in):
    client, path = signed_in(cast.worker), reverse("place_tonight", args=[stage.told.reference])
    a_unit(a_place(cast.lead.actor, name="Aspen", mix="women"))
    a_unit(a_place(cast.lead.actor, name="Birch", mix="women", public_funds="needed"))
    tags = read_tags(client.get(path).content.decode())
    assert tags["Flat 2, Birch"] == ("unknown", "Available, ask first")
    assert ("unknown", "Available") not in tags.values()


def read_who_pays(client, case):
    page = " ".join(html.unescape(client.get(reverse("place_tonight", args=[case])).content.decode()).split())
    return re.search(r"<h2[^>]*>Who pays</h2>(.*?)</section>", page).group(1)


def test_who_pays_stands_beside_the_places_with_what_is_left_of_the_fund(home, cast, signed_in):
    opening.set_age_group(case_id=home.case.pk, age=Age.ADULT, by=cast.worker.actor)
    client, path = signed_in(cast.worker), reverse("place_tonight", args=[home.case.reference])
    before = count(client, path)
    payer = Agreement.objects.select_related("payer").get().payer.name
    assert f"{payer}, from the emergency fund" in read_who_pays(client, home.case.reference)
    purse = a_purse(cast)
    reserve_sum_in_budget(budget_id=purse.budget.pk, pence=41_20)
    said = read_who_pays(client, home.case.reference)
    assert "Emergency fund" in said
    assert "£258.80 left this year" in said
    assert "You can spend up to £25 now, without approval. It will be reviewed later." in said
    assert reverse("ask_money", args=[home.case.reference]) in said
    assert count(client, path) == before <= 12
    close_budget_of_year(by=cast.commissioner.actor, budget_id=purse.budget.pk, because="Spent elsewhere")
    assert "left this year" not in read_who_pays(client, home.case.reference)


def test_whoever_may_not_see_the_fund_reads_who_pays_and_no_sum(stage, cast, signed_in):
    a_purse(cast, body_codes=("lantern", "fen-housing"))
    assert "left this year" in read_who_pays(signed_in(cast.worker), stage.told.reference)
    said = read_who_pays(signed_in(cast.housing), stage.told.reference)
    assert "Not known who pays: ask the provider." in said or "from the" in said
    assert "£" not in said
    assert "Emergency fund" not in said


def test_who_is_responsible_and_who_pays_is_said_alike_before_and_after_a_hold(home, cast, signed_in):
    client = signed_in(cast.worker)
    case = home.case.reference
    opening.set_age_group(case_id=home.case.pk, age=Age.ADULT, by=cast.worker.actor)
    before = client.get(reverse("place_tonight", args=[case])).content.decode()
    after = client.get(reverse("stay", args=[case, home.hold()])).content.decode()
    terms = Agreement.objects.select_related("answers", "payer").get()
    assert (
        f"Responsible for housing them: {terms.answers.name}. Paid for by: {terms.payer.name}"
        in html.unescape(before)
    )
    said = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(after)).split())
    assert f"Basis Agreed Responsible for housing them {terms.answers.name}" in said
    assert f"Pays for the bed {terms.payer.name}" in said


def test_of_a_free_night_nobody_is_asked_who_pays(cast, home, signed_in):
    """No agreement names who is responsible; only a night with a price has a payer to find."""
    opening.set_age_group(case_id=home.case.pk, age=Age.ADULT, by=cast.worker.actor)
    place = a_place(cast.housing.actor, name="Larch", body="fen-housing", use="ask")
    a_unit(place, "Flat 1")
    client, address = signed_in(cast.worker), reverse("place_tonight", args=[home.case.reference])

    def read_row():
        page = " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())
        return page.partition("Flat 1, Larch")[2].partition(" night")[0]

    assert read_row().endswith(
        "Not known who is responsible for housing them: ask the provider. Hold for 30 minutes No"
    )
    Place.objects.filter(pk=place).update(night_pence=38_00)
    assert "Not known who is responsible for housing them or who pays: ask the provider. " in read_row()


def test_three_questions_come_first_and_what_was_held_has_the_focus(home, cast, signed_in):
    client, case = signed_in(cast.worker), home.case.reference
    opening.set_age_group(case_id=home.case.pk, age=Age.ADULT, by=cast.worker.actor)
    page = client.get(reverse("place_tonight", args=[case])).content.decode()
    assert page.index('class="app-places__ask') < page.index('id="duty"') < page.index('id="fits"')
    assert "autofocus" not in page
    held = client.post(
        reverse("hold_place", args=[case, home.unit]), {"nights": 1}, follow=True
    ).content.decode()
    focused = held[: held.index("Held. No one else can take it")].rpartition("<div")[2]
    assert 'role="status" tabindex="-1" autofocus' in focused


@pytest.mark.parametrize(("children", "shown"), [(None, True), (0, False), (1, True)])
def test_a_rate_for_children_is_not_shown_where_none_come(home, cast, signed_in, children, shown):
    for whom in ("adult", "first_child"):
        rate = SubsistenceRate(agreement=Agreement.objects.get(), whom=whom, per="week", pence=39_60)
        rate.since, rate.source, rate.confidence = date(2020, 7, 1), "Newsletter", "secondary"
        add_subsistence_rate(rate, by=cast.lead.actor)
    wanted = PlaceRequirements(case_id=home.case.pk, beds=1, children=children)
    save_place_requirements(wanted, seen=0, by=cast.worker.actor)
    page = (
        signed_in(cast.worker).get(reverse("stay", args=[home.case.reference, home.hold()])).content.decode()
    )
    assert ("The first child" in page) is shown


def test_places_agreements_and_the_review_ask_as_often_for_many(stage, cast, signed_in):
    council, lead = signed_in(cast.housing), signed_in(cast.lead)
    paths = [(council, reverse("my_places")), (lead, reverse("agreements")), (lead, reverse("places_review"))]
    before = [count(*each) for each in paths]
    for number in range(5):
        a_unit(a_place(cast.housing.actor, name=f"Own {number}", body="fen-housing"), "Room 1")
        other = Case.objects.get(pk=tell(cast.worker.actor).case_id)
        stage.home.case = other
        stage.home.stay(a_unit(stage.home.place, f"Flat {number + 10}"))
    assert [count(*each) for each in paths] == before
