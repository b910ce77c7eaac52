"""Daily threat log, trainings by role, section 45, team capacity, prosecutions and outcomes: Durham's own."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from handrail.directory.practitioners.models import Practitioner, PractitionerTraining, TrainingSession
from handrail.platform.access.today import today
from handrail.platform.reference.models import Area
from support.cast import LINCOLNSHIRE, sign_in
from support.practice_pages import Pages, row, words_of
from support.prevention_pages import TODAY, days
from support.published_figures import publish_months

pytestmark = pytest.mark.practice("P20")
THREAT = {
    "title": "PLANT-THREAT Teenagers collected from the bus station",
    "threat": "Three reports in a week.",
    "harm": "Sexual exploitation of children.",
    "risk": "",
    "investigation": "Cameras cover two bays.",
    "vulnerability": "",
    "engagement": "",
    "decision": "safeguard",
    "owner": "Detective inspector, child exploitation",
}


@pytest.fixture
def force(cast, pages) -> Pages:
    """Whoever leads for the force."""
    pages.user = cast.force_lead
    pages.today(TODAY)
    return pages


def _log(force: Pages, **more: str) -> str:
    return force.post(
        "/prevention/threats/add/",
        **(THREAT | more),
        **days(raised_on=TODAY, review_on=TODAY + timedelta(days=1)),
    )


def test_an_item_of_the_daily_log_has_its_six_parts_a_decision_an_owner_and_a_review(cast, force):
    item = _log(force)
    page = force.read(item)
    for said in (
        "Threat Three reports in a week.",
        "Harm Sexual exploitation of children.",
        "Investigation Cameras cover two bays.",
        "Decision Bring to the safeguarding board",
        "Owner Detective inspector, child exploitation",
        "Review 25 Nov",
        "The six parts are not added up.",
        "Risk Not assessed",
    ):
        assert said in page
    force.today(TODAY + timedelta(days=3))
    assert "Review overdue since 25 Nov" in row(force.markup("/prevention/threats/"), THREAT["title"])
    force.post(
        f"{item}review/", words="Two arrests.", decision="watch", seen="1", **days(next_on=date(2026, 12, 1))
    )
    force.post(
        f"{item}review/",
        words="Quiet since.",
        decision="none",
        seen="2",
        **{"next_on-day": "", "next_on-month": "", "next_on-year": ""},
    )
    page = force.read(item)
    assert page.index("No further action") < page.index("Two arrests.")
    assert "Closed" in page
    assert (
        "This item is closed"
        in force.client.post(
            f"{item}review/", {"words": "x", "decision": "act", "seen": "3"}, follow=True
        ).content.decode()
    )


def test_a_threat_is_never_a_person_and_is_read_in_its_area_alone(cast, force):
    sent = THREAT | {"title": "Man on 07700 900123"} | days(raised_on=TODAY, review_on=TODAY)
    assert "looks like" in force.client.post("/prevention/threats/add/", sent, follow=True).content.decode()
    item = _log(force)
    assert sign_in(Client(), cast.commissioner).get(item).status_code == 200
    assert sign_in(Client(), cast.commissioner).get("/prevention/threats/add/").status_code == 403
    assert sign_in(Client(), cast.neighbour).get(item).status_code == 404
    for person in (cast.board, cast.collator, cast.worker, cast.officer):
        assert sign_in(Client(), person).get(item).status_code == 403, person


def test_a_score_shows_its_parts_beside_its_total_and_keeps_its_version_of_the_table(force):
    table = {"most": "4", "source": "Force analyst", "confidence": "inferred"}
    force.post(
        "/prevention/scores/table/",
        name="Local table 1",
        criteria="Physical harm\nLikelihood",
        **table,
        **days(since=date(2026, 11, 1)),
    )
    force.post("/prevention/scores/add/", title="Street collection of teenagers")
    (score,) = re.findall(r'href="(/prevention/scores/[0-9a-f-]{36}/)"', force.markup("/prevention/scores/"))
    force.post(score, points_0="4", points_1="2", sureness="medium", reasons="Three reports.")
    said = row(force.markup("/prevention/scores/"), "Street collection of teenagers")
    assert "Physical harm 4, Likelihood 2 Local table 1" in said
    assert "6 of 8 Confidence: medium" in said
    force.post(
        "/prevention/scores/table/", name="Local table 2", criteria="Harm", **table, **days(since=TODAY)
    )
    force.post(score, points_0="1", sureness="high", reasons="Quiet.")
    said = row(force.markup("/prevention/scores/"), "Street collection of teenagers")
    assert "Harm 1 Local table 2" in said
    assert "1 of 4" in said
    assert "Before: 6 on 24 November 2026 (Local table 1)" in said
    assert (
        "Choose the points for Harm"
        in force.client.post(
            score, {"points_0": "9", "sureness": "high", "reasons": "x"}, follow=True
        ).content.decode()
    )


def test_the_capacity_of_a_team_is_posts_filled_and_cases_for_each(force):
    for month, filled, cases in ((date(2026, 9, 14), "4", "60"), (date(2026, 10, 2), "9", "63")):
        force.post(
            "/prevention/teams/add/",
            team="Child sexual exploitation team",
            posts="10",
            filled=filled,
            on_duty="3",
            cases=cases,
            source="Duty system",
            **days(month=month),
        )
    page = force.markup("/prevention/teams/")
    assert "<svg" in page  # posts filled; the table beneath has its numbers
    assert "October 2026 Duty system 10 9 3 63 7.0" in force.read("/prevention/teams/")
    assert "September 2026 Duty system 10 4 3 60 15.0" in force.read("/prevention/teams/")
    sent = {"team": "x", "posts": "1", "filled": "2", "on_duty": "0", "cases": "0", "source": "x"}
    reply = force.client.post(
        "/prevention/teams/add/", sent | days(month=TODAY), follow=True
    ).content.decode()
    assert "No more posts can be filled than there are" in reply


def test_prosecutions_are_published_measures_and_figures_of_others_stay_apart_with_their_source(force):
    assert "No quarter is published yet." in force.read("/prevention/prosecutions/")
    publish_months(
        "2026-07",
        3,
        {
            "charged": {"": 5},
            "crime-recorded": {"": 10},
            "suspects-decided": {"": 15, "share=within": 5, "share=rest": 10},
        },
    )
    for step, number in (("convicted", "185"), ("charged", "239"), ("referred", "355")):
        force.post(
            "/prevention/prosecutions/add/",
            step=step,
            number=number,
            basis="One suspect",
            source="Prosecution service, as the press printed it",
            confidence="secondary",
            **days(year_ends_on=date(2018, 3, 31)),
        )
    page = force.markup("/prevention/prosecutions/")
    assert row(page, "A suspect charged").endswith("15")
    assert row(page, "Victims with a crime recorded").endswith("30")
    said = row(page, "Suspects on whom a charge was decided")
    assert said.endswith("Suspects, charged 15 of 45")  # three months of 5 of 15
    assert "which may mean a few: Decided not to investigate; Investigations closed; Defendants" in words_of(
        page
    )
    told = words_of(page).split("Figures from other sources", 1)[1]
    places = [told.index(words) for words in ("Suspects referred", "Suspects charged", "Convicted of modern")]
    assert places == sorted(places)  # by step, however they were recorded
    said = row(page, "Suspects charged")
    assert said.endswith("31 March 2018 239")
    assert told.count("Prosecution service, as the press printed it") == 1  # once, above the three
    assert "254" not in force.read("/prevention/prosecutions/")  # 239 and 15 are never added


def test_an_area_whose_outcomes_are_all_nought_reads_words_and_no_row_of_noughts(force):
    publish_months("2026-07", 3, {"needs-unmet": {"": 10}})
    page = force.read("/prevention/prosecutions/")
    assert "None, or only a few, in the last four quarters." in page
    assert "0 in each quarter shown" not in page
    assert "What this counts" in page


def test_trainings_are_counted_by_role_with_their_expiry_and_sessions_with_their_attendance(cast, force):
    """Two liaison officers: one holds section 45, one let it lapse. Nobody is named."""
    session = TrainingSession.objects.create(
        body=cast.force_lead.body,
        kind="section_45",
        held_on=date(2026, 10, 1),
        given_by="Force solicitor",
        seats=12,
        changed_at="2026-10-01T09:00:00Z",
    )
    for name, until in (("PLANT-Ann", date(2027, 10, 1)), ("PLANT-Bo", date(2026, 11, 1))):
        holder = Practitioner.objects.create(
            employer=cast.force_lead.body,
            name=name,
            role="liaison_officer",
            side="investigation",
            changed_at="2026-10-01T09:00:00Z",
        )
        holder.areas.add(Area.objects.get(pk=LINCOLNSHIRE))
        PractitionerTraining.objects.create(
            practitioner=holder,
            kind="section_45",
            session=session,
            completed_on=date(2026, 10, 1),
            valid_until=until,
        )
    page = force.markup("/prevention/training/")
    said = row(page, "Section 45 defence Victim liaison officer")
    assert "1 of 2 1 lapsed" in said
    assert "2 of 12 seats" in row(page, "Section 45 defence Lincolnshire Police. Given by Force solicitor")
    assert "PLANT" not in page


def test_the_section_45_flag_and_its_handling_are_recorded_on_the_case(cast, told, signed_in):
    """The flag with who raised it and when, whether others may be told, who was, the lawyer, the offer of the NRM."""
    case = Pages(signed_in(cast.worker), cast.worker, told.reference)
    assert "Not asked yet. If they were forced, they may have a defence" in case.read("whole-file/")
    case.post(
        "section-45/",
        answer="yes",
        raised_by="police",
        consent="yes",
        told=["prosecution", "lawyer"],
        lawyer="found",
        nrm_offered="yes",
        **days(raised_on=today()),
    )
    page = case.read("whole-file/")
    for said in (
        "May have been made to break the law: yes",
        "Others may be told: yes",
        "Defence lawyer: they have one",
        "NRM offered: yes",
        "Kept after the case is closed.",
    ):
        assert said in page
