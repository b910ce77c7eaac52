"""A service is walked both ways: need, finding, intention, line, decision; its stops and notices keep their days."""

import datetime
import html

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.bids.models import ServiceEvaluation
from handrail.areas.commissioning.actions import notices, specification
from handrail.areas.commissioning.actions.renewal_decisions import record_renewal_decision
from handrail.areas.commissioning.models import (
    CommissionedService,
    LineNotice,
    RenewalDecision,
    RenewalReview,
    SpecificationClause,
)
from handrail.areas.commissioning.presenters import present_procurement_notice, present_service_stages
from handrail.areas.commissioning.queries.lines import (
    CommissionedServiceFilter,
    get_commissioned_service,
    select_commissioned_services,
)
from handrail.areas.needs.actions.intentions import record_intention_decision
from handrail.areas.needs.models import CommissioningIntention
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.bid_pages import make_evaluation, open_pages
from support.cast import sign_in
from support.commissioning import DAY, a_line, fill_review, lead_to, move
from support.needs import assess, publish
from support.worlds import shared_world


@shared_world
def intention(cast):
    """The decided intention of a published assessment."""
    made = assess(cast)
    record_intention_decision(
        made.assessment, 1, decision="go_on", reason="The grant allows it", seen=1, by=cast.signatory.actor
    )
    publish(cast, made.assessment)
    return CommissioningIntention.objects.get(assessment=made.assessment).pk


def need_form(**more):
    days = {"procurement_began_on": "2026-06-02", "need_on": "2026-06-01"}
    parts = {
        f"{name}-{part}": str(int(number))
        for name, day in days.items()
        for part, number in zip(("year", "month", "day"), day.split("-"), strict=True)
    }
    given = {"title": "Places before referral", "kind": "grant", "regime": "grant", "need": "People wait"}
    return given | {"document": "Assessment", "intention": ""} | parts | more


def test_a_service_leads_back_to_its_finding_and_the_finding_to_the_service(cast, intention, client):
    office = sign_in(client, cast.commissioner)
    office.post(reverse("add_line"), need_form(chosen_intention=str(intention)))
    line = CommissionedService.objects.get(title="Places before referral")
    assert (line.intention_id, line.intention) == (intention, "Places before referral")
    page = office.get(reverse("service_line", args=[line.pk])).content.decode()
    assessment = CommissioningIntention.objects.get(pk=intention).assessment_id
    for words in (
        "Fund: Places before referral",
        "Go ahead. The grant allows it",
        "Finding 1: People wait for a place before they are referred.",
        f'href="{reverse("needs_assessment", args=[assessment])}#finding-1"',
    ):
        assert words in page
    back = f'href="{reverse("service_line", args=[line.pk])}"'
    assert back in office.get(reverse("needs_assessment", args=[assessment])).content.decode()
    for reads in (cast.commissioner, cast.board, cast.force_lead):
        published = sign_in(Client(), reads).get(reverse("published_needs", args=[assessment]))
        assert back in published.content.decode(), reads.role
    collator = sign_in(Client(), cast.collator).get(reverse("published_needs", args=[assessment]))
    assert "No service that you may open" in collator.content.decode()


def test_the_stop_of_the_intention_asks_which_one_it_is(cast, intention, client):
    office, line = sign_in(client, cast.commissioner), a_line(cast, "grant")
    address = reverse("move_line", args=[line.pk, "intention"])
    assert "chosen_intention" in office.get(address).content.decode()
    day = {f"on-{part}": str(getattr(today(), part)) for part in ("day", "month", "year")}
    sent = {"reason": "Fund it", "seen": "1", "chosen_intention": str(intention)}
    office.post(address, sent | day)
    line = CommissionedService.objects.get(pk=line.pk)
    assert (line.stage, line.intention_id) == ("intention", intention)
    change = reverse("change_line", args=[line.pk])
    said = office.post(
        change, need_form(chosen_intention=str(line.pk), seen="2"), follow=True
    ).content.decode()
    assert "Choose an intention from the list" in said
    assert (
        "chosen_intention" not in office.get(reverse("move_line", args=[line.pk, "dropped"])).content.decode()
    )


def test_an_intention_is_chosen_from_ones_own_that_go_on(cast, intention):
    CommissioningIntention.objects.filter(pk=intention).update(decision="no")
    with pytest.raises(ActionNotPossibleError, match="decided to go ahead with"):
        a_line(cast, "grant", intention_id=intention)


def test_without_an_assessment_the_reason_of_the_stop_is_the_intention(cast, client):
    line = a_line(cast, "grant")
    move(cast, line.pk, "intention", reason="Fund evening cover")
    page = sign_in(client, cast.commissioner).get(reverse("service_line", args=[line.pk])).content.decode()
    assert "None recorded" not in page
    assert "Fund evening cover" in page[page.index("Commissioning intention:") :]


def test_a_stop_keeps_the_day_of_each_time_that_the_line_came_there(cast):
    """Live long ago, reviewed, renewed: the day of going live stays, and the renewal stands after it."""
    days = {stage: today() - 40 * DAY for stage in ("signed", "mobilisation", "live")}
    line = lead_to(cast, a_line(cast, "grant"), "live", days)
    move(cast, line.pk, "review", today() - 20 * DAY)
    fill_review(cast, line.pk)
    decision = RenewalDecision(outcome="renew", reasons="Targets met", decided_on=today() - 2 * DAY)
    seen = RenewalReview.objects.get(line=line).version
    record_renewal_decision(decision, line_id=line.pk, number=1, seen=seen, by=cast.signatory.actor)
    stops = present_service_stages(get_commissioned_service(cast.board.actor, line.pk))["under"]
    told = {stop.code: [(each.when, each.again) for each in stop.visits] for stop in stops}
    assert told["live"] == [(format_day(today() - 40 * DAY), False), (format_day(today() - 2 * DAY), True)]
    assert told["review"] == [(format_day(today() - 20 * DAY), False)]
    assert [stop.state for stop in stops if stop.code in ("live", "review")] == ["here", "done"]


