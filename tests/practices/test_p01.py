"""One recommendation to everybody, with addressees and a deadline; every body asked; answers collated and counted."""

import csv
import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from support.cast import sign_in
from support.practice_pages import words_of

PUBLISHED, DUE = date(2026, 3, 4), date(2026, 9, 4)
ASKED = date(2026, 3, 9)
CALL, RECOMMENDATION = "support-outside-the-nrm", "support-outside-1"


class Desk:
    """One person at their pages, on a day."""

    def __init__(self, user):
        self.user, self.client, self.away = user, Client(), None

    def on(self, day: date) -> "Desk":
        self.leave()
        self.away = time_machine.travel(f"{day}T10:00:00+00:00")
        self.away.start()
        sign_in(self.client, self.user)
        return self

    def leave(self) -> None:
        if self.away:
            self.away.stop()
            self.away = None

    def send(self, address: str, **answers) -> str:
        """Fill in the form at an address as it stands, with these answers; it must be taken."""
        page = self.client.get(address).content.decode()
        hidden = dict(re.findall(r'type="hidden" name="(seen)" value="([^"]*)"', page))
        reply = self.client.post(address, {**hidden, **answers})
        assert reply.status_code == 302, words_of(reply.content.decode())
        return reply["Location"]

    def read(self, address: str) -> str:
        reply = self.client.get(address)
        assert reply.status_code == 200, f"{address}: {reply.status_code}"
        return words_of(reply.content.decode())


@pytest.fixture
def desks(cast):
    """Everybody's desk; only one of them is on a day at a time."""
    made = {name: Desk(user) for name, user in cast}
    yield made
    for desk in made.values():
        desk.leave()


@pytest.fixture
def at(desks):
    """Whose desk, on which day."""

    def sit(name: str, day: date) -> Desk:
        for desk in desks.values():
            desk.leave()
        return desks[name].on(day)

    return sit


def dated(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def register(at) -> None:
    at("collator", ASKED).send(
        "/recommendations/add/",
        code=RECOMMENDATION,
        source="super_complaint",
        title="Support outside the NRM",
        text="Chief constables and local policing bodies should work together on support outside the NRM.",
        issued_by="An inspectorate",
        everybody=["policing_bodies", "chief_constables"],
        due="six_months",
        comment_rule="not",
        **dated("published_on", PUBLISHED),
    )


def ask(at) -> None:
    desk = at("collator", ASKED)
    made = desk.send(
        "/calls/new/",
        title="Support outside the NRM",
        recommendation=RECOMMENDATION,
        whom=["policing"],
        **dated("deadline", DUE),
    )
    assert made == f"/calls/{CALL}/"
    desk.send(f"{made}questions/add/", words="What is done?", kind="text", required="on")
    desk.send(f"{made}questions/add/", words="Which practices?", kind="practices")
    assert "It will be sent to 43 bodies" in desk.read(f"{made}send/")
    desk.send(f"{made}send/")


def answer(at, day: date) -> None:
    """Our return: written by staff, signed by somebody else."""
    there = f"/calls/{CALL}/returns/commissioner-lincolnshire/"
    desk = at("commissioner", day)
    desk.send(f"{there}answers/1/", answer="A worker visits them.")
    desk.send(
        f"{there}practices/add/",
        title="Visits",
        words="A worker visits within two days.",
        area="E23000020",
        kind="service",
        phases=["outside"],
        state="in_place",
        evaluated="no",
    )
    desk.send(f"{there}hand-over/")
    at("signatory", day).send(f"{there}sign/", read="on")


def figures(page: str) -> dict[str, str]:
    """The four figures of the tracker."""
    found = {}
    for name in ("Asked", "Answered", "Quoted in the report", "Not answered yet"):
        match = re.search(rf"\b{name} (\d+|not known|none yet)", page)
        assert match, name
        found[name] = match[1]
    return found


@pytest.mark.practice("P01")
def test_a_recommendation_is_registered_with_its_addressees_and_deadline(at):
    register(at)
    page = at("collator", ASKED).read(f"/recommendations/{RECOMMENDATION}/")
    assert "4 September 2026" in page
    assert "Addressed to 86 " in page  # 43 local policing bodies and 43 chief constables


@pytest.mark.practice("P01")
def test_a_call_goes_to_every_body(at):
    register(at)
    ask(at)
    for name in ("commissioner", "neighbour"):
        page = at(name, ASKED).read("/calls/")
        assert "Support outside the NRM" in page
        assert "4 September 2026" in page
    tracker = at("collator", ASKED).read(f"/calls/{CALL}/tracker/")
    assert figures(tracker) == {
        "Asked": "43",
        "Answered": "0",
        "Quoted in the report": "none yet",
        "Not answered yet": "43",
    }


@pytest.mark.practice("P01")
def test_the_tracker_shows_who_answered_who_is_late_and_who_was_never_due(at):
    register(at)
    ask(at)
    answer(at, date(2026, 8, 28))
    neighbour = "/calls/support-outside-the-nrm/returns/commissioner-humberside/"
    at("neighbour", date(2026, 9, 1)).send(f"{neighbour}answers/1/", answer="We are working on it.")
    desk = at("collator", date(2026, 9, 7))
    page = desk.read(f"/calls/{CALL}/tracker/")
    assert figures(page) == {
        "Asked": "43",
        "Answered": "1",
        "Quoted in the report": "none yet",
        "Not answered yet": "42",
    }
    assert "3 days ago" in page
    rows = desk.client.get(f"/calls/{CALL}/tracker.csv").content.decode("utf-8-sig").splitlines()
    stands = {row[3] or row[2]: tuple(row[4:6]) for row in csv.reader(rows[1:])}
    assert stands["commissioner-lincolnshire"] == ("Answered", "")
    assert stands["commissioner-humberside"] == ("Draft", "late")
    assert stands["commissioner-kent"] == ("Not opened", "late")
    assert (
        stands["Lincolnshire Police"][0] == "Not due: Named in the recommendation, but not sent this request"
    )
    assert "Not due 43" in page


@pytest.mark.practice("P01")
def test_an_answer_after_the_deadline_is_an_answer_and_is_late(at):
    register(at)
    ask(at)
    answer(at, date(2026, 9, 7))
    page = at("collator", date(2026, 9, 8)).read(f"/calls/{CALL}/tracker/")
    assert "Submitted: 1, 1 of them late" in page
    assert figures(page)["Answered"] == "1"


@pytest.mark.practice("P01")
def test_the_collated_report_names_the_count_that_answered(at):
    register(at)
    ask(at)
    answer(at, date(2026, 8, 28))
    desk = at("collator", date(2026, 9, 7))
    key = f"{CALL}-commissioner-lincolnshire-1"
    desk.send(f"/practices/{key}/sort/", theme="beside", section="victims-services")
    report = "support-outside-report"
    desk.send("/reports/begin/", call=CALL, title="Support outside the NRM", slug=report, fill="on")
    desk.send(f"/reports/{report}/publish/")
    published = desk.read(f"/reports/{report}/?show=whole")
    assert "1 body answered. 1 is quoted here by area. 43 were asked." in published
    assert "A worker visits within two days." in published
    tracker = desk.read(f"/calls/{CALL}/tracker/")
    assert figures(tracker) == {
        "Asked": "43",
        "Answered": "1",
        "Quoted in the report": "1",
        "Not answered yet": "42",
    }
