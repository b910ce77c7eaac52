"""Pages of bids ask as few statements for thirty rows as for one, and answer bad input with what to mend."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.areas.bids.actions.targets import record_people_reached_by_bid
from handrail.areas.bids.models import Bid, BidDelivery, BidTarget, FundingCall, ServiceEvaluation
from handrail.directory.practitioners.actions.register import add_practitioner_post
from handrail.directory.practitioners.models import Post
from handrail.platform.access.today import today
from support.bid_pages import BID, CALL, LINCOLNSHIRE, day, make_bid_room, open_pages, refused
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]
A_PAGE = 12


@shared_world
def room(cast):
    return make_bid_room(cast)


def grow(cast):
    """Twenty-nine more calls, bids, evaluations, posts and deliveries."""
    office, bid = cast.commissioner, Bid.objects.get()
    told = {"body": office.body, "changed_by": office, "changed_at": bid.changed_at}
    calls = FundingCall.objects.bulk_create(
        FundingCall(title=f"Call {n}", funder="x", closes_on=today(), **told) for n in range(29)
    )
    Bid.objects.bulk_create(
        Bid(call=call, title="x", purpose="x", lead="x", amount_pence=1, **told) for call in calls
    )
    ServiceEvaluation.objects.bulk_create(
        ServiceEvaluation(title=f"E {n}", question="x", evaluator="x", **told) for n in range(29)
    )
    for n in range(29):
        add_practitioner_post(
            Post(title=f"Post {n}", role="navigator", side="support"),
            shares={LINCOLNSHIRE: 100},
            by=cast.lead.actor,
        )
    target = BidTarget.objects.get()
    for _ in range(29):
        delivery = BidDelivery(
            target=target, on=today(), sector="farms", language_id="ro", people=5, attendances=5, source="x"
        )
        record_people_reached_by_bid(delivery, by=office.actor)


def test_a_closed_call_takes_only_what_was_sent_to_it(cast, room):
    """The call closed sixty days ago. A bid that was sent in time may still be recorded."""
    call, office = FundingCall.objects.get(), open_pages(cast.commissioner)
    page = office.read(f"/bids/calls/{call.pk}/")
    assert "Record a bid that was sent" in page
    assert "Add a bid" not in page
    FundingCall.objects.update(closes_on=today())
    assert "Add a bid" in office.read(f"/bids/calls/{call.pk}/")


def test_lists_and_pages_ask_as_much_for_thirty_rows_as_for_one(cast, room):
    office = open_pages(cast.commissioner)
    bid, pilot = room["bid"][0], room["pilot_plan"][0]
    addresses = (
        *("/bids/", "/bids/posts/", "/evaluations/", f"/bids/{bid}/", f"/bids/{bid}/targets/1/"),
        *(f"/evaluations/{room['evaluation'][0]}/", f"/evaluations/pilots/{pilot}/"),
        f"/bids/posts/{room['shared_post'][0]}/",
    )

    def count(address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert office.client.get(address).status_code == 200
        return len(asked)

    before = {address: count(address) for address in addresses}
    grow(cast)
    after = {address: count(address) for address in addresses}
    assert {address: number for address, number in after.items() if number > A_PAGE} == {}
    assert {a: (before[a], n) for a, n in after.items() if n > before[a] + 1} == {}


def test_lists_turn_their_pages_and_filters_take_what_is_none(cast, room):
    grow(cast)
    office = open_pages(cast.commissioner)
    assert "Page 1 of 2" in office.read("/bids/")
    assert "Page 2 of 2" in office.read("/bids/?page=2&calls=2")
    assert "Bids 30" in office.read("/bids/?state=no-such")
    assert "Page 2 of 2" in office.read("/bids/posts/?page=99")
    assert "Page 1 of 2" in office.read("/evaluations/?page=x")


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("/bids/calls/add/", CALL | {"title": ""}, "Enter the name of the call"),
        ("/bids/calls/add/", CALL | {"total_pence": "100", "most_pence": "200"}, "more than the whole fund"),
        (
            "/bids/calls/{funding_call[0]}/bids/add/",
            BID | {"amount_pence": "lots"},
            "Enter the amount in numbers",
        ),
        (
            "/bids/calls/{funding_call[0]}/bids/add/",
            BID | {"amount_pence": "0"},
            "Enter an amount more than £0",
        ),
        ("/bids/{bid[0]}/change/", BID | {"seen": "3"}, "stays as it is"),
        ("/bids/{bid[0]}/targets/add/", {"what": "", "people": "x"}, "Enter a whole number"),
        (
            "/bids/{bid[0]}/targets/1/planned/add/",
            {"sector": "farms", "language": "ro", "people": "5"},
            "are planned already",
        ),
        (
            "/bids/{bid[0]}/targets/1/planned/add/",
            {"sector": "moon", "language": "xx", "people": "5"},
            "Choose the sector",
        ),
        ("/evaluations/{evaluation[0]}/lines/add/", {"design": "once"}, "Enter the outcome that is compared"),
        ("/evaluations/{evaluation[0]}/lines/add-published/", {"measure": "x"}, "Choose what is compared"),
        ("/evaluations/pilots/{pilot_plan[0]}/theory/", {"inputs": ""}, "Enter the inputs"),
    ],
)
def test_a_bad_answer_is_told_what_to_mend(cast, room, address, sent, says):
    office = open_pages(cast.commissioner)
    closes = day("closes_on", today() + timedelta(days=3)) if "calls/add" in address else {}
    assert says in refused(office, address.format(**room), **sent, **closes)


def test_two_who_change_a_call_at_once_are_both_shown(cast, room):
    office, address = open_pages(cast.commissioner), f"/bids/calls/{room['funding_call'][0]}/change/"
    closes = day("closes_on", today())
    office.post(address, **(CALL | {"title": "Mine", "seen": "1"}), **closes)
    reply = office.client.post(address, CALL | {"title": "Theirs", "seen": "1"} | closes, follow=True)
    page = reply.content.decode()
    assert "Someone else changed this while you were writing" in page
    assert "Mine" in page
    assert "Theirs" in page
