"""Each card: what is the reader's to do, what is due from others, and what is left out."""

import datetime
from dataclasses import replace
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from areas.home.rows import add_actions, add_call, add_update_requests
from handrail.areas.calls.home_cards import CALLS_CARD
from handrail.areas.calls.models import Return
from handrail.areas.home.card_rows import list_home_cards_with_their_rows
from handrail.areas.home.cards import HOME_CARDS
from handrail.areas.oversight.home_cards import ACTIONS_CARD, OVERSIGHT_CARD
from handrail.areas.recommendations.home_cards import RECOMMENDATIONS_CARD
from handrail.areas.recommendations.models import RecommendationUpdate
from handrail.insight.monitoring_returns.home_cards import MONITORING_CARD
from handrail.insight.monitoring_returns.models import MonitoringReturn, MonitoringTemplate
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.home_card import MONEY_CARD
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.ui.home_cards import HomeCardRow, HomePageViewer
from support.funds import a_purse
from support.oversight_data import comment, oversee

DAY = datetime.timedelta(days=1)


def rows_of(card, user):
    actor = user.actor
    assert actor.may(card.permission)
    reader = HomePageViewer(actor, get_own_and_taken_over_body_ids_of_actor(actor), timezone.now())
    ((_, rows),) = list_home_cards_with_their_rows([card], reader)
    return rows


def ours(card, user):
    return [(row.title, row.button) for row in rows_of(card, user) if row.is_ours]


def theirs(card, user):
    return [row.title for row in rows_of(card, user) if not row.is_ours]


def test_an_action_that_a_rooms_own_row_tells_is_told_once():
    action = HomeCardRow("Publish UK4", "/actions/7/", "Line", None, action_id=UUID(int=7))
    other = HomeCardRow("Another", "/actions/8/", "Line", None, action_id=UUID(int=8))
    notice = HomeCardRow("UK4, Tender notice", "/lines/1/", "Line", None, stands_for_action=UUID(int=7))
    cards = [
        replace(ACTIONS_CARD, list_rows=lambda _, rows=rows: rows) for rows in ([action, other], [notice])
    ]
    (_, actions), (_, notices) = list_home_cards_with_their_rows(cards, None)
    assert (actions, notices) == ([other], [notice])


def test_the_office_that_owns_a_fund_reads_on_its_home_what_it_has_to_decide(cast, told, signed_in):
    purse, by = a_purse(cast), cast.worker.actor
    create_fund_request(purse.wish("room", 90_00), case_id=told.case_id, by=by)  # above what a lead approves
    create_fund_request(purse.wish("food", 20_00), case_id=told.case_id, by=by)  # spent first
    assert ours(MONEY_CARD, cast.commissioner) == [
        ("Approve £90 for a room for the night", "Decide"),
        ("Review £20 spent on food", "Review"),
    ]
    client = signed_in(cast.commissioner)
    numbers, page = (client.get(path).content.decode() for path in ("/money/", "/for-you/"))
    assert "To approve (1)" in numbers
    assert "To review (1)" in numbers
    assert (page.count(">Approve £90"), page.count(">Review £20"), told.reference in page) == (1, 1, False)
    assert not cast.force_lead.actor.may(MONEY_CARD.permission)


def test_each_card_is_listed_once():
    places = [card.place for card in HOME_CARDS]
    assert len(places) == len(set(places))


def test_whoever_is_asked_gives_the_update_and_whoever_asks_waits_for_it(cast):
    oversee(cast)
    title = "Give victims one point of contact"
    assert ours(RECOMMENDATIONS_CARD, cast.force_lead) == [(title, "Give update")]
    assert title in theirs(RECOMMENDATIONS_CARD, cast.commissioner)
    assert title in theirs(RECOMMENDATIONS_CARD, cast.board)
    assert rows_of(RECOMMENDATIONS_CARD, cast.neighbour) != []  # the national comment alone
    assert title not in theirs(RECOMMENDATIONS_CARD, cast.neighbour)


def test_an_answer_that_was_asked_for_once_is_decided_on(cast):
    (asked,) = add_update_requests(cast, 1, next_due=None)
    assert rows_of(RECOMMENDATIONS_CARD, cast.commissioner) == []  # no answer yet: nothing to decide on
    RecommendationUpdate.objects.create(
        asking=asked,
        number=1,
        body_id=cast.force_lead.body_id,
        support="accepted",
        words="x",
        at=timezone.now(),
    )
    assert ours(RECOMMENDATIONS_CARD, cast.commissioner) == [("Recommendation 0", "Decide")]
    assert theirs(RECOMMENDATIONS_CARD, cast.force_lead) == ["Recommendation 0"]
    asked.state = "closed"
    asked.save()
    assert rows_of(RECOMMENDATIONS_CARD, cast.commissioner) == []


