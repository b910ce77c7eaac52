"""After a death: the page of the case."""

import re

from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.records.case_tabs import CaseTab, get_tab_url


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
    assert "Danger and safety plan" not in main


def test_after_a_death_every_page_of_the_case_offers_to_record_and_to_close_and_nothing_else(
    cast, told, signed_in
):
    record_event(
        happening=EventInput("died", timezone.localdate()), case_id=told.case_id, by=cast.worker.actor
    )
    client, case = signed_in(cast.worker), reverse("case", args=[told.reference])
    left = {reverse(name, args=[told.reference]) for name in ("close_case", "record")}
    never = (
        "reach/",
        "contact/",
        "place/",
        "needs/",
        "offers/",
        "hand-over/",
        "share/",
        "safety-plan/",
        "deployment/ask",
    )
    for tab in CaseTab:
        page = client.get(get_tab_url(told.reference, tab)).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        links = set(re.findall(r'href="([^"#?]+)', main))
        assert left <= links, tab
        assert [link for link in links if link.startswith(tuple(case + each for each in never))] == [], tab
        assert "tel:07700900123" not in main, tab
        assert "Call safely" not in main, tab


def test_after_a_death_what_was_said_of_danger_stays_in_the_whole_file(cast, told, signed_in):
    client = signed_in(cast.worker)
    overview, whole_file = (reverse(name, args=[told.reference]) for name in ("case", "case_whole_file"))
    assert "Calm today" in client.get(overview).content.decode()
    record_event(
        happening=EventInput("died", timezone.localdate()), case_id=told.case_id, by=cast.worker.actor
    )
    assert "Calm today" not in client.get(overview).content.decode()
    assert "Calm today" in client.get(whole_file).content.decode()
