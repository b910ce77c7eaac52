"""After a death: the page of the case."""

from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, record_event


def test_after_a_death_the_case_is_closed_and_no_help_is_offered(cast, told, signed_in):
    record_event(
        happening=EventInput("died", timezone.localdate()), case_id=told.case_id, by=cast.worker.actor
    )
    page = signed_in(cast.worker).get(reverse("case", args=[told.reference])).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert reverse("close_case", args=[told.reference]) in main
    for name in ("safety_plan", "place_tonight", "give_bag", "ask_money"):
        assert reverse(name, args=[told.reference]) not in main
    assert 'id="reach"' not in main