def test_a_comment_that_the_law_asks_for_is_due_until_it_is_published(cast):
    made = oversee(cast)
    title = "Support before and after referral"
    assert (title, "Record comment") in ours(RECOMMENDATIONS_CARD, cast.commissioner)
    assert title not in [row.title for row in rows_of(RECOMMENDATIONS_CARD, cast.force_lead)]
    comment(cast.commissioner.actor, made.national, today(), "Accepted.")
    assert ours(RECOMMENDATIONS_CARD, cast.commissioner) == []


def test_boards_objectives_meetings_and_hearings(cast):
    oversee(cast)
    office = ours(OVERSIGHT_CARD, cast.commissioner)
    assert ("Arrangements for victims at night", "Settle assurance") in office
    assert ("Modern slavery improvement plan", "Report to board") in office
    assert ("Places to stay", "Record hearing") in office
    assert any("PLANT-OBJECTIVE" in title for title in theirs(OVERSIGHT_CARD, cast.commissioner))
    force = [title for title, _ in ours(OVERSIGHT_CARD, cast.force_lead)]
    assert any("PLANT-OBJECTIVE" in title for title in force)
    assert "Places to stay" not in [row.title for row in rows_of(OVERSIGHT_CARD, cast.force_lead)]
    assert ours(OVERSIGHT_CARD, cast.board) == []
    assert rows_of(OVERSIGHT_CARD, cast.neighbour) == []


def test_an_action_is_its_owners_to_do_and_its_keepers_to_follow(cast):
    made = oversee(cast)
    add_actions(cast, made.plan, "Ours", today() + DAY)
    add_actions(cast, made.plan, "The force’s", today(), owner=cast.force_lead)
    assert ours(ACTIONS_CARD, cast.commissioner) == [("Ours", "Update action")]
    assert "The force’s" in theirs(ACTIONS_CARD, cast.commissioner)
    assert ("The force’s", "Update action") in ours(ACTIONS_CARD, cast.force_lead)
    assert "Ours" not in [row.title for row in rows_of(ACTIONS_CARD, cast.force_lead)]
    assert ours(ACTIONS_CARD, cast.board) == []
    assert rows_of(ACTIONS_CARD, cast.neighbour) == []


def test_a_return_is_written_then_signed_and_who_asks_counts_the_answers(cast):
    call, asked = add_call(cast)
    assert ours(CALLS_CARD, cast.commissioner) == [("A call", "Answer request")]
    assert theirs(CALLS_CARD, cast.signatory) == ["A call"]
    (row,) = rows_of(CALLS_CARD, cast.collator)
    assert (row.is_ours, row.about) == (False, "0 of 1 answered")
    assert row.due_on == timezone.localdate(call.deadline)
    answer = Return.objects.create(asked=asked, state="to_sign", changed_at=timezone.now())
    assert theirs(CALLS_CARD, cast.commissioner) == ["A call"]
    assert ours(CALLS_CARD, cast.signatory) == [("A call", "Sign")]
    answer.state = "sent_back"
    answer.save()
    assert ours(CALLS_CARD, cast.commissioner) == [("A call", "Continue answer")]
    assert rows_of(CALLS_CARD, cast.force_lead) == []


def test_a_monitoring_return_is_finished_then_signed_by_another(cast):
    template = MonitoringTemplate(title="Grant", asked_by="Ministry", body=cast.commissioner.body)
    template.save_by(cast.commissioner.actor)
    row = MonitoringReturn(template=template, quarter="2026-Q3", drafted_by=cast.commissioner)
    row.save_by(cast.commissioner.actor)
    title = "Grant, July to September 2026"
    assert ours(MONITORING_CARD, cast.commissioner) == [(title, "Continue")]
    assert theirs(MONITORING_CARD, cast.signatory) == [title]
    row.state = "to_sign"
    row.save_by(cast.commissioner.actor)
    (found,) = rows_of(MONITORING_CARD, cast.signatory)
    assert (found.title, found.button, found.status) == (title, "Sign", "Waiting for signature")
    assert found.button_href == reverse("sign_monitoring_return", args=[row.pk])
    assert theirs(MONITORING_CARD, cast.commissioner) == [title]
    assert rows_of(MONITORING_CARD, cast.force_lead) == []
    row.state, row.signed_by, row.signed_at, row.content = "signed", cast.signatory, timezone.now(), {}
    row.save_by(cast.signatory.actor)
    assert rows_of(MONITORING_CARD, cast.signatory) == []


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_call_that_is_not_open_asks_nothing_of_a_body(cast, state):
    add_call(cast, state=state)
    assert rows_of(CALLS_CARD, cast.commissioner) == []
    assert ours(CALLS_CARD, cast.collator) == ([("A call", "")] if state == "draft" else [])
