"""P18, Greater Manchester: a pilot with posts, dates, aims, measures; triage by reason; a pack without identities.

Walked by the office of Greater Manchester, for its team of eight posts and twelve months beside the unit's triage.
"""

import io
import zipfile
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from handrail.areas.bids import published_counts
from handrail.directory.models import Pilot
from handrail.directory.practitioners.models import Practitioner
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.platform.access.today import today
from support.area_offices import make_area_cast
from support.bid_pages import HOLDER, TEAM, day, make_team_posts, open_pages, refused, section
from support.practice_pages import row
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P18")]
THEORY = {
    "inputs": "Six investigative support officers, a data manager, a training co-ordinator",
    "activities": "Each matter is triaged", "outputs": "", "outcomes": "Victims stay in touch", "impact": "",
    "assumptions": "Matters are found as often", "outside_factors": "", "evaluator": "A university, independent",
}  # fmt: skip


def add_pilot(office, starts_on):
    pilot = office.post(
        "/evaluations/pilots/add/", name="Modern slavery investigative team", aim="More victims stay in touch.",
        posts="Six investigative support officers", **day("starts_on", starts_on),
        **day("ends_on", starts_on + timedelta(days=364)),
    )  # fmt: skip
    office.post(f"{pilot}theory/", **THEORY)
    office.post(
        f"{pilot}outcomes/add/",
        outcome="Still in touch after three months",
        counted="Victims of matters taken on",
    )
    return pilot


def numbers(office, pilot, moment, number, out_of, since, until, **more):
    address = office.link("Record numbers", pilot)
    sent = {"moment": moment, "number": str(number), "out_of": str(out_of), "source": "The force’s records"}
    return address, sent | day("since", since) | day("until", until) | more


@shared_world
def manchester(cast):
    """The office of Greater Manchester’s mayor, its signatory, board and force lead."""
    return make_area_cast(cast, commissioner="mayor-greater-manchester", force="greater-manchester-police")


@shared_world
def running(manchester):
    """It began twenty days ago, and its baseline was fixed two days before."""
    office = open_pages(manchester.commissioner)
    starts_on = today() - timedelta(days=20)
    pilot = add_pilot(office, starts_on)
    before = numbers(
        office, pilot, "before", 24, 60, starts_on - timedelta(days=200), starts_on - timedelta(days=5)
    )
    office.post(before[0], **before[1])
    office.post(f"{pilot}baseline/", **day("fixed_on", starts_on - timedelta(days=2)))
    return pilot, starts_on


def test_a_pilot_has_aims_theory_posts_dates_and_measures(manchester):
    office = open_pages(manchester.commissioner)
    pilot = add_pilot(office, today() + timedelta(days=30))
    for post in make_team_posts(manchester):
        office.post(f"{pilot}posts/add/", post=str(post.pk))
    markup = office.markup(pilot)
    assert "Posts in the pilot 8" in section(markup, "posts")
    for title in TEAM:
        assert "Not started" in row(markup, title)
    page = office.read(pilot)
    for words in ("More victims stay in touch.", "a data manager", "A university, independent", "Not fixed"):
        assert words in page
    for words in ("Still in touch after three months", "No decision yet"):
        assert words in page
    assert "A university, independent" in office.read(
        "/bids/posts/"
    )  # each post shows who evaluates its pilot
    assert "Not fixed" in open_pages(manchester.board).read("/evaluations/")
    assert open_pages(manchester.neighbour).client.get(pilot).status_code == 404
    assert open_pages(manchester.collator).client.get(pilot).status_code == 403


def test_the_baseline_is_fixed_before_the_start_and_stays(manchester):
    office = open_pages(manchester.commissioner)
    starts_on = today() - timedelta(days=20)
    pilot = add_pilot(office, starts_on)
    fix = f"{pilot}baseline/"
    assert "Record numbers of a time before the first day" in refused(
        office, fix, **day("fixed_on", starts_on - timedelta(days=2))
    )
    address, sent = numbers(
        office, pilot, "before", 24, 60, starts_on - timedelta(days=200), starts_on - timedelta(days=5)
    )
    office.post(address, **sent)
    assert "must be fixed before the first day" in refused(office, fix, **day("fixed_on", starts_on))
    office.post(fix, **day("fixed_on", starts_on - timedelta(days=2)))
    assert "baseline of this pilot is fixed" in refused(office, address, **(sent | {"number": "30"}))
    assert "baseline of this pilot is fixed" in refused(
        office, f"{pilot}outcomes/add/", outcome="x", counted="y"
    )
    earlier = {"name": "x", "aim": "", "posts": "", "seen": str(Pilot.objects.get().version)}
    said = refused(office, f"{pilot}change/", **earlier, **day("starts_on", starts_on - timedelta(days=9)))
    assert "must be fixed before the first day" in said
    assert "entered here after the first day of the pilot" in office.read(pilot)


def test_numbers_after_are_compared_with_the_baseline_with_level_and_caveats(manchester, running):
    """24 of 60 before is 40%, 45 of 60 after is 75%: 35 points more, from 17 to 50 by Newcombe's interval."""
    office, (pilot, starts_on) = open_pages(manchester.commissioner), running
    address, sent = numbers(office, pilot, "after", 45, 60, starts_on, today())
    office.post(address, **sent)
    page = office.read(pilot)
    for words in (
        "45 of 60, 75%",
        "24 of 60, 40%",
        "+35 percentage points",
        "Level 2 of 5: before and after",
    ):
        assert words in page
    assert "Other things may have changed too." in page


