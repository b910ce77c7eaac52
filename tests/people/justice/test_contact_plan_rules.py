"""When somebody is to be reached, and what counts as kept: each worked out by hand on a calendar."""

import datetime

from handrail.people.justice.rules.contact_plan import (
    AgreedContactInterval,
    ChangeToBeToldAbout,
    ContactKeptState,
    ContactPlanFacts,
    HearingWithKnownDay,
    JusticeContactCause,
    TimeSinceContactState,
    compute_justice_contact_plan,
)
from handrail.people.justice.rules.kept_share import count_contacts_kept

TUE_1_SEP = datetime.date(2026, 9, 1)


def on(text):
    return datetime.date.fromisoformat(text)


def plan(today, **facts):
    return compute_justice_contact_plan(ContactPlanFacts(TUE_1_SEP, **facts), on(today))


def states(found, cause):
    return [(one.due.isoformat(), one.state) for one in found.expected if one.cause is cause]


def test_the_default_interval_counts_from_the_day_the_police_knew():
    found = plan("2026-09-10")
    assert (found.next.due, found.next.cause, found.interval) == (
        on("2026-09-29"),
        JusticeContactCause.UNAGREED,
        28,
    )


def test_the_agreed_interval_counts_from_the_last_real_contact_and_an_attempt_is_none():
    agreed = (AgreedContactInterval(TUE_1_SEP, 14),)
    found = plan("2026-09-20", agreed=agreed, contacts=(on("2026-09-10"),), attempts=(on("2026-09-18"),))
    assert (found.next.due, found.failed_attempts, found.needs_help) == (on("2026-09-24"), 1, False)


def test_a_shorter_interval_counts_from_the_last_contact_once_it_is_agreed():
    found = plan(
        "2026-09-05",
        contacts=(on("2026-09-01"),),
        agreed=(AgreedContactInterval(on("2026-09-03"), 7),),
    )
    assert found.next.due == on("2026-09-08")
    late = plan(
        "2026-09-20",
        contacts=(on("2026-09-01"),),
        agreed=(AgreedContactInterval(on("2026-09-15"), 7),),
    )
    assert late.next.due == on("2026-09-15")  # seven days after the contact had gone by when it was agreed


def test_three_attempts_since_the_last_contact_ask_others_for_help():
    tries = (on("2026-09-11"), on("2026-09-14"), on("2026-09-17"))
    assert plan("2026-09-18", contacts=(on("2026-09-10"),), attempts=tries).needs_help
    assert not plan("2026-09-18", contacts=(on("2026-09-15"),), attempts=tries).needs_help


def test_news_from_the_court_is_told_by_the_next_working_day():
    friday = on("2026-10-02")
    found = plan("2026-10-02", contacts=(on("2026-09-25"),), court=(friday,))
    assert (found.next.due, found.next.cause) == (on("2026-10-05"), JusticeContactCause.COURT)
    monday = on("2026-10-05")
    told = plan("2026-10-06", contacts=(on("2026-09-25"), monday), news=(monday,), court=(friday,))
    assert states(told, JusticeContactCause.COURT) == [("2026-10-05", ContactKeptState.IN_TIME)]


def test_a_hearing_asks_for_contact_14_and_3_days_before_it():
    hearing = (HearingWithKnownDay(on("2026-09-07"), on("2026-10-20")),)
    found = plan("2026-10-19", contacts=(on("2026-10-05"), on("2026-10-18")), hearings=hearing)
    assert states(found, JusticeContactCause.HEARING) == [
        ("2026-10-06", ContactKeptState.IN_TIME),
        ("2026-10-17", ContactKeptState.LATE),
    ]


def test_a_moved_trial_drops_what_was_still_to_come_before_the_old_day():
    hearings = (
        HearingWithKnownDay(on("2026-09-07"), on("2026-10-20"), moved=on("2026-10-08")),
        HearingWithKnownDay(on("2026-10-08"), on("2026-12-01")),
    )
    found = plan("2026-10-09", contacts=(on("2026-10-05"),), hearings=hearings)
    assert [one[0] for one in states(found, JusticeContactCause.HEARING)] == [
        "2026-10-06",
        "2026-11-17",
        "2026-11-28",
    ]


def test_a_release_or_a_move_is_followed_by_the_next_working_day():
    found = plan("2026-09-05", changes=(ChangeToBeToldAbout(on("2026-09-04"), JusticeContactCause.MOVE),))
    assert (found.next.due, found.next.cause) == (on("2026-09-07"), JusticeContactCause.MOVE)


def test_a_release_and_a_move_of_one_day_ask_for_one_contact_named_after_the_release():
    friday = on("2026-09-04")
    both = (
        ChangeToBeToldAbout(friday, JusticeContactCause.RELEASE),
        ChangeToBeToldAbout(friday, JusticeContactCause.MOVE),
    )
    found = plan("2026-09-05", changes=both)
    assert states(found, JusticeContactCause.RELEASE) == [("2026-09-07", ContactKeptState.DUE)]
    assert states(found, JusticeContactCause.MOVE) == []


