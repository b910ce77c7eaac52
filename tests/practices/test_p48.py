"""P48: eligibility rules, including no recourse to public funds, decide which services are offered; a pilot's results
support its extension."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.models import Pilot, PilotMeasure, PilotResult
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case, Need
from handrail.people.records.text_choices import Age
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.pilots import measured_team
from support.practice_pages import Pages, row
from support.worlds import shared_world

OPEN_TO_ALL, ONLY_WITH_FUNDS, NOBODY_SAYS = "Your place", "Council flat list", "Old list"


@pytest.fixture
def lead(cast) -> Pages:
    """The pages of the charity's lead, who runs the pilot."""
    return Pages(sign_in(Client(), cast.lead), cast.lead)


@shared_world
def services(cast) -> dict[str, int]:
    """Help with a home: for everybody, only with recourse to public funds, and where nobody says."""
    rules = {OPEN_TO_ALL: "not_needed", ONLY_WITH_FUNDS: "needed", NOBODY_SAYS: "unknown"}
    return {
        name: add_service(
            by=cast.lead.actor,
            provider_id=Body.objects.get(code="lantern").pk,
            name=name,
            kind="tenancy_help",
            phases=["before", "during", "after", "outside"],
            state="open",
            everywhere=True,
            public_funds=rule,
            ages="any",
            genders="any",
            dependants="yes",
            status_rule="any",
            interpreters="yes",
            pilot_until=date(2026, 12, 31) if name == OPEN_TO_ALL else None,
        )
        for name, rule in rules.items()
    }


def say(pages, **answers):
    """What the person says of what services ask."""
    told = {
        "gender": "not_asked",
        "dependants": "not_asked",
        "public_funds": "not_asked",
        "status": "not_asked",
    }
    seen = pages.markup("services/circumstances/").partition('name="seen" value="')[2].partition('"')[0]
    pages.post("services/circumstances/", **{**told, **answers, "seen": seen})


def open_case(pages):
    pages.today(timezone.localdate())
    pages.open_case()
    pages.post("needs/add/", kind="place", words="")


@pytest.mark.practice("P48")
def test_no_recourse_to_public_funds_decides_which_services_are_offered(pages, services):
    open_case(pages)
    say(pages, public_funds="no")
    offered = pages.read(pages.link("Add an offer"))
    assert OPEN_TO_ALL in offered
    assert NOBODY_SAYS in offered
    assert ONLY_WITH_FUNDS not in offered
    inside, out = pages.read("services/"), pages.read("services/?show=out")
    assert "Open to people with no recourse to public funds" in inside
    assert "Not recorded whether they take people with no recourse to public funds: ask" in inside
    assert ONLY_WITH_FUNDS not in inside
    assert ONLY_WITH_FUNDS in out
    assert "Only with recourse to public funds" in out


@pytest.mark.practice("P48")
def test_a_service_that_would_turn_them_away_cannot_be_offered_by_hand_either(pages, services):
    open_case(pages)
    say(pages, public_funds="no")
    today = timezone.localdate()
    day = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    form = pages.link("Add an offer")
    refused = pages.client.post(form, {"service": str(services[ONLY_WITH_FUNDS]), **day})
    assert "draft=" in refused["Location"], "back to the form"
    with pytest.raises(ActionNotPossibleError, match="cannot be offered: Only with recourse to public funds"):
        offers.make_offer(
            case_id=Case.objects.get(reference=pages.reference).pk,
            need_id=Need.objects.get().pk,
            service_id=services[ONLY_WITH_FUNDS],
            on=today,
            by=pages.user.actor,
        )
    done = pages.client.post(form, {"service": str(services[OPEN_TO_ALL]), **day})
    assert "draft=" not in done["Location"]


@pytest.mark.practice("P48")
def test_with_recourse_or_while_nobody_has_asked_nothing_is_ruled_out(pages, services):
    open_case(pages)
    asked_nothing = pages.read("services/")
    assert ONLY_WITH_FUNDS in asked_nothing
    assert "Only with recourse to public funds: ask if they have it" in asked_nothing
    say(pages, public_funds="yes")
    assert "Has recourse to public funds, as required" in pages.read("services/")


@pytest.mark.practice("P48")
def test_a_child_is_out_of_what_is_for_adults_and_told_why(pages, services, cast):
    open_case(pages)
    pages.post("open/age/", age="child")
    assert "Adult places are not offered to children" in pages.read("services/?show=out")


