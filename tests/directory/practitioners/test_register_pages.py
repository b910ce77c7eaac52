"""The pages of the register, driven as whoever keeps it, and one's own rota."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    DeploymentSettings,
    Post,
    Practitioner,
)
from handrail.directory.practitioners.register_csv import COLUMNS
from support.cast import LINCOLNSHIRE, sign_in
from support.practitioners import HUMBERSIDE, NAME, a_register, make_practitioner
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.django_db


@shared_world
def register(cast):
    return a_register(cast)


@pytest.fixture
def lead(cast, register):
    return sign_in(Client(), cast.lead)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_somebody_is_added_changed_and_found(lead, register):
    about = {
        "name": "Ewa Lis", "role": "isva", "side": "support", "base_kind": "hub", "base": "Wigston hub",
        "gender": "woman", "vetting_level": "", "skills": ["court"], "area_codes": [LINCOLNSHIRE], "before": "on",
    }  # fmt: skip
    page = text(lead.post(reverse("add_practitioner"), about, follow=True))
    assert "Ewa Lis" in page
    assert "Wigston hub" in page
    assert "Before the NRM" in page
    who = Practitioner.objects.get(name="Ewa Lis")
    change = reverse("change_practitioner", args=[who.pk])
    wrong = text(lead.post(change, about | {"seen": 1, "name": ""}, follow=True))
    assert "Enter their name" in wrong
    stale = text(lead.post(change, about | {"seen": 99}, follow=True))
    assert "Save mine over theirs" in stale
    lead.post(change, about | {"seen": 1, "is_shared": "on", "area_codes": [HUMBERSIDE]}, follow=True)
    who.refresh_from_db()
    assert who.is_shared
    assert [area.pk for area in who.areas.all()] == [HUMBERSIDE]
    language = {"language": "ro", "level": "B2", "known_by": "assessed", "dialect": ""}
    assert "Romanian: B2, assessed" in text(
        lead.post(reverse("add_practitioner_language", args=[who.pk]), language, follow=True)
    )
    found = text(lead.get(reverse("practitioners"), {"language": "ro"}))
    assert "Ewa Lis" in found
    assert NAME not in found


def test_a_post_with_shares_and_what_is_wrong_with_them(lead, register):
    about = {
        "title": "Pilot post", "role": "navigator", "side": "support", "base_kind": "office",
        "area_1": LINCOLNSHIRE, "share_1": 70, "area_2": HUMBERSIDE, "share_2": 20,
    }  # fmt: skip
    assert "must add up to 100%" in text(lead.post(reverse("add_post"), about, follow=True))
    assert "That area is already there" in text(
        lead.post(reverse("add_post"), about | {"area_2": LINCOLNSHIRE}, follow=True)
    )
    assert "Lincolnshire: 70%" in text(lead.post(reverse("add_post"), about | {"share_2": 30}, follow=True))
    assert Post.objects.get(title="Pilot post").shares.count() == 2


def test_the_area_that_pays_sees_its_posts_and_no_names(cast, register):
    page = text(sign_in(Client(), cast.commissioner).get(reverse("posts")))
    assert "Regional navigator" in page
    assert "Lincolnshire: 60%" in page
    assert NAME not in page
    assert NAME not in text(
        sign_in(Client(), cast.commissioner).get(reverse("post", args=[register.post.pk]))
    )
    neighbour = text(sign_in(Client(), cast.neighbour).get(reverse("posts")))
    assert "Humberside: 40%" in neighbour


def test_a_code_for_another_employer_is_shown_once_and_kept_as_a_hash(cast, lead, register):
    page = reverse("practitioner", args=[register.who.pk])
    assert (
        "If they also work for another organisation, link the entries so that rest counts across both. "
        "Neither can see the other’s entry."
    ) in text(lead.get(page))
    made = text(lead.post(reverse("make_link_code", args=[register.who.pk]), {"confirm": "on"}, follow=True))
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}(?=</b>)", made).group()
    kept = Practitioner.objects.get(pk=register.who.pk)
    assert kept.link_code_hash.startswith("argon2$argon2id$")
    assert code.replace("-", "")[4:] not in str(Practitioner.objects.filter(pk=kept.pk).values().get())
    again = text(lead.get(page))
    assert code not in again
    assert "Create another code" in again
    other = make_practitioner(cast.lead.actor, "Z Marrow", role="isva")
    link = reverse("link_practitioner", args=[other.pk])
    assert "No practitioner has that code" in text(lead.post(link, {"code": "ABCD"}, follow=True))
    assert "They are also on another organisation’s register." in text(
        lead.post(link, {"code": code}, follow=True)
    )
    assert code not in text(lead.get(page))
    end = reverse("end_employer_link", args=[other.pk])
    assert ("They are also on another organisation’s register.") not in text(
        lead.post(end, {"confirm": "on"}, follow=True)
    )
    Practitioner.objects.filter(pk=other.pk).update(employer=cast.officer.body, is_shared=True)
    for name in ("make_link_code", "link_practitioner", "end_employer_link"):
        address = reverse(name, args=[other.pk])
        assert lead.post(address, {"confirm": "on", "code": "x"}).status_code == 404, (
            "shared, and not one's own"
        )
        for part in ("worker", "partner", "outsider", "commissioner", "officer"):
            assert sign_in(Client(), getattr(cast, part)).get(address).status_code == 403


def post_fields(title, role, shares, **more):
    """What the form of a post sends. Shares: percent by area."""
    areas = {
        key: value
        for at, (area, share) in enumerate(shares.items(), 1)
        for key, value in ((f"area_{at}", area), (f"share_{at}", share))
    }
    return {"title": title, "role": role, "side": "support", "base_kind": "office", **areas} | more


def test_six_pilot_posts_of_twelve_months_are_planned_start_and_end(lead, cast, time_machine):
    """P18: six investigative support officers for twelve months; one starts late, and all end on their day."""
    time_machine.move_to(datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC))
    days = {
        **day("planned_start_on", datetime.date(2027, 4, 1)),
        **day("planned_end_on", datetime.date(2028, 3, 31)),
    }
    for number in range(1, 7):
        about = post_fields(f"Support officer {number}", "support_worker", {LINCOLNSHIRE: 100}, **days)
        assert "Planned" in text(lead.post(reverse("add_post"), about, follow=True))
    posts = list(Post.objects.filter(title__startswith="Support officer").order_by("title"))
    assert len(posts) == 6
    time_machine.move_to(datetime.datetime(2027, 4, 2, 9, tzinfo=datetime.UTC))
    assert "Start date passed" in text(lead.get(reverse("post", args=[posts[0].pk])))
    started = post_fields(
        "Support officer 1", "support_worker", {LINCOLNSHIRE: 100}, seen=posts[0].version, **days,
        **day("started_on", datetime.date(2027, 4, 2)),
    )  # fmt: skip
    page = text(lead.post(reverse("change_post", args=[posts[0].pk]), started, follow=True))
    assert "Vacant since 2 April 2027" in page
    wrong = started | {"seen": posts[0].version + 1} | day("ended_on", datetime.date(2027, 4, 1))
    page = text(lead.post(reverse("change_post", args=[posts[0].pk]), wrong, follow=True))
    assert "The actual end must be on or after the actual start" in page
    ended = wrong | day("ended_on", datetime.date(2028, 3, 31))
    lead.post(reverse("change_post", args=[posts[0].pk]), ended, follow=True)
    time_machine.move_to(datetime.datetime(2028, 4, 1, 9, tzinfo=datetime.UTC))
    assert "Ended" in text(sign_in(Client(), cast.lead).get(reverse("post", args=[posts[0].pk])))


def test_a_second_navigator_post_is_planned_beside_the_one_that_is_held(lead, cast, register):
    """P09: a navigator for all adults and a second post to come; P43: two posts that areas share, and the bid."""
    held = Post.objects.get(pk=register.post.pk)
    start = timezone.localdate() + datetime.timedelta(days=90)
    about = post_fields(
        "Second navigator", "navigator", {LINCOLNSHIRE: 50, HUMBERSIDE: 50},
        funding="Home Office expression of interest",
        **day("planned_start_on", start),
    )  # fmt: skip
    lead.post(reverse("add_post"), about, follow=True)
    page = text(lead.get(reverse("posts")))
    assert page.index(held.title) < page.index("Second navigator")
    assert "Filled" in page
    assert "Planned" in page
    assert NAME in text(lead.get(reverse("post", args=[held.pk])))
    second = Post.objects.get(title="Second navigator")
    for reader in (cast.commissioner, cast.neighbour):
        one = text(sign_in(Client(), reader).get(reverse("post", args=[second.pk])))
        assert "Humberside: 50%" in one
        assert "Home Office expression of interest" in one


def test_another_organisation_sees_what_is_shared_and_no_more(cast, register):
    Practitioner.objects.filter(pk=register.who.pk).update(is_shared=True, vetting_level="nppv3")
    other = sign_in(Client(), cast.co_ordinator)
    page = text(other.get(reverse("practitioner", args=[register.who.pk])))
    assert "Lithuanian: first language" in page
    assert not [word for word in ("Non-police vetting", "Gender", "Welfare", "Weight limit") if word in page]


@pytest.fixture
def made_in_december(own_worlds, time_machine):
    time_machine.move_to(datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC))


@pytest.mark.usefixtures("made_in_december")
def test_ones_own_rota_is_kept_week_by_week_and_says_when_a_time_does_not_exist(cast, register, time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC))
    mine, address = sign_in(Client(), cast.worker), reverse("own_availability")
    assert "Nothing planned." in text(mine.get(address))
    night = {
        "kind": "on_duty",
        "starts": "22:00",
        "ends": "06:00",
        "weeks": "4",
        **day("day", datetime.date(2027, 3, 6)),
    }
    page = text(mine.post(address, night, follow=True))
    assert "Added: 4 entries." in page
    assert "Saturday 27 March" in page
    lengths = [
        (one.ends_at - one.starts_at).total_seconds() / 3600
        for one in AvailabilityPeriod.objects.filter(practitioner=register.who, starts_at__year=2027)
    ]
    assert lengths == [8, 8, 8, 7]
    gone = {"kind": "on_call", "starts": "01:30", "ends": "05:00", **day("day", datetime.date(2027, 3, 28))}
    assert "the clocks go forward" in text(mine.post(address, gone, follow=True))
    first = AvailabilityPeriod.objects.filter(practitioner=register.who, starts_at__year=2027).first()
    removed = text(mine.post(reverse("remove_own_period", args=[first.pk]), follow=True))
    assert "Saturday 6 March" not in removed
    nobody = text(sign_in(Client(), cast.colleague).get(address))
    assert "You are not on your organisation’s register" in nobody


def test_the_register_goes_out_and_comes_in_again_with_a_finding_for_each_row(lead, register):
    out = lead.get(reverse("register_csv")).content.decode("utf-8-sig")
    heads, row = out.splitlines()
    assert heads == ",".join(COLUMNS)
    new = row.replace(NAME, "Ewa Lis")
    bad = row.replace(NAME, "Bad Row").replace("Lithuanian: first language", "Klingon: fluent")
    lines = "\r\n".join([heads, row, new, bad.replace("Humberside", "Atlantis"), new])
    sent = lead.post(reverse("import_register"), {"file": SimpleUploadedFile("r.csv", lines.encode())})
    assert Practitioner.objects.count() == 1
    report = sent.headers["Location"]
    page = text(lead.get(report))
    assert "Will be added" in page
    assert "2 areas, 1 language, 0 trainings" in page
    assert "Klingon" in page
    assert "“Atlantis” is not a police force area." in page
    assert page.count("Already on the register: not changed.") == 2
    assert Practitioner.objects.count() == 1
    assert "Added to the register: 1 practitioner." in text(lead.post(report, follow=True))
    ewa = Practitioner.objects.get(name="Ewa Lis")
    assert [one.language_id for one in ewa.languages.all()] == ["lt"]
    assert [one.code for one in ewa.skills.all()] == ["court"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"who,what\r\na,b", "Missing: name, role"),
        (b"name,role,shoe size\r\na,b,c", "not known: shoe size"),
        (b"name,role\r\n", "The file has no rows."),
        (b"\xff\xfe", "not text in UTF-8"),
    ],
)
def test_a_file_that_is_no_register_is_refused(lead, content, says):
    file = SimpleUploadedFile("r.csv", content)
    assert says in text(lead.post(reverse("import_register"), {"file": file}, follow=True))


def test_the_findings_are_nobody_elses(cast, lead, register):
    sent = lead.post(
        reverse("import_register"), {"file": SimpleUploadedFile("r.csv", b"name,role\r\nEwa,navigator")}
    )
    another = cast.lead
    assert sign_in(Client(), cast.worker).get(sent.headers["Location"]).status_code == 403
    ended = lead.get(reverse("import_register_report"))
    assert ended.status_code == 409
    assert "This report has expired." in ended.content.decode()
    assert sign_in(Client(), another).get(sent.headers["Location"]).status_code == 200


def test_settings_are_set_from_a_day_and_attendance_counts_by_them(lead, register):
    today = timezone.localdate()
    page = text(lead.get(reverse("deployment_settings")))
    assert (
        "Your organisation has no settings yet. The default values below apply; they are not from law or "
        "guidance. 11 hours’ rest is in law (Working Time Regulations 1998)."
    ) in page
    form = lead.get(reverse("set_deployment_settings")).content.decode()
    assert "No law or guidance sets a safe caseload or how long training is valid." in form
    sent = {
        "intake_weeks": 8, "weight_limit": 20, "amber_percent": 75, "rest_hours": 12, "hours_to_name": 4,
        "hours_to_meet": 48,
        "lapse_warning_days": 30, "months_safeguarding": 12, "required_trainings": ["safeguarding"],
        "accepted_vetting": ["nppv3"], **day("since", today),
        **{f"weight_{part}": "1.5" for part in ("intake", "settled", "evidence_or_trial", "high_risk")},
        **{f"weight_{part}": "0.5" for part in ("interpreter", "far", "reach_in")},
    }  # fmt: skip
    page = text(lead.post(reverse("set_deployment_settings"), sent, follow=True))
    assert "20 points, warning from 75%" in page
    assert "12 months, must be in date" in page
    kept = DeploymentSettings.objects.get()
    assert (kept.training_months, kept.accepted_vetting) == ({"safeguarding": 12}, ["nppv3"])
    attended = {"attended": [str(register.who.pk)]}
    address = reverse("record_attendance", args=[register.session.pk])
    assert "Recorded: 1 practitioner." in text(lead.post(address, attended, follow=True))
    assert "Expiring soon" in text(lead.get(reverse("lapsing")))


def test_lists_ask_no_more_for_thirty_than_for_one(cast, lead, register):
    addresses = [reverse(name) for name in ("practitioners", "posts", "lapsing", "training_sessions")]
    addresses.append(reverse("practitioner", args=[register.who.pk]))
    before = [count(lead, address) for address in addresses]
    today = timezone.localdate()
    for number in range(30):
        make_practitioner(cast.lead.actor, f"Worker {number:02}", vetting_level="mv", vetted_until=today)
    after = [count(lead, address) for address in addresses]
    assert after == before
    assert max(after) <= 12
    page = text(lead.get(reverse("practitioners")))
    assert "31 practitioners, page 1 of 2" in page
    assert "Worker 29" not in page
    assert "Worker 29" in text(lead.get(reverse("practitioners"), {"page": "2"}))
