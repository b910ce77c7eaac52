"""Which events stand, and in which order events of one day are read."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from handrail.pathway import PathwayEvent
from handrail.pathway.event_order import find_ids_of_circular_corrections, list_effective_events, sort_events

DAY = date(2025, 3, 3)


def ids(events: tuple[PathwayEvent, ...]) -> list[str]:
    return [event.id for event in list_effective_events(events)]


def event(name: str, *, replaces: str | None = None, word: str = "identified") -> PathwayEvent:
    return PathwayEvent(word, DAY, id=name, supersedes=replaces)


def back(name: str, takes: str) -> PathwayEvent:
    return event(name, replaces=takes, word="entered_in_error")


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ((event("a"), event("b")), ["a", "b"]),
        ((event("a"), event("b", replaces="a")), ["b"]),
        ((event("a"), event("b", replaces="a"), event("c", replaces="b")), ["c"]),
        ((event("a"), event("b", replaces="a"), event("c", replaces="a")), ["b", "c"]),
        ((event("a"), back("x", "a")), []),
        ((event("a"), back("x", "a"), back("y", "x")), ["a"]),
        ((event("a"), event("b", replaces="a"), back("x", "b")), ["a"]),
        ((event("a"), event("b", replaces="a"), back("x", "b"), back("y", "x")), ["b"]),
        ((event("a"), event("b", replaces="a"), event("c", replaces="b"), back("x", "c")), ["b"]),
        ((event("a"), back("x", "a"), event("c", replaces="x")), ["a", "c"]),
        ((event("a"), back("x", "nobody")), ["a"]),
        ((event("a"), event("", replaces="a")), [""]),
        # a correction that was itself corrected, or corrected and then taken back, still stands for the first
        ((event("a"), event("b", replaces="a"), event("c", replaces="b"), back("x", "b")), ["a", "c"]),
        ((event("a"), back("x", "a"), back("y", "x"), back("z", "y")), []),
        ((event("a"), back("x", "a"), back("y", "a"), back("z", "x")), []),
        ((event("a"), event("b"), back("x", "a"), event("c", replaces="b")), ["c"]),
        # nobody can tell which of a circle is right, so each stands; from outside one can still be corrected
        ((event("a", replaces="b"), event("b", replaces="a")), ["a", "b"]),
        ((event("a", replaces="c"), event("b", replaces="a"), event("c", replaces="b")), ["a", "b", "c"]),
        ((event("a", replaces="a"), event("b")), ["a", "b"]),
        ((event("a"), back("x", "y"), back("y", "x")), ["a"]),
        ((event("a", replaces="b"), event("b", replaces="a"), event("c", replaces="a")), ["b", "c"]),
        ((event("a", replaces="b"), event("b", replaces="a"), back("x", "a")), ["b"]),
        # what leads into a circle is not part of it
        ((event("a", replaces="b"), event("b", replaces="b")), ["a"]),
    ],
)
def test_what_stands(events: tuple[PathwayEvent, ...], left: list[str]) -> None:
    assert ids(events) == left
    assert sorted(ids(tuple(reversed(events)))) == sorted(left)


def test_a_chain_of_any_length_is_followed_to_its_end() -> None:
    backs = [back(str(n), str(n - 1)) for n in range(1, 5000)]
    assert ids((event("0"), *backs)) == []
    assert ids((event("0"), *backs, back("5000", "4999"))) == ["0"]


def test_who_corrects_each_other_in_a_circle_is_known() -> None:
    events = (event("a", replaces="b"), event("b", replaces="a"), event("c", replaces="a"), event("d"))
    assert find_ids_of_circular_corrections(events) == {"a", "b"}
    assert find_ids_of_circular_corrections((event("a", replaces="a"), event("b", replaces="a"))) == {"a"}
    assert (
        find_ids_of_circular_corrections((event("a"), event("b", replaces="a"), event("", replaces="b")))
        == set()
    )
    assert find_ids_of_circular_corrections(
        (event("a", replaces="b"), event("b", replaces="c"), event("c", replaces="b"))
    ) == {
        "b",
        "c",
    }


def words(*events: PathwayEvent) -> list[str]:
    return [event.event for event in sort_events(reversed(events))]


def test_dates_come_first() -> None:
    assert words(PathwayEvent("died", DAY), PathwayEvent("identified", DAY + timedelta(days=1))) == [
        "died",
        "identified",
    ]


def test_then_the_pathways_own_rank_whatever_the_time() -> None:
    assert words(
        PathwayEvent("nrm_consent_given", DAY, time(16)), PathwayEvent("nrm_referred", DAY, time(9))
    ) == [
        "nrm_consent_given",
        "nrm_referred",
    ]


def test_then_the_time_and_then_when_it_was_recorded() -> None:
    missing, found = PathwayEvent("went_missing", DAY, time(18)), PathwayEvent("found", DAY, time(9))
    assert words(found, missing) == ["found", "went_missing"]
    early, late = datetime(2025, 3, 4, 9), datetime(2025, 3, 4, 10)  # noqa: DTZ001
    assert words(
        PathwayEvent("found", DAY, recorded=early), PathwayEvent("went_missing", DAY, recorded=late)
    ) == [
        "found",
        "went_missing",
    ]


def test_a_moment_of_recording_is_compared_across_zones() -> None:
    summer = timezone(timedelta(hours=1))
    first = PathwayEvent("found", DAY, recorded=datetime(2025, 3, 4, 10, 30, tzinfo=summer))
    second = PathwayEvent("went_missing", DAY, recorded=datetime(2025, 3, 4, 10, tzinfo=UTC))
    third = PathwayEvent("released", DAY, recorded=datetime(2025, 3, 4, 11))  # noqa: DTZ001
    assert words(first, second, third) == ["found", "went_missing", "released"]


def test_without_a_time_the_vocabulary_decides() -> None:
    assert words(
        PathwayEvent("nrm_undecided", DAY),
        PathwayEvent("nrm_consent_given", DAY),
        PathwayEvent("nrm_consent_declined", DAY),
    ) == [
        "nrm_undecided",
        "nrm_consent_given",
        "nrm_consent_declined",
    ]


def test_a_referrals_events_stay_together_on_a_day_with_two() -> None:
    first = PathwayEvent("nrm_withdrawn", DAY, referral=1)
    second = (
        PathwayEvent("nrm_consent_given", DAY, referral=2),
        PathwayEvent("nrm_referred", DAY, referral=2),
    )
    assert words(first, *second) == ["nrm_withdrawn", "nrm_consent_given", "nrm_referred"]


def test_without_a_number_a_leaving_belongs_to_the_earlier_and_the_persons_events_to_the_later() -> None:
    second = (
        PathwayEvent("nrm_consent_given", DAY, referral=2),
        PathwayEvent("nrm_referred", DAY, referral=2),
    )
    assert words(PathwayEvent("nrm_withdrawn", DAY), *second, PathwayEvent("crime_recorded", DAY)) == [
        "nrm_withdrawn",
        "nrm_consent_given",
        "nrm_referred",
        "crime_recorded",
    ]
    third = (PathwayEvent("nrm_referred", DAY, referral=3), PathwayEvent("nrm_referred", DAY, referral=2))
    assert [e.referral for e in sort_events([*third, PathwayEvent("nrm_withdrawn", DAY)])] == [2, None, 3]


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_referrals_at_one_minute_the_one_that_names_its_number_is_read_first(turn: int) -> None:
    two = (
        PathwayEvent("nrm_referred", DAY, time(8), referral=1),
        PathwayEvent("nrm_referred", DAY, time(8)),
    )
    assert [each.referral for each in sort_events(two[::turn])] == [1, None]


def test_age_stays_before_and_whereabouts_after_the_events_of_any_referral() -> None:
    """Ranks 0 and 1 come first and from 90 on last, also on a day on which a later referral was sent."""
    day = (
        PathwayEvent("age_assessed_adult", DAY),
        PathwayEvent("identified", DAY, referral=1),
        PathwayEvent("nrm_referred", DAY, referral=3),
        PathwayEvent("local_support_started", DAY, referral=1),
        PathwayEvent("found", DAY, referral=1),
    )
    assert words(*day) == [
        "age_assessed_adult",
        "identified",
        "nrm_referred",
        "found",
        "local_support_started",
    ]


def test_a_referrals_events_go_by_number_before_rank() -> None:
    """A decision on the first referral is read before the second is sent, though its rank is higher."""
    assert words(
        PathwayEvent("nrm_referred", DAY, referral=2), PathwayEvent("cg_negative", DAY, referral=1)
    ) == [
        "cg_negative",
        "nrm_referred",
    ]


def test_a_day_with_one_referral_keeps_to_rank_whether_or_not_events_name_it() -> None:
    named = PathwayEvent("rg_positive", DAY, referral=1), PathwayEvent("nrm_referred", DAY)
    assert words(*named) == ["nrm_referred", "rg_positive"]
    third_alone = PathwayEvent("rg_positive", DAY, referral=3), PathwayEvent("evidence_sent", DAY)
    assert words(*third_alone) == ["evidence_sent", "rg_positive"]


def test_another_days_second_referral_changes_nothing() -> None:
    before = PathwayEvent("nrm_referred", DAY, referral=2)
    later = DAY + timedelta(days=1)
    assert words(
        before, PathwayEvent("victim_informed", later, referral=1), PathwayEvent("crime_recorded", later)
    ) == [
        "nrm_referred",
        "crime_recorded",
        "victim_informed",
    ]


def test_an_event_without_a_time_comes_before_one_with_a_time_of_that_rank() -> None:
    assert words(PathwayEvent("found", DAY, time(9)), PathwayEvent("went_missing", DAY)) == [
        "went_missing",
        "found",
    ]
    told = datetime(2025, 3, 4, 9, tzinfo=UTC)
    assert words(PathwayEvent("went_missing", DAY, recorded=told), PathwayEvent("found", DAY)) == [
        "found",
        "went_missing",
    ]


def test_age_comes_before_everything_and_the_persons_whereabouts_after() -> None:
    assert words(
        PathwayEvent("turned_18", DAY),
        PathwayEvent("nrm_referred", DAY, referral=2),
        PathwayEvent("went_missing", DAY),
        PathwayEvent("died", DAY),
    ) == ["turned_18", "nrm_referred", "went_missing", "died"]


def test_the_same_word_twice_is_ordered_by_what_it_is_about() -> None:
    told = [PathwayEvent("victim_informed", DAY, of=of) for of in ("suspect", "crime", None)]
    assert [event.of for event in sort_events(told)] == [None, "crime", "suspect"]
