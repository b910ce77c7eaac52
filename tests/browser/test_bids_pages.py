"""Every page of bids, pilots and evaluations at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.bids.urls import urlpatterns
from support.bid_pages import make_bid_room

FILES = {"bid_target_csv", "pilot_pack"}
OF_SIGNATORY = ("decide_bid", "decide_pilot", "publish_evaluation")


def test_every_page_can_be_used(cast, desk):
    arguments = make_bid_room(cast)
    named = {str(pattern.name) for pattern in urlpatterns} - FILES
    walkers = {"commissioner": Walker(desk(cast.commissioner)), "signatory": Walker(desk(cast.signatory))}
    found = []
    for name in sorted(named):
        walker = walkers["signatory" if name in OF_SIGNATORY else "commissioner"]
        found += fault(walker, reverse(name, args=arguments.get(name, [])))
    assert found == []


def test_empty_places_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    found = [
        each for name in ("bids", "shared_posts", "evaluations") for each in fault(walker, reverse(name))
    ]
    assert found == []
