"""Two people at the same moment: one decision on a bid, one end of a pilot, one correction."""

from datetime import timedelta

import pytest

from handrail.areas.bids.actions import bids, calls, pilots, targets
from handrail.areas.bids.models import (
    Bid,
    BidDecision,
    BidDelivery,
    BidTarget,
    FundingCall,
    PilotDecision,
)
from handrail.directory.models import Pilot
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def sent_bid(cast):
    office = cast.commissioner.actor
    call = calls.add_call(
        FundingCall(title="A fund", funder="Home Office", closes_on=today() - timedelta(days=40)), by=office
    )
    bid = bids.add_bid(
        Bid(call=call, title="A bid", purpose="Help", amount_pence=10_000_00, lead="Lincolnshire"), by=office
    )
    bid.sent_on = today() - timedelta(days=41)
    bids.record_bid_sent_to_funder(bid, seen=bid.version, by=office)
    return bid


def decision(bid, outcome):
    sum_ = 10_000_00 if outcome == "awarded" else None
    return BidDecision(
        bid=bid, outcome=outcome, awarded_pence=sum_, decided_on=today(), reason="Told by letter"
    )


def test_two_who_decide_on_a_bid_at_once_leave_one_decision(cast):
    bid, signs = sent_bid(cast), cast.signatory.actor
    said = at_once(
        lambda: bids.record_bid_decision(decision(bid, "awarded"), by=signs),
        lambda: bids.record_bid_decision(decision(bid, "declined"), by=signs),
    )
    refused = [each for each in said if isinstance(each, ActionNotPossibleError)]
    assert len(refused) == 1, said
    assert [each for each in said if each is not None] == refused
    assert Bid.objects.get().state == BidDecision.objects.get().outcome


def test_two_who_end_a_pilot_at_once_leave_one_decision(cast):
    office, signs = cast.commissioner.actor, cast.signatory.actor
    days = {"starts_on": today() - timedelta(days=30), "ends_on": today() + timedelta(days=300)}
    pilot = pilots.record_new_pilot(Pilot(name="A team", **days), by=office)

    def end(reasons):
        decided = PilotDecision(pilot=pilot, outcome="stop", decided_on=today(), reasons=reasons)
        return pilots.record_pilot_decision(decided, by=signs)

    said = at_once(lambda: end("Few came"), lambda: end("The money ended"))
    assert sum(isinstance(each, ActionNotPossibleError) for each in said) == 1, said
    assert PilotDecision.objects.count() == 1


def test_two_who_correct_a_delivery_at_once_leave_one_correction(cast):
    bid, office = sent_bid(cast), cast.commissioner.actor
    bids.record_bid_decision(decision(bid, "awarded"), by=cast.signatory.actor)
    target = targets.add_target(BidTarget(bid=bid, what="People taught", people=100), by=office)
    told = {"target": target, "on": today(), "sector": "farms", "language_id": "ro", "source": "Sheets"}
    first = BidDelivery(people=20, attendances=20, **told)
    targets.record_people_reached_by_bid(first, by=office)

    def correct(people):
        return targets.correct_record_of_people_reached_by_bid(
            BidDelivery(corrects=first, people=people, attendances=people, **told), by=office
        )

    said = at_once(lambda: correct(15), lambda: correct(18))
    assert sum(isinstance(each, ActionNotPossibleError) for each in said) == 1, said
    assert BidDelivery.objects.standing().count() == 1
