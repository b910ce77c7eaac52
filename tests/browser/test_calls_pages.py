"""Every page of calls, at both widths, in the states that change what it shows."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.calls.actions import returns
from handrail.areas.practices.actions import record_outcome_of_planned_practice
from support.calls import (
    OURS,
    call,  # noqa: F401
    draft,  # noqa: F401
    ours,  # noqa: F401
)
from support.calls_pages import (
    arguments,
    close,
    full,  # noqa: F401
    submit,
)
from support.practice_library import Shelf, told

SHOTS = os.environ.get("SHOTS", "")

# Address by address: who looks. What is typed on a page is tried elsewhere.
WRITER = (
    "calls", "call", "call_return", "return_answer", "return_practice_add", "return_practice", "return_practice_out",
    "return_nothing", "return_more", "return_hand_over", "return_take_back", "return_file",
)  # fmt: skip
ASKER = (
    "calls", "call_new", "call", "call_change", "call_question_add", "call_question", "call_question_out", "call_send",
    "call_close", "call_tracker", "call_remind", "call_return", "return_send_back",
)  # fmt: skip
SIGNER = ("calls", "call_return", "return_sign", "return_take_back", "return_withdraw")


def look(page, names, given, shot=""):
    walker, found = Walker(page), []
    for name in names:
        found += fault(walker, reverse(name, args=given.get(name, [])))
        if SHOTS:
            width = page.viewport_size["width"]
            page.screenshot(path=Path(SHOTS) / f"{shot}{name}-{width}.png", full_page=True)
    return found


def test_every_page_can_be_used(cast, full, desk):  # noqa: F811
    given = arguments(full)
    assert look(desk(cast.commissioner), WRITER, given, "write-") == []
    assert look(desk(cast.collator), ASKER, given, "ask-") == []
    full.ours.hand_over()
    assert look(desk(cast.signatory), SIGNER, given, "sign-") == []
    full.ours.sign()
    assert look(desk(cast.signatory), ("return_edition", "call_return"), given, "signed-") == []
    returns.send_return_back_to_body(
        **full.ours.at, words="Which year is this number for?", by=cast.collator.actor
    )
    assert look(desk(cast.commissioner), ("call_return", "calls"), given, "back-") == []
    assert look(desk(cast.collator), ("call_tracker", "call_return"), given, "back-") == []


def test_what_was_planned_before(cast, full, desk):  # noqa: F811
    shelf = Shelf(cast.collator.actor)
    plans = shelf.put(
        OURS, told("Two navigators", state="planned"), told("A house of six rooms", state="seeking_funds")
    )
    record_outcome_of_planned_practice(
        by=cast.commissioner.actor, key=plans[0].key, outcome="still_planned", words="The bid is in."
    )
    names = ("call_return", "return_practice_add", "practice_became")
    given = arguments(full) | {"practice_became": [plans[0].key]}
    assert look(desk(cast.commissioner), names, given, "planned-") == []


def test_empty_places_and_closed_calls(cast, request, desk):
    assert look(desk(cast.collator), ("calls",), {}, "empty-") == []
    assert look(desk(cast.commissioner), ("calls",), {}, "empty-") == []
    made = request.getfixturevalue("full")
    given = arguments(made)
    assert look(desk(cast.collator), ("call",), {"call": [made.later.code]}, "later-") == []
    submit(made)
    close(made, cast.collator.actor)
    assert look(desk(cast.collator), ("call", "call_tracker", "call_return"), given, "closed-") == []


def test_a_return_is_written_without_a_script_and_errors_lead_to_their_fields(cast, full, no_script):  # noqa: F811
    walker = Walker(no_script(cast.neighbour), checks=False)
    there = reverse("call_return", args=[full.call.code, "commissioner-humberside"])
    walker.go(there)
    walker.follow("Answer question 1", exact=False)
    walker.fill("What is done for people who say no?", "We ring them.")
    walker.press("Save and continue")
    walker.choose("Is there a lead?", "Yes")
    walker.press("Save and continue")
    walker.go(there)
    walker.follow("Add a practice")
    walker.press("Add it")
    walker.errors_lead_to_their_fields()
    walker.fill("Name", "A bus to college")
    walker.fill("What is done", "A bus twice a week.")
    walker.page.get_by_label("What it is", exact=True).select_option("work")
    walker.page.get_by_label("Outside the NRM").check()
    walker.choose("Status", "Pilot")
    walker.choose("Evaluated?", "No")
    walker.press("Add it")
    walker.says("A bus to college", "Pilot", "outside")
    walker.follow("Send for sign-off")
    walker.press("Send for sign-off")
    walker.says("Waiting for sign-off")


def test_the_map_has_no_tab_stop_and_says_what_it_shows(cast, full, desk):  # noqa: F811
    page = desk(cast.collator)
    page.goto(reverse("call_tracker", args=[full.call.code]))
    drawn = page.get_by_role("img", name="Map of 43 force areas")
    assert "draft 1" in (drawn.get_attribute("aria-label") or "")
    assert drawn.locator("a, [tabindex]:not([tabindex='-1'])").count() == 0


@pytest.mark.parametrize("name", [OURS])
def test_two_editors_see_both_versions(cast, full, desk, name):  # noqa: F811
    one, other = Walker(desk(cast.commissioner)), Walker(desk(cast.commissioner))
    there = reverse("return_answer", args=[full.call.code, name, 1])
    for walker in (one, other):
        walker.go(there)
    one.fill("What is done for people who say no?", "The first words.")
    one.press("Save and continue")
    other.fill("What is done for people who say no?", "The second words.")
    other.press("Save and continue")
    other.says("Someone else changed this", "The first words.", "The second words.")
    other.press("Save mine over theirs")
    other.go(reverse("call_return", args=[full.call.code, name]))
    other.says("The second words.")
