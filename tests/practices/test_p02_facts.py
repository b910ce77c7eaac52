"""The published page of 2021 carries every fact of every bullet of its source, its caveats and its states."""

import re
from html import unescape

import pytest
from django.test import Client

from demo.hestia_facts import CAVEATS, FACTS, NO_STATE, RECOMMENDATION
from demo.hestia_index import bullets
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from handrail.demo.hestia.call_of_2021_source import read_call_of_2021
from support.cast import sign_in
from support.worlds import shared_world

REPORT = "/reports/rebuilt/"
STATES = ("In place", "Under way", "Pilot", "Planned", "Seeking funding", "Unsolved problem")
NOTE = "Source"


@shared_world
def rebuilt(cast) -> None:
    enter_call_of_2021(by=cast.collator.actor)
    client = sign_in(Client(), cast.collator)
    begun = {"call": "hestia-2021", "title": "Rebuilt", "above": "", "slug": "rebuilt", "fill": "on"}
    assert client.post("/reports/begin/", begun).status_code == 302
    assert client.post(f"{REPORT}publish/", {"seen": "1", "note": ""}).status_code == 302


@pytest.fixture
def page(rebuilt) -> str:
    """The published page as somebody reads it who is not signed in."""
    reply = Client().get(f"{REPORT}?show=whole")
    assert reply.status_code == 200
    return reply.content.decode()


def read(markup: str) -> str:
    """The words of a piece of the page."""
    text = unescape(re.sub(r"<[^>]+>", " ", markup))
    return re.sub(r" ([.,:;)])", r"\1", " ".join(text.split()))


def entries(page: str) -> dict[tuple[str, int, str], tuple[str, str]]:
    """Each entry by heading, bullet and area: what stands over its note, and the note."""
    found: dict[tuple[str, int, str], tuple[str, str]] = {}
    area = ""
    for heading, entry in re.findall(
        r'<h[34] id="[^"]+" class="app-doc__h\d">(.*?)</h[34]>|(<p id="[^"]+".*?</details>)', page, re.DOTALL
    ):
        area = unescape(heading) or area
        words, _, note = read(entry).partition(NOTE)
        place = re.search(r"Source text (.+), bullet (\d+)", note)
        if place:
            key = (place[1], int(place[2]), area)
            found[key if key not in found else (*key[:2], f"{area}, 2")] = (words, note)
    return found


@pytest.mark.practice("P02")
def test_the_table_of_facts_has_every_bullet_and_no_other():
    index = {(heading, number) for heading, number, _ in bullets()}
    assert {key[:2] for key in FACTS} == index
    assert len(index) == 48
    assert len(FACTS) == 49


@pytest.mark.practice("P02")
def test_each_fact_of_each_bullet_is_printed_where_its_area_is_told(page):
    printed = entries(page)
    assert printed.keys() == FACTS.keys()
    missing = {
        key: [fact for fact in facts if fact not in printed[key][0]] for key, (_, facts) in FACTS.items()
    }
    assert {key: facts for key, facts in missing.items() if facts} == {}


@pytest.mark.practice("P02")
def test_each_entry_says_how_far_it_had_got_as_the_source_does(page):
    found = {}
    for key, (words, _) in entries(page).items():
        marks = words.replace(" Evaluated", "").rstrip()
        found[key] = next((m for m in STATES if re.search(rf"{m}(?: since [\w/ ]+)?$", marks)), NO_STATE)
    assert found == {key: state.partition(" since ")[0] for key, (state, _) in FACTS.items()}
    for key, (state, _) in FACTS.items():
        assert state in entries(page)[key][0], key


@pytest.mark.practice("P02")
def test_the_introduction_has_the_recommendations_own_text_the_caveats_and_its_publishers(page):
    text = read(page[: page.index('id="victims-services"')])
    assert f"“{RECOMMENDATION}”" in text
    assert [caveat for caveat in CAVEATS if caveat not in text] == []
    assert re.search(r"Edition 1, published on [^.]+\. Publisher: \S", text)
    assert "Its Progress Update on Modern Slavery (2021) highlights key improvements" in text


@pytest.mark.practice("P02")
def test_no_entry_reports_evidence_where_the_source_has_none(page):
    """An evaluation that is still to come is told with the work and not as evidence."""
    reported = [area for (_, _, area), (words, _) in entries(page).items() if "Evidence reported:" in words]
    assert sorted(reported) == [
        "Cambridgeshire", "Cleveland", "Devon and Cornwall", "Durham", "Greater Manchester", "Hertfordshire",
        "Nottinghamshire", "Surrey", "West Midlands", "Wiltshire",
    ]  # fmt: skip
    assert "None reported" not in read(page)


@pytest.mark.practice("P02")
def test_our_wording_is_said_to_be_ours_over_the_entries_and_at_each(page):
    text = read(page)
    assert (
        "The wording of the entries and of the questions is ours, not that of the APCC or of the bodies"
        in text
    )
    assert "45 practices and 1 unsolved problem are reported, in our own words from a published text" in text
    told = entries(page)
    assert len(told) == len(FACTS), "an entry without a note would not be among them"
    for key, (_, note) in told.items():
        assert "in the team's own words" in note or "Written by the editor from the source" in note, key


@pytest.mark.practice("P02")
def test_the_number_asked_counts_commissioners_and_mayors_of_that_day_and_says_so(page):
    """43 areas had a local policing body; the City of London's has neither a commissioner nor a deputy mayor."""
    text = read(page)
    assert "42 : bodies the request was sent to (estimated)" in text or (
        "42: bodies the request was sent to (estimated)" in text
    )
    assert "The source gives no number" in text
    assert read_call_of_2021().not_addressed == ("common-council",)
