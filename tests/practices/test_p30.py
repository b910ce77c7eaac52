"""P30: a conference per council area, from asking to actions done, with five agencies who see their slice alone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handrail.people.conferences.models import Conference
from handrail.platform.outbox.models import Message
from support.cast import sign_in
from support.conferences import ACTION, MINUTES, PLACE, SECRETS, WHY, WORDS
from support.practice_pages import Pages, _day, words_of

HEALTH, SAFETY = SECRETS["health"], SECRETS["safety"]
WITHHELD = "For the police alone"


def at(name, moment, time="at_time"):
    local = timezone.localtime(moment)
    return {**_day(name, local.date()), time: local.strftime("%H:%M")}


class Seat(Pages):
    """One person's pages of the conference, signed in."""

    def __init__(self, user, base=""):
        super().__init__(Client(), user)
        sign_in(self.client, user)
        self.base = base

    def _full(self, address):
        return address if address.startswith("/") else f"{self.base}{address.removeprefix('./')}"


def member(chair, user, part):
    """The chair asks somebody of an organisation."""
    chair.post("members/add/", body=user.body.code)
    chair.post(
        f"members/add/{user.body.code}/", part=part, user=str(user.pk), name="", deputy="",
        authority="A bed for the night", **{"trained_on-day": "", "trained_on-month": "", "trained_on-year": ""},
    )  # fmt: skip


def open_conference(cast, pages):
    """The area, the case, the request. Gives back the worker's and the chair's pages."""
    lead = Seat(cast.lead)
    lead.post(
        "/conferences/areas/add/", area="E23000020", name="Fenmarsh", chair=str(cast.lead.pk),
        deputy=str(cast.colleague.pk), quorum=["chair", "police_or_council", "person", "roof"], next_meetings="",
        is_in_use="on",
    )  # fmt: skip
    sign_in(pages.client, pages.user)
    pages.open_case()
    area = re.search(r'value="([0-9a-f-]{36})"', pages.markup("conferences/ask/"))[1]
    now = timezone.now()
    where = pages.post(
        "conferences/ask/", area=area, track="urgent", grounds=["exploiter"], why=WHY, basis="consent",
        knows_police_record_crimes="on", decided_by="", decided_why="", came_from="",
        **{f"review_on-{part}": "" for part in ("day", "month", "year")},
        **at("identified_on", now - timedelta(days=3), "identified_time"),
        **at("agreed_on", now - timedelta(hours=2), "agreed_time"),
    )  # fmt: skip
    lead.base = where
    unsigned = lead.client.post(f"{where}answer/", {"accepts": "yes", "words": ""}, follow=True)
    assert unsigned.redirect_chain[-1][0] == f"{where}sign/"
    assert lead.client.post(f"{where}sign/").url == f"{where}answer/"
    lead.post("answer/", accepts="yes", words="")
    return Seat(cast.worker, where), lead


def seat_everybody(cast, worker, lead):
    """Police, housing, another charity and a law centre; each signs for itself."""
    people = {"police": cast.officer, "housing": cast.housing, "health": cast.partner, "legal": cast.adviser}
    seats = {part: Seat(user, worker.base) for part, user in people.items()}
    for part, user in people.items():
        member(lead, user, part)
    assert "You see nothing yet" in seats["police"].read("./")
    for seat in (worker, *seats.values()):
        seat.post("sign/")
    return seats


def cut(worker, **views):
    """Put a thing in and say who sees it."""
    where = worker.post(
        "items/add/", kind=views.pop("kind"), nature="fact", text=views.pop("text"), need=views.pop("need", ""),
        held_back_why="",
    )  # fmt: skip
    page = worker.markup(where)
    labels = re.findall(r'<label[^>]*for="id_shows-([0-9a-f-]{36})"[^>]*>\s*([^<]+)', page)
    answers = {}
    for pk, label in labels:
        view, basis = next((got for who, got in views.items() if who in label), ("", "consent"))
        answers |= {
            f"shows-{pk}": view,
            f"basis-{pk}": basis,
            f"why-{pk}": WITHHELD if view == "withheld" else "" if basis == "consent" else "A bed tonight",
        }
    worker.post(
        where, person_told="on", **answers, **_day("until", timezone.localdate() + timedelta(days=14))
    )