def test_late_missed_and_explained_stay_apart():
    agreed = (AgreedContactInterval(TUE_1_SEP, 10),)
    late = plan("2026-10-01", agreed=agreed, contacts=(on("2026-09-15"),))
    assert states(late, JusticeContactCause.INTERVAL) == [
        ("2026-09-11", ContactKeptState.LATE),
        ("2026-09-25", ContactKeptState.MISSED),
    ]
    explained = plan(
        "2026-10-01", agreed=agreed, contacts=(on("2026-09-15"),), explained=frozenset({on("2026-09-25")})
    )
    assert states(explained, JusticeContactCause.INTERVAL)[1:] == [
        ("2026-09-25", ContactKeptState.EXPLAINED),
        ("2026-10-05", ContactKeptState.DUE),
    ]
    assert (late.next.due, explained.next.due) == (on("2026-09-25"), on("2026-10-05"))


def test_a_miss_that_was_explained_stays_one_after_a_later_contact():
    explained = frozenset({on("2026-09-29")})
    found = plan("2026-10-10", contacts=(on("2026-10-05"),), explained=explained)
    assert states(found, JusticeContactCause.UNAGREED) == [
        ("2026-09-29", ContactKeptState.EXPLAINED),
        ("2026-10-27", ContactKeptState.IN_TIME),
        ("2026-11-02", ContactKeptState.DUE),
    ]
    assert found.expected[0].made_on is None


def test_only_an_agreed_interval_that_has_run_out_is_over():
    agreed = (AgreedContactInterval(TUE_1_SEP, 28),)
    assert (
        plan("2026-09-05", agreed=agreed).since_contact is TimeSinceContactState.WITHIN
    )  # nobody rang yet, and nothing is due
    assert plan("2026-09-29", agreed=agreed).since_contact is TimeSinceContactState.WITHIN  # the last day
    assert plan("2026-09-30", agreed=agreed).since_contact is TimeSinceContactState.OVER
    explained = frozenset({on("2026-09-29")})
    missed = plan("2026-09-30", agreed=agreed, explained=explained)
    assert missed.since_contact is TimeSinceContactState.EXPLAINED
    assert plan("2026-10-28", agreed=agreed, explained=explained).since_contact is TimeSinceContactState.OVER
    rang = (on("2026-09-20"),)
    assert plan("2026-09-30", agreed=agreed, contacts=rang).since_contact is TimeSinceContactState.WITHIN
    ended = plan("2026-12-01", agreed=agreed, contacts=rang, end=on("2026-10-01"))
    assert ended.since_contact is TimeSinceContactState.ENDED


def test_where_nothing_was_agreed_nothing_is_longer_than_agreed():
    found = plan("2026-12-01", contacts=(on("2026-09-20"),))  # 72 days without a word
    assert found.since_contact is TimeSinceContactState.UNAGREED_OVER  # longer than Handrail's own 28 days
    within = plan("2026-10-18", contacts=(on("2026-09-20"),))  # the 28th day
    assert within.since_contact is TimeSinceContactState.UNAGREED
    assert not found.is_over_interval
    assert not found.is_agreed
    assert states(found, JusticeContactCause.UNAGREED) == [
        ("2026-09-29", ContactKeptState.IN_TIME),
        ("2026-10-18", ContactKeptState.MISSED),  # 28 days of the setting after 20 September
    ]
    later = plan(
        "2026-12-01", contacts=(on("2026-09-20"),), agreed=(AgreedContactInterval(on("2026-10-01"), 14),)
    )
    assert states(later, JusticeContactCause.INTERVAL) == [("2026-10-04", ContactKeptState.MISSED)]
    assert later.since_contact is TimeSinceContactState.OVER


def test_no_interval_is_counted_after_the_case_ended():
    ended = plan("2026-12-01", contacts=(on("2026-09-20"),), end=on("2026-10-01"))
    assert ended.next is None


def test_the_share_of_people_counts_who_never_waited_longer_than_was_agreed():
    agreed = (AgreedContactInterval(TUE_1_SEP, 28),)
    kept = plan("2026-09-20", agreed=agreed, contacts=(on("2026-09-10"),))
    late = plan("2026-10-20", agreed=agreed, contacts=(on("2026-10-10"),))
    unasked = plan("2026-10-20")  # due by the setting on 29 September, and missed
    counted = count_contacts_kept([kept, late, unasked])
    assert (counted.people, counted.without_gap, counted.unagreed) == (2, 1, 1)
    assert counted.by_state == {
        ContactKeptState.IN_TIME: 1,
        ContactKeptState.LATE: 1,
        ContactKeptState.MISSED: 1,
    }
    assert late.longest_gap == 39  # 1 September to 10 October
