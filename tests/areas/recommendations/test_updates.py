"""Updates on a rhythm: what answers which day, what is kept, who decides, who is reminded."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.recommendations import actions
from handrail.areas.recommendations.actions import registration
from handrail.areas.recommendations.inputs import AddresseesInput, UpdateScheduleInput
from handrail.areas.recommendations.models import (
    Recommendation,
    RecommendationClosingDecision,
    RecommendationUpdate,
)
from handrail.areas.recommendations.permissions import RecommendationNotVisible
from handrail.areas.recommendations.queries import (
    RecommendationListFilter,
    get_recommendation_detail,
    get_recommendation_results,
    get_update_request_detail,
    list_update_requests,
)
from handrail.platform.access.errors import Denied
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.models import Message
from support.oversight_data import ask, comment, told

TO = AddresseesInput(named=("lincolnshire-police",))
FIRST = date(2026, 10, 5)  # a Monday; then 16 November, 28 December


@pytest.fixture
def asking(cast, local):
    return ask(cast, local, FIRST)


def answer(cast, asking, seen=1, **more):
    given = {"support": "accepted", "words": "Forty trained."} | more
    update = RecommendationUpdate(asking_id=asking, **given)
    return actions.submit_update(update, seen=seen, by=cast.force_lead.actor)


def due(cast, asking):
    return get_update_request_detail(cast.commissioner.actor, "local-1", asking).line.next_due


def test_an_answer_within_two_weeks_of_its_day_is_the_answer_of_that_day(cast, asking, on):
    on(date(2026, 9, 21))
    answer(cast, asking)
    assert due(cast, asking) == date(2026, 11, 16)


def test_the_list_says_when_the_next_update_is_due_though_everybody_replied(cast, asking, on):
    on(date(2026, 9, 21))
    answer(cast, asking)
    (row,) = get_recommendation_results(cast.commissioner.actor, RecommendationListFilter()).rows
    assert (row.answered, row.asked, row.next_update_on) == (1, 1, date(2026, 11, 16))
    on(date(2026, 11, 17))
    (row,) = get_recommendation_results(cast.commissioner.actor, RecommendationListFilter()).rows
    assert (row.overdue, row.next_update_on) == (1, None)


def test_an_answer_long_before_is_kept_and_the_day_still_stands(cast, asking, on):
    on(date(2026, 9, 20))
    answer(cast, asking)
    assert due(cast, asking) == FIRST
    assert RecommendationUpdate.objects.get().due_on is None


def test_after_missed_days_one_answer_is_enough_and_the_next_day_is_to_come(cast, asking, on):
    on(date(2026, 11, 20))
    line = get_update_request_detail(cast.commissioner.actor, "local-1", asking).line
    assert (line.missed, line.late_days) == (2, 46)
    answer(cast, asking)
    assert due(cast, asking) == date(2026, 12, 28)


def test_what_was_said_can_be_neither_changed_nor_taken_away(cast, asking):
    answer(cast, asking)
    row = RecommendationUpdate.objects.get()
    row.words = "Fifty."
    for change in (
        row.save,
        row.delete,
        RecommendationUpdate.objects.all().delete,
        lambda: RecommendationUpdate.objects.update(words="x"),
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert RecommendationUpdate.objects.get().words == "Forty trained."


@pytest.mark.parametrize("support", ["partly", "not_accepted"])
def test_less_than_accepted_needs_its_reason(cast, asking, support):
    with pytest.raises(ValidationError, match="Enter why the recommendation is not accepted in full"):
        answer(cast, asking, support=support, support_why="  ")


@pytest.mark.parametrize("words", ["", "   ", "\x00", "x" * 10_001])
def test_an_answer_says_something_and_not_too_much(cast, asking, words):
    with pytest.raises(ValidationError, match="words"):
        answer(cast, asking, words=words)


def test_text_in_any_script_is_kept_as_it_was_typed(cast, asking):
    answer(cast, asking, words="تم تدريب أربعين ضابطًا")
    assert RecommendationUpdate.objects.get().words == "تم تدريب أربعين ضابطًا"


def test_of_two_who_answer_at_once_the_second_is_shown_the_first(cast, asking):
    answer(cast, asking)
    with pytest.raises(ConcurrentEditError):
        answer(cast, asking)


def test_a_decision_needs_an_answer_to_decide_on_and_a_reason(cast, asking):
    by = cast.commissioner.actor
    with pytest.raises(ActionNotPossibleError, match="no update yet"):
        actions.close_or_reopen_update_request(asking=asking, kind="closed", reason="Enough.", seen=1, by=by)
    answer(cast, asking)
    with pytest.raises(ValidationError, match="Enter why"):
        actions.close_or_reopen_update_request(asking=asking, kind="closed", reason=" ", seen=2, by=by)


@pytest.mark.parametrize("part", ["force_lead", "board"])
def test_only_who_may_decide_decides(cast, asking, part):
    answer(cast, asking)
    with pytest.raises(Denied):
        actions.close_or_reopen_update_request(
            asking=asking, kind="closed", reason="Enough.", seen=2, by=getattr(cast, part).actor
        )


@pytest.mark.parametrize("part", ["neighbour", "collator"])
def test_another_body_cannot_tell_that_there_is_anything(cast, asking, part):
    with pytest.raises(RecommendationNotVisible):
        actions.close_or_reopen_update_request(
            asking=asking, kind="closed", reason="Enough.", seen=1, by=getattr(cast, part).actor
        )


def test_closed_waits_for_nothing_and_opened_again_waits_for_the_next_day(cast, asking, on):
    by = cast.commissioner.actor
    answer(cast, asking)
    actions.close_or_reopen_update_request(asking=asking, kind="closed", reason="Enough.", seen=2, by=by)
    assert due(cast, asking) is None
    with pytest.raises(ActionNotPossibleError, match="closed"):
        answer(cast, asking, seen=3)
    on(date(2026, 12, 1))
    actions.close_or_reopen_update_request(
        asking=asking, kind="reopened", reason="Posts are empty.", seen=3, by=by
    )
    assert due(cast, asking) == date(2026, 12, 28)
    assert [row.kind for row in RecommendationClosingDecision.objects.all()] == ["closed", "reopened"]


def test_a_recommendation_is_closed_after_what_its_keeper_asks_is_decided(cast, asking, local):
    by = cast.signatory.actor
    close = {"code": local, "kind": "closed", "reason": "Done.", "seen": 1, "by": by}
    with pytest.raises(ActionNotPossibleError, match=r"You still have update requests open on this."):
        actions.close_or_reopen_recommendation(**close)
    answer(cast, asking)
    actions.close_or_reopen_update_request(asking=asking, kind="closed", reason="Enough.", seen=2, by=by)
    actions.close_or_reopen_recommendation(**close)
    assert get_recommendation_detail(by, local).line.standing == "closed"
    with pytest.raises(ActionNotPossibleError, match="closed"):
        actions.change_recommendation(Recommendation.objects.get(code=local), seen=2, by=by)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        actions.request_updates(code=local, owners=[by.body_id], rhythm=UpdateScheduleInput(FIRST), by=by)


def test_two_who_mend_the_same_recommendation(cast, local):
    first, second = (Recommendation.objects.get(code=local) for _ in range(2))
    first.due_on, second.due_on = None, date(2026, 12, 1)
    actions.change_recommendation(first, seen=1, by=cast.commissioner.actor)
    with pytest.raises(ConcurrentEditError):
        actions.change_recommendation(second, seen=1, by=cast.signatory.actor)
    assert Recommendation.objects.get(code=local).due_on is None


def test_the_day_it_was_published_stays(cast, local):
    row = Recommendation.objects.get(code=local)
    row.published_on = date(2026, 8, 27)
    with pytest.raises(ActionNotPossibleError, match="enter the recommendation again"):
        actions.change_recommendation(row, seen=1, by=cast.commissioner.actor)


@pytest.mark.parametrize(
    ("rhythm", "says"),
    [
        (UpdateScheduleInput(date(2026, 8, 27), 6, "weeks"), "cannot be due before 28 August 2026"),
        (UpdateScheduleInput(date(2040, 1, 1), 6, "weeks"), "within ten years"),
        (UpdateScheduleInput(FIRST, 0, "weeks"), "from 1 to 52"),
        (UpdateScheduleInput(FIRST, 25, "months"), "from 1 to 24"),
        (UpdateScheduleInput(FIRST, 1, "days"), "how often"),
    ],
)
def test_a_rhythm_that_cannot_be_kept_is_refused(cast, local, rhythm, says):
    with pytest.raises(ActionNotPossibleError, match=says):
        actions.request_updates(
            code=local, owners=[cast.force_lead.body_id], rhythm=rhythm, by=cast.commissioner.actor
        )


def test_nobody_is_asked_twice_and_nobody_of_another_area(cast, asking, local):
    by = cast.commissioner.actor
    with pytest.raises(ActionNotPossibleError, match="already"):
        ask(cast, local)
    with pytest.raises(ActionNotPossibleError, match=r"is not in your area."):
        actions.request_updates(
            code=local, owners=[cast.neighbour.body_id], rhythm=UpdateScheduleInput(FIRST), by=by
        )
    with pytest.raises(ActionNotPossibleError, match="Choose who"):
        actions.request_updates(code=local, owners=[], rhythm=UpdateScheduleInput(FIRST), by=by)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"published_on": date(2026, 9, 2)}, "today or in the past"),
        ({"published_on": date(2012, 11, 21)}, "has no record of who governed"),
        ({"due_on": date(2026, 8, 1)}, "or later"),
        ({"due_on": date(2050, 1, 1)}, "within ten years"),
        ({"title": " "}, "Enter a name"),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"source": "gossip"}, "Choose the source"),
        ({"comment_rule": "maybe"}, "published comment"),
    ],
)
def test_a_recommendation_that_cannot_be_is_refused(cast, local, more, says):
    given = told(**({"code": "two", "published_on": date(2026, 8, 28), "due_on": None} | more))
    with pytest.raises(ValidationError, match=says):
        actions.register_recommendation(given, to=TO, by=cast.commissioner.actor)


@pytest.mark.parametrize("code", ["add", "asked-of-us", "Two", "a b", "", "-a", "x" * 61, "local-1"])
def test_a_short_name_that_cannot_be_an_address_is_refused(cast, local, code):
    given = told(code=code, published_on=date(2026, 8, 28))
    with pytest.raises(ValidationError, match=r"short name|in use|60 characters"):
        actions.register_recommendation(given, to=TO, by=cast.commissioner.actor)


def test_a_comment_is_in_time_until_day_56(cast, local, on):
    by = cast.commissioner.actor
    on(date(2026, 10, 30))
    for day in (date(2026, 10, 22), date(2026, 10, 23)):  # 28 August is day 1, 22 October day 56
        comment(by, local, day, "It is done.")
    page = get_recommendation_detail(by, local)
    assert page.record.comment_due_on == date(2026, 10, 22)
    assert [row.late for row in page.comments] == [0, 1]
    with pytest.raises(ValidationError, match="today or in the past"):
        comment(by, local, date(2026, 10, 31), "x")
    with pytest.raises(ActionNotPossibleError, match="cannot be older"):
        comment(by, local, date(2026, 8, 27), "x")
    with pytest.raises(ActionNotPossibleError, match="Only a local policing body"):
        comment(cast.force_lead.actor, local, date(2026, 10, 1), "x")


def test_who_answers_is_reminded_before_the_day_and_after_it_once_each(cast, asking, on):
    """Five working days before Monday 5 October is Monday 28 September; the day after is Tuesday."""
    counts = []
    for day in (27, 28, 29):
        counts.append(actions.queue_due_recommendation_update_reminders(on=date(2026, 9, day)))
    counts += [actions.queue_due_recommendation_update_reminders(on=date(2026, 10, day)) for day in (5, 6, 7)]
    assert counts == [0, 1, 0, 0, 1, 0]
    assert set(Message.objects.values_list("to", flat=True)) == {cast.force_lead.pk}


def test_late_ones_come_first_and_both_sides_see_the_same(cast, asking, on):
    on(date(2026, 10, 8))
    (ours,), (theirs,) = (
        list_update_requests(cast.force_lead.actor, "of_us", due="overdue"),
        list_update_requests(cast.commissioner.actor, "by_us", due="overdue"),
    )
    assert ours == theirs
    assert (ours.standing, ours.late_days) == ("overdue", 3)
    assert list_update_requests(cast.neighbour.actor, "of_us") == ()


def test_two_who_take_the_same_short_name_at_once(cast, local, monkeypatch):
    """Both had read that it was free; the database lets one have it, and the other is told."""
    second = Recommendation.objects.get(code=local)
    second.pk, second._state.adding = None, True
    monkeypatch.setattr(Recommendation, "full_clean", lambda *_, **__: None)
    with pytest.raises(ActionNotPossibleError, match="already in use"):
        registration.save_new_recommendation(second, by=cast.commissioner.actor)