@pytest.mark.practice("P30")
def test_a_conference_of_five_agencies_from_asking_to_closed(cast, pages):
    worker, lead = open_conference(cast, pages)
    assert "The 48 hours run from when the person was identified" in worker.read("./")
    seats = seat_everybody(cast, worker, lead)
    worker.post(
        "person/",
        choice="represented",
        speaker="Wren",
        words=WORDS,
        language="",
        interpreter_checked="on",
        seen=str(Conference.objects.get().version),
    )
    worker.post(
        "agencies/",
        body="harbour",
        said="yes",
        kinds=["health"],
        language="",
        through="",
        circle="not_asked",
        words="",
        **_day("on", timezone.localdate()),
    )
    cut(
        worker,
        kind="health",
        text=HEALTH,
        need="needs an urgent dentist",
        Harbour=("whole", "consent"),
        Fen=("", "consent"),
    )
    cut(
        worker,
        kind="safety",
        text=SAFETY,
        Lincolnshire=("whole", "safeguarding"),
        Harbour=("withheld", "consent"),
    )
    assert HEALTH in seats["health"].read("./")
    assert f"Withheld {WITHHELD}" in seats["health"].read("./")
    assert SAFETY in seats["police"].read("./")
    for part in ("police", "housing", "legal"):
        assert HEALTH not in seats[part].markup("./")
    for part in ("health", "housing", "legal"):
        assert SAFETY not in seats[part].markup("./")
    worker.post(
        "agencies/",
        body="harbour",
        said="withdrawn",
        kinds=[],
        language="",
        through="",
        circle="not_asked",
        words="",
        **_day("on", timezone.localdate()),
    )
    assert HEALTH not in seats["health"].markup("./")  # gone between agenda and meeting
    action = lead.markup("actions/add/")
    housing = re.search(r'value="([0-9a-f-]{36})"[^>]*>\s*Hana', action)[1]
    lead.post(
        "actions/add/",
        what=ACTION,
        member=housing,
        lowers="She is not moved again",
        said="Good",
        **_day("due_on", timezone.localdate() + timedelta(days=2)),
    )
    assert ACTION in seats["housing"].read("./")
    assert ACTION not in seats["police"].markup("./")
    starts = timezone.now() + timedelta(hours=3)
    lead.post("meetings/call/", place=PLACE, agenda="A roof", **at("day", starts))
    assert PLACE in seats["legal"].read("./")
    with time_machine.travel(starts + timedelta(minutes=40), tick=True):
        hold(worker, lead, seats)
    mails = " ".join(f"{one.about} {one.path}" for one in Message.objects.all())
    assert not any(secret in mails for secret in (*SECRETS.values(), WORDS, WHY, ACTION, MINUTES, PLACE))


def hold(worker, lead, seats):
    """Minutes, the person told, the action done, the conference closed."""
    minutes = lead.link("Attendance and minutes", "./")
    names = re.findall(r'name="how-([0-9a-f-]{36})"', lead.markup(minutes))
    came = {f"how-{pk}": "present" for pk in names} | {f"sent-{pk}": "" for pk in names}
    assert WORDS in lead.read(minutes)  # their words come first
    lead.post(minutes, minutes=MINUTES, agrees="disagreed", **came)
    assert "Disagrees" in worker.read("./")
    assert MINUTES not in seats["police"].markup("./")
    told = worker.link("Record what they were told", "./")
    worker.post(
        told, told_how="phone", language="sq", agrees="disagreed", told_words="", correction="It was Thursday",
        **_day("told_on", timezone.localdate()),
    )  # fmt: skip
    assert "It was Thursday" in worker.read("./")
    assert "Albanian" in worker.read("./")
    assert "Told on" in worker.read("./")
    end = seats["housing"].link("Record outcome", "./")
    seats["housing"].post(end, result="done", words="Kept to Friday")
    assert "Done" in words_of(seats["housing"].markup("./"))
    lead.post("end/", reason="done", words="")
    gone = seats["police"].client.get(seats["police"].base, follow=True)
    assert SAFETY not in gone.content.decode()


@pytest.mark.practice("P30")
def test_it_is_refused_for_somebody_whose_age_is_not_sure(cast, pages):
    open_conference(cast, pages)
    pages.post("open/age/", age="unsure")
    found = pages.client.get(f"/cases/{pages.reference}/conferences/ask/", follow=True).content.decode()
    assert "They may be under 18" in found