@pytest.mark.practice("P48")
def test_how_often_a_pilot_was_offered_and_taken_up_is_counted(pages, lead, services, cast):
    pages.today(timezone.localdate())
    pilot = services[OPEN_TO_ALL]
    for number in range(6):
        case = opening.open_case(by=cast.worker.actor)
        opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=cast.worker.actor)
        need = offers.record_need(
            case_id=case.pk, kind="place", words="", on=timezone.localdate(), by=cast.worker.actor
        )
        offer = offers.make_offer(
            case_id=case.pk,
            need_id=need.pk,
            service_id=pilot,
            on=timezone.localdate(),
            by=cast.worker.actor,
        )
        offers.answer_offer(
            case_id=case.pk,
            offer_id=offer.pk,
            answer="accepted" if number else "declined",
            on=timezone.localdate(),
            reason="",
            seen_version=1,
            by=cast.worker.actor,
        )
    lead.today(timezone.localdate())
    page = lead.markup(f"/services/{pilot}/")
    assert row(page, "Offered before the NRM").endswith("about 5")
    assert row(page, "The person accepted").endswith("about 5")
    assert row(page, "The person declined").endswith("1 to 4")
    assert "The trial runs until 31 December 2026" in lead.read(f"/services/{pilot}/")


HOUSED, SLEPT = "Still safely housed after 28 days", "Slept rough in the first week"
NEW_DAY = {"until-day": "31", "until-month": "3", "until-year": "2027"}


def days(**named):
    """Fields of a form for each day."""
    return {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in named.items()
        for part in ("day", "month", "year")
    }


def add_outcome(lead, pilot, outcome):
    """An outcome of the pilot; where its numbers are recorded."""
    lead.post(f"/services/{pilot}/pilot/outcomes/add/", outcome=outcome, counted="Adults before the NRM")
    page = lead.markup(f"/services/{pilot}/pilot/")
    return re.search(rf'href="([^"]+)">Record numbers<span[^>]*> of {outcome}', page)[1]


def record_numbers(lead, where, moment, number, out_of):
    period = {"before": (date(2026, 1, 1), date(2026, 3, 31)), "after": (date(2026, 4, 1), date(2026, 9, 30))}
    since, until = period[moment]
    told = {"moment": moment, "number": str(number), "out_of": str(out_of), "source": "Case files"}
    return lead.client.post(where, {**told, **days(since=since, until=until)})


@pytest.mark.practice("P48")
def test_a_pilots_results_are_outcomes_before_and_after_with_numbers(lead, services):
    lead.today(timezone.localdate())
    pilot = services[OPEN_TO_ALL]
    where = add_outcome(lead, pilot, HOUSED)
    assert "draft=" not in record_numbers(lead, where, "before", 6, 20)["Location"]
    assert "Not known yet" in row(lead.markup(f"/services/{pilot}/pilot/"), HOUSED)
    record_numbers(lead, where, "after", 15, 20)
    line = row(lead.markup(f"/services/{pilot}/pilot/"), HOUSED)
    assert "6 of 20 (30%)" in line
    assert "15 of 20 (75%)" in line
    assert "+45 percentage points" in line
    record_numbers(lead, where, "after", 14, 20)
    corrected = row(lead.markup(f"/services/{pilot}/pilot/"), HOUSED)
    assert "14 of 20 (70%)" in corrected
    assert "15 of 20" not in corrected
    assert PilotResult.objects.filter(moment="after").count() == 2, "the earlier number is kept"


@pytest.mark.practice("P48")
def test_a_number_that_could_point_at_somebody_is_not_recorded(lead, services):
    lead.today(timezone.localdate())
    where = add_outcome(lead, services[OPEN_TO_ALL], HOUSED)
    for number, out_of in ((3, 20), (17, 20), (21, 20)):
        assert "draft=" in record_numbers(lead, where, "before", number, out_of)["Location"]
    assert PilotResult.objects.count() == 0


