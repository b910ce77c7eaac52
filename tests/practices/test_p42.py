"""A map of the pathway, so that staff know their duties and how to record the crime."""

import re
from datetime import date

import pytest

from support.practice_pages import words_of

TODAY = date(2026, 11, 24)
STEP = re.compile(r'<li class="app-duties__step.*?</details>', re.DOTALL)
PHASE = re.compile(r'<p class="app-map__phase-name".*?</ol>', re.DOTALL)
HERE = "You are here"
BY_HAND = {
    "Identified": (
        "Before the NRM",
        "Look after the person, then record the indicators and what you know.",
        "First responder",
        "The police must record a report of slavery as a crime within 24 hours, with or without a referral.",
    ),
    "Immediate safety": (
        "Before the NRM",
        "Do not wait for the NRM",
        "First responder",
        "",
    ),
    "NRM explained": (
        "Before the NRM",
        "with a trusted interpreter if needed",
        "First responder",
        "A disclosure to the police counts as a report.",
    ),
    "Consented": ("Before the NRM", "Record their decision", "The person", ""),
    "Referred": (
        "In the NRM",
        "Refer each person separately",
        "First responder",
        "Every NRM referral is recorded as a crime",
    ),
    "Reasonable grounds": (
        "In the NRM",
        "Tell the person the decision safely, with help to understand it.",
        "The Home Office decides",
        "",
    ),
    "Recovery": (
        "In the NRM",
        "Ask whether they want national support",
        "First responder, with national support",
        "",
    ),
    "Conclusive grounds": (
        "In the NRM",
        "the date on the letter",
        "The Home Office decides",
        "",
    ),
    "Moving on": ("After", "local support and a needs assessment", "National support", ""),
}
"""Each step of an adult’s road, from the notes on the guidance: phase, duty, whose it is, how the crime is recorded
(empty where nothing is)."""


def steps(pages, address: str) -> list[str]:
    """Each step of the written-out map, in order."""
    return [words_of(found) for found in STEP.findall(pages.markup(address))]


def phase_of(pages, address: str, name: str) -> str:
    """What the group of steps says in which the map draws this one."""
    groups = [words_of(found) for found in PHASE.findall(pages.markup(address))]
    return next(group for group in groups if name in group)


def here(pages) -> str:
    """The one step at which the case stands."""
    found = [step for step in steps(pages, "map/") if HERE in step]
    assert len(found) == 1, found
    return found[0].partition(f" {HERE}")[0]


@pytest.mark.practice("P42")
@pytest.mark.parametrize("address", ["/pathway/", "map/"])
def test_each_step_tells_the_duty_and_how_the_crime_is_recorded(pages, address):
    pages.today(TODAY)
    pages.open_case()
    drawn = steps(pages, address)
    assert len(drawn) >= 9
    for step in drawn:
        assert re.search(r" Duty \S.+ Who \S.+ Source: \S", step), step
    # what says nothing of a crime has no row of its own: "" would read as a crime that is missing
    assert sum("Crime recording" in step for step in drawn) >= 3
    assert not [step for step in drawn if "Crime recording None" in step]


@pytest.mark.practice("P42")
def test_the_map_says_what_the_first_responder_does_and_when_a_crime_is_recorded(pages):
    pages.today(TODAY)
    drawn = {step.split(" Duty ")[0]: step for step in steps(pages, "/pathway/")}
    assert (
        "Look after the person, then record the indicators and what you know. Who First responder"
        in drawn["Identified"]
    )
    assert "Every NRM referral is recorded as a crime" in drawn["Referred"]


@pytest.mark.practice("P42")
def test_it_is_drawn_from_the_rules_that_run_it(pages):
    """What is recorded moves the mark on; the step after it is what the rules ask for, which the case asks for too."""
    pages.today(TODAY)
    pages.open_case()
    road = []
    for act, asked in (
        (None, "Explain the NRM"),
        (explain, "Ask what they have decided"),
        (agree, "Send the NRM referral"),
        (refer, "Reasonable grounds decision"),
        (find_grounds, "Recovery period"),
    ):
        if act:
            act(pages)
        road.append(here(pages))
        assert asked.lower() in pages.read().lower(), asked
    assert road == ["Identified", "NRM explained", "Consented", "Referred", "Recovery"]


@pytest.mark.one_engine
@pytest.mark.practice("P42")
@pytest.mark.parametrize("address", ["/pathway/", "map/"])
@pytest.mark.parametrize("name", BY_HAND)
def test_each_step_tells_what_the_guidance_says_of_it(pages, address, name):
    pages.today(TODAY)
    pages.open_case()
    step = next(step for step in steps(pages, address) if step.startswith(name))
    phase, *said = BY_HAND[name]
    assert phase_of(pages, address, name).startswith(phase)
    for words in said:
        assert words in step
    assert ("Crime recording" in step) is bool(BY_HAND[name][-1])


@pytest.mark.practice("P42")
def test_another_answer_takes_another_road(pages):
    pages.today(TODAY)
    pages.open_case()
    explain(pages)
    assert any(step.startswith("Referred") for step in steps(pages, "map/"))
    pages.answer("nrm", "no", TODAY)
    drawn = steps(pages, "map/")
    assert any(step.startswith("Declined You are here Outside the NRM") for step in drawn)
    assert not any(step.startswith("Referred") for step in drawn)


@pytest.mark.practice("P42")
@pytest.mark.parametrize(("part", "following"), [("officer", "Notified"), ("worker", "Local support")])
def test_a_no_is_notified_by_a_body_that_the_duty_binds_and_by_no_other(pages, cast, part, following):
    """A force must notify; a charity need not, so its road leads to local support. Nobody is there before."""
    pages.user = getattr(cast, part)
    pages.today(TODAY)
    pages.open_case()
    explain(pages)
    pages.answer("nrm", "no", TODAY)
    assert here(pages) == "Declined"
    drawn = steps(pages, "map/")
    assert [step.split(" Next ")[0] for step in drawn if " Next " in step] == [following]
    assert any(step.startswith("Notified") for step in drawn) == (following == "Notified")
    assert drawn[-1].startswith("Local support")
    assert HERE in pages.read()


@pytest.mark.practice("P42")
def test_the_case_page_says_you_are_here(pages):
    pages.today(TODAY)
    pages.open_case()
    assert pages.read("tab/referral/").count(HERE) == 1


def explain(pages):
    pages.record("nrm_explained", TODAY)


def agree(pages):
    pages.answer("nrm", "yes", TODAY)


def refer(pages):
    pages.record("nrm_referred", TODAY)


def find_grounds(pages):
    pages.record("rg_positive", TODAY)