def test_triage_decisions_are_published_counts_by_listed_reason(manchester, running):
    office, (pilot, _) = open_pages(manchester.commissioner), running
    assert "Nothing published for this area yet" in office.read(pilot)
    publish_triage(manchester)
    triage = section(open_pages(manchester.force_lead).markup(pilot), "triage")
    assert "Reason People Too little is known 40 of 40" in triage
    assert "Outcome People Taken on 25 of 40" in triage
    assert "rounded" in triage


def publish_triage(manchester):
    """A quarter: 15, 10 and 15 people for one reason; 10, 5 and 10 with one outcome; as draws leave them."""
    key = published_counts.TRIAGE_MEASURES[0]
    words = {
        "name": "Triage decisions", "question": "What does the team take on?", "group": "Police and courts",
        "unit": "people", "time": "the month of the decision", "source": "Cases", "owner": "x",
        "weak": ["once a month"],
        "breakdowns": [
            {"code": "reason", "name": "Reason", "values": [["little_known", "Too little is known"]]},
            {"code": "outcome", "name": "Outcome", "values": [["adopt", "Taken on"]]},
        ],
    }  # fmt: skip
    for month, reason, outcome in (("2026-04", 15, 10), ("2026-05", 10, 5), ("2026-06", 15, 10)):
        row = Publication.objects.create(
            month=month, drawn_at=timezone.now(), quarter_within=4, definitions={key: words}
        )
        AreaFigures.objects.create(
            publication=row, measure=key, area_code=manchester.commissioner.body.area_id,
            figures={"": reason, "reason=little_known": reason, "outcome=adopt": outcome},
        )  # fmt: skip


def test_at_the_end_it_is_decided_once_with_reasons(manchester, running):
    office, (pilot, starts_on) = open_pages(manchester.commissioner), running
    signs = open_pages(manchester.signatory)
    decide = f"{pilot}decision/"
    sent = {"outcome": "adopt", "reasons": "More stay in touch."} | day("decided_on", today())
    assert office.client.get(decide).status_code == 403
    assert "Record numbers before and after" in refused(signs, decide, **sent)
    address, after = numbers(office, pilot, "after", 45, 60, starts_on, today())
    office.post(address, **after)
    assert "Enter the new last day" in refused(signs, decide, **(sent | {"outcome": "extend"}))
    until = starts_on + timedelta(days=500)
    signs.post(decide, **(sent | {"outcome": "extend"}), **day("until", until))
    assert Pilot.objects.get().ends_on == until
    signs.post(decide, **sent)
    assert "is decided and stays as it is" in refused(signs, decide, **(sent | {"outcome": "stop"}))
    page = office.read(pilot)
    for words in (
        "Extend the pilot",
        "Adopt as a lasting service",
        "More stay in touch.",
        "signatory of Mayor of Greater Manchester",
    ):
        assert words in page


def test_the_evaluation_pack_says_why_there_is_no_difference_yet(manchester, running):
    """A baseline of 60 people and nothing after it: the reason is not that they are few."""
    pilot, _ = running
    reply = open_pages(manchester.commissioner).client.get(f"{pilot}pack.zip")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as pack:
        sheets = pypdf.PdfReader(io.BytesIO(pack.read("pilot.pdf"))).pages
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in sheets)
    assert "24 of 60" in words
    assert "No numbers from after the start yet" in words
    assert "fewer than 20 people" not in words


def test_the_evaluation_pack_holds_counts_and_no_identity(manchester, running, told):
    """Whoever holds a post, and the case of the cast with all that it tells, are planted; nothing of them is inside."""
    office, (pilot, starts_on) = open_pages(manchester.commissioner), running
    posts = make_team_posts(manchester)
    office.post(f"{pilot}posts/add/", post=str(posts[-1].pk))
    Practitioner.objects.create(
        name=HOLDER, employer=manchester.lead.body, role="support_worker", side="support", post=posts[-1],
        started_on=today() - timedelta(days=20), changed_at=f"{today()}T00:00:00Z",
    )  # fmt: skip
    address, sent = numbers(office, pilot, "after", 45, 60, starts_on, today())
    office.post(address, **sent)
    publish_triage(manchester)
    for reads in (manchester.commissioner, manchester.board):
        reply = open_pages(reads).client.get(f"{pilot}pack.zip")
        assert reply["Content-Type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(reply.content)) as pack:
            files = {name: pack.read(name) for name in pack.namelist()}
        assert set(files) == {"pilot.pdf", "outcomes.csv", "posts.csv", "triage.csv"}
        assert files["pilot.pdf"].startswith(b"%PDF")
        outcomes = files["outcomes.csv"].decode("utf-8-sig")
        assert "before,24,60" in outcomes
        assert "after,45,60" in outcomes
        assert "Training co-ordinator" in files["posts.csv"].decode("utf-8-sig")
        everything = b" ".join(files.values()).decode("utf-8", "replace")
        for planted in (HOLDER, told.reference, *told.secrets):
            assert planted not in everything
