"""P41, Dyfed-Powys: a bid with its amount, purpose, decision and target; delivery counted against the 1,000.

Walked by the office and the signatory of Dyfed-Powys.
"""

import re
from datetime import timedelta

import pytest

from handrail.areas.bids.actions.targets import change_target
from handrail.areas.bids.models import BidDecision, BidTarget
from handrail.platform.access.today import today
from support.area_offices import make_area_cast
from support.bid_pages import award, day, make_bid, open_pages, refused, section, send_bid, teach
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P41")]


@shared_world
def dyfed_powys(cast):
    """The office of Dyfed-Powys, its signatory, board and force lead."""
    return make_area_cast(cast, commissioner="commissioner-dyfed-powys", force="dyfed-powys-police")


@shared_world
def awarded(dyfed_powys):
    office = open_pages(dyfed_powys.commissioner)
    _, bid, target = make_bid(office)
    award(dyfed_powys, office, bid)
    return bid, target


def test_a_bid_has_its_amount_purpose_decision_and_target(dyfed_powys):
    office = open_pages(dyfed_powys.commissioner)
    _, bid, _ = make_bid(office)
    page = office.read(bid)
    for words in ("Bid to Home Office", "£48,500", "£2,000", "learn their rights at work", "Citizens advice"):
        assert words in page
    for words in ("Draft", "1,000 people", "Not decided yet."):
        assert words in page
    assert "cannot open" in open_pages(dyfed_powys.neighbour).client.get(bid).content.decode()
    award(dyfed_powys, office, bid)
    page = office.read(bid)
    for words in ("Awarded", "£45,000", "Meets the aim of the fund.", "signatory of "):
        assert words in page
    office.post(
        f"{bid}conditions/add/",
        words="A report each quarter",
        evidence="",
        **day("due_on", today() + timedelta(days=9)),
    )
    assert "A report each quarter" in office.read(bid)
    assert "what shows that the condition was met" in refused(
        office,
        f"{bid}conditions/1/",
        words="A report each quarter",
        evidence="",
        seen="1",
        **day("met_on", today()),
    )


def test_delivery_is_counted_against_the_thousand_by_sector_and_language_planned_apart_from_reached(
    dyfed_powys, awarded
):
    """Planned 400 + 300; reached 120 and 60 on farms in Romanian, 35 in Bulgarian: 215 people, 260 attendances."""
    office, (_, target) = open_pages(dyfed_powys.commissioner), awarded
    for language, people in (("ro", 400), ("bg", 300)):
        office.post(f"{target}planned/add/", sector="farms", language=language, people=str(people))
    assert "1,100 people are planned but only 1,000 are promised" in refused(
        office, f"{target}planned/add/", sector="drugs", language="ro", people="400"
    )
    teach(office, target, 120, "farms", "ro", 140)
    teach(office, target, 60, "farms", "ro")
    teach(office, target, 35, "farms", "bg", 60)
    markup = office.markup(target)
    page = office.read(target)
    assert "215 of 1,000 people reached" in page
    assert "215 of 1,000 people reached; 700 planned." in page
    assert "Attendances: 260" in page
    groups = section(markup, "groups")
    assert "Farms and food, all languages 700 215" in groups
    assert re.search(r"Bulgarian 300 35\b", groups)
    assert re.search(r"Romanian 400 180\b", groups)
    csv = office.client.get(f"{target}people.csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Sector,Language,People planned,People reached,Attendances"
    assert sorted(line.split(",", 1)[1] for line in csv[1:]) == [
        "Bulgarian,300,35,60",
        "Romanian,400,180,200",
    ]


def test_a_target_whose_day_has_passed_says_how_many_were_missed(dyfed_powys, awarded):
    office, (bid, target) = open_pages(dyfed_powys.commissioner), awarded
    teach(office, target, 120, "farms", "ro")
    assert "Date passed" not in office.read(target)
    row = BidTarget.objects.get()
    row.by_on = today() - timedelta(days=1)
    change_target(row, seen=row.version, by=dyfed_powys.commissioner.actor)
    for page in (target, bid):
        assert "Date passed: 880 fewer than promised" in office.read(page)


def test_a_correction_replaces_what_was_counted_and_keeps_it(dyfed_powys, awarded):
    office, (_, target) = open_pages(dyfed_powys.commissioner), awarded
    teach(office, target, 120, "farms", "ro")
    address = office.link("Correct", target)
    sent = {"sector": "farms", "language": "ro", "attendances": "100", "source": "Sheets, counted again"}
    office.post(address, people="95", **sent, **day("on", today() - timedelta(days=3)))
    page = office.read(target)
    assert "95 of 1,000 people reached" in page
    assert "Corrected: 120 before" in page
    assert office.client.get(address).status_code == 404


def test_small_groups_attendances_and_names_are_kept_out(dyfed_powys, awarded):
    office, (_, target) = open_pages(dyfed_powys.commissioner), awarded
    sent = {"sector": "farms", "language": "ro", "source": "Sheets"} | day("on", today())
    add = f"{target}reached/add/"
    assert "can identify someone" in refused(office, add, people="3", attendances="3", **sent)
    assert "cannot be fewer" in refused(office, add, people="30", attendances="20", **sent)
    assert "how many people were reached" in refused(office, add, people="0", attendances="0", **sent)
    assert "0 of 1,000" in office.read(target)


@pytest.mark.parametrize(("outcome", "words"), [("declined", "Unsuccessful"), ("withdrawn", "Withdrawn")])
def test_a_bid_that_was_declined_or_withdrawn_is_kept_and_found(dyfed_powys, outcome, words):
    office = open_pages(dyfed_powys.commissioner)
    _, bid, target = make_bid(office)
    send_bid(office, bid)
    signs = open_pages(dyfed_powys.signatory)
    signs.post(
        f"{bid}decision/",
        outcome=outcome,
        awarded_pence="",
        reason="Other bids reached more.",
        **day("decided_on", today()),
    )
    page = open_pages(dyfed_powys.board).read(f"/bids/?state={outcome}")
    assert "1,000 people taught their rights" in page
    assert words in open_pages(dyfed_powys.force_lead).read(bid)
    assert "is not awarded" in refused(
        office,
        f"{target}reached/add/",
        sector="farms",
        language="ro",
        people="20",
        attendances="20",
        source="x",
        **day("on", today()),
    )
    assert "Already decided" in refused(
        signs,
        f"{bid}decision/",
        outcome="awarded",
        awarded_pence="1",
        reason="x",
        **day("decided_on", today()),
    )
    assert BidDecision.objects.get().outcome == outcome


def test_whoever_writes_a_bid_does_not_decide_on_it(dyfed_powys):
    office = open_pages(dyfed_powys.commissioner)
    _, bid, _ = make_bid(office)
    assert office.client.get(f"{bid}decision/").status_code == 403
    for reads in (dyfed_powys.board, dyfed_powys.force_lead, dyfed_powys.signatory):
        assert open_pages(reads).client.get(f"{bid}change/").status_code == 403
    for out in (dyfed_powys.collator, dyfed_powys.worker):
        assert open_pages(out).client.get(bid).status_code == 403