def test_a_notice_of_the_market_talk_is_due_with_the_tender_and_then_overdue(cast):
    line = a_line(cast)
    for stage, ago in (("intention", 60), ("specification", 50), ("market_talk", 40)):
        move(cast, line.pk, stage, today() - ago * DAY)
    notice = LineNotice.objects.get(line=line, code="UK2")
    assert (notice.due_on, notice.follow_up_id) == (None, None)
    move(cast, line.pk, "tender", today() - 3 * DAY)
    notice.refresh_from_db()
    assert notice.due_on == today() - 3 * DAY
    assert FollowUp.objects.get(pk=notice.follow_up_id).due_on == notice.due_on
    (row,) = select_commissioned_services(cast.commissioner.actor, CommissionedServiceFilter(late="1"))
    assert (row.pk, row.late_count) == (line.pk, 2)  # UK2 and UK4, both due on that day
    other = a_line(cast, title="Nothing is late here")
    assert other not in select_commissioned_services(
        cast.commissioner.actor, CommissionedServiceFilter(late="1")
    )


def test_an_overdue_notice_is_seen_in_the_list(cast, client):
    line = a_line(cast)
    for stage in ("intention", "specification", "tender"):
        move(cast, line.pk, stage, today() - 3 * DAY)
    page = sign_in(client, cast.commissioner).get(reverse("service_lines")).content.decode()
    assert "1 notice overdue" in page
    assert f"Was due on {format_day(today() - 3 * DAY)}" in page


@pytest.mark.parametrize(("after", "says"), [(0, "in time"), (1, "1 day late"), (5, "5 days late")])
def test_a_published_notice_keeps_the_day_it_was_due(cast, after, says):
    line = a_line(cast)
    for stage in ("intention", "specification", "tender"):
        move(cast, line.pk, stage, today() - 9 * DAY)
    notice = LineNotice.objects.get(line=line, code="UK4")
    notice.published_on, notice.reference = today() - (9 - after) * DAY, "2026/S 1"
    notices.record_notice_published(notice, seen=1, by=cast.commissioner.actor)
    shown = present_procurement_notice(LineNotice.objects.get(pk=notice.pk))
    assert shown.when.startswith("Was due by ")
    assert shown.when.endswith(says)
    assert datetime.timedelta(days=after) == notice.published_on - notice.due_on


def test_whoever_cites_a_comparison_sees_what_it_shows_and_so_does_the_line(cast, client):
    """The checked case: 56 of 70 against 48 of 80 is 0.2000, from 0.0524 to 0.3339."""
    make_evaluation(open_pages(cast.commissioner))
    office, line = sign_in(client, cast.commissioner), a_line(cast, "grant")
    clause = SpecificationClause(line=line, words="A navigator is offered")
    specification.add_clause(clause, by=cast.commissioner.actor)
    page = office.get(reverse("cite_in_clause", args=[line.pk, 1])).content.decode()
    assert "line 1: Engaged after six months. +20 percentage points (likely between +5 and +33)" in page
    assert f"Navigators in the East Midlands ({cast.commissioner.body.name}, draft), line 1" in page
    evaluation = ServiceEvaluation.objects.get()
    office.post(
        reverse("link_service_evaluation", args=[line.pk]), {"evaluation": str(evaluation.pk), "seen": "1"}
    )
    page = office.get(reverse("service_line", args=[line.pk])).content.decode()
    assert "What the evaluation shows" in page
    assert "56 of 70" in page
    board = sign_in(Client(), cast.board).get(reverse("service_line", args=[line.pk])).content.decode()
    assert "What the evaluation shows" in board


def test_whoever_cites_a_finding_sees_of_which_assessment_it_is(cast, intention, client):
    line = a_line(cast, "grant")
    specification.add_clause(SpecificationClause(line=line, words="A place"), by=cast.commissioner.actor)
    assessment = CommissioningIntention.objects.get(pk=intention).assessment
    page = sign_in(client, cast.commissioner).get(reverse("cite_in_clause", args=[line.pk, 1]))
    words = f"{assessment.title} ({assessment.body.name}), finding 1: People wait for a place"
    assert words in html.unescape(page.content.decode())


def test_whoever_does_not_sign_sees_that_the_next_step_waits_for_a_signatory(cast, client):
    line = lead_to(cast, a_line(cast, "grant"), "evaluation")
    page = reverse("service_line", args=[line.pk])
    office = sign_in(client, cast.commissioner).get(page).content.decode()
    assert "Waiting for a signatory" in office
    assert "Waiting for a signatory" not in sign_in(Client(), cast.signatory).get(page).content.decode()


def test_a_list_of_ended_services_alone_says_where_they_are(cast, client):
    line = a_line(cast, "grant", title="Drop-in")
    move(cast, line.pk, "dropped")
    office = sign_in(client, cast.commissioner)
    page = office.get(reverse("service_lines")).content.decode()
    assert "No service is running. Ended or cancelled: 1." in page
    assert "Drop-in" not in page
    for state in ("1", "all"):
        assert "Drop-in" in office.get(reverse("service_lines") + f"?over={state}").content.decode()