@pytest.mark.practice("P48")
def test_an_extension_cites_the_results_and_there_is_none_without(lead, services):
    lead.today(timezone.localdate())
    pilot = services[OPEN_TO_ALL]
    extend = lead.link("Extend the trial", f"/services/{pilot}/")
    why = {"because": "Three times as many are housed", **NEW_DAY}
    assert "draft=" in lead.client.post(extend, why)["Location"], "nothing is measured"
    half = add_outcome(lead, pilot, SLEPT)
    record_numbers(lead, half, "before", 8, 20)
    only_before = str(PilotMeasure.objects.get().pk)
    assert "draft=" in lead.client.post(extend, {**why, "cites": only_before})["Location"], "no after"
    whole = add_outcome(lead, pilot, HOUSED)
    record_numbers(lead, whole, "before", 6, 20)
    record_numbers(lead, whole, "after", 15, 20)
    cited = str(PilotMeasure.objects.get(outcome=HOUSED).pk)
    lead.post(extend, **why, cites=cited)
    line = row(lead.markup(f"/services/{pilot}/pilot/"), "31 March 2027")
    assert "Three times as many are housed" in line
    assert "6 of 20 (30%)" in line
    assert "15 of 20 (75%)" in line
    record_numbers(lead, whole, "after", 10, 20)
    later = row(lead.markup(f"/services/{pilot}/pilot/"), "31 March 2027")
    assert "15 of 20 (75%)" in later, "what was cited stays as it was"
    after = lead.read(f"/services/{pilot}/")
    assert "The trial runs until 31 March 2027" in after
    assert "Trial extended to 31 March 2027: Three times as many are housed" in after


@pytest.mark.practice("P48")
def test_a_pilot_that_is_no_service_is_the_same_kind_of_record(cast, client):
    """A team: the commissioner records it, measures it and extends it by the same pages; nobody else reads it."""
    office = Pages(sign_in(client, cast.commissioner), cast.commissioner)
    office.today(timezone.localdate())
    about = {
        "name": "Investigative team",
        "aim": "More charges",
        "posts": "Six investigative support officers, a data manager",
    }
    unsaid = client.post("/pilots/add/", about | days(starts_on=date(2026, 7, 1)), follow=True)
    assert "Enter the last day" in unsaid.content.decode()
    told = days(starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31))
    assert "draft=" not in client.post("/pilots/add/", about | told)["Location"]
    assert row(office.markup("/pilots/"), "Investigative team").endswith("None yet")
    team = re.search(r'href="(/pilots/\d+/)">Investigative team', office.markup("/pilots/"))[1]
    said = office.read(team)
    assert "Runs 1 July 2026 to 31 December 2026" in said
    assert "Posts Six investigative support officers, a data manager" in said
    office.post(f"{team}outcomes/add/", outcome="Charged within a year", counted="Investigations")
    where = re.search(r'href="([^"]+)">Record numbers', office.markup(team))[1]
    record_numbers(office, where, "before", 6, 30)
    cited = str(PilotMeasure.objects.get().pk)
    why = {"because": "Half as many again are charged", "cites": cited, **NEW_DAY}
    assert "draft=" in client.post(f"{team}extend/", why)["Location"], "nothing to cite yet"
    record_numbers(office, where, "after", 9, 30)
    assert row(office.markup(team), "Charged within a year").endswith(
        "+10 percentage points Record numbers of Charged within a year"
    )
    office.post(f"{team}extend/", **why)
    assert "9 of 30 (30%)" in row(office.markup(team), "31 March 2027")
    assert "Runs 1 July 2026 to 31 March 2027" in office.read(team)
    for other in (cast.lead, cast.collator, cast.partner, cast.outsider):
        assert sign_in(Client(), other).get(team).status_code in (403, 404)


@pytest.mark.practice("P48")
def test_what_is_said_of_a_pilot_is_changed_with_both_versions_in_view(cast, client):
    """Its last day is not changed like that: only an extension, which cites results, moves it."""
    team, _ = measured_team(cast)
    sign_in(client, cast.lead)
    new = {"name": "Night workers", "aim": "", "posts": "Three workers", "seen": "1"}
    changed = client.post(f"/pilots/{team}/change/", new | days(ends_on=date(2030, 1, 1)))
    assert "draft=" not in changed["Location"]
    pilot = Pilot.objects.get(pk=team)
    assert (pilot.name, pilot.posts, pilot.ends_on) == ("Night workers", "Three workers", date(2027, 6, 30))
    late = client.post(f"/pilots/{team}/change/", new | {"name": "Dawn workers"}, follow=True)
    assert "Dawn workers" in late.content.decode()
    assert Pilot.objects.get(pk=team).name == "Night workers"
