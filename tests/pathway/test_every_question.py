"""Every question whole: what is asked, type about, and why."""

import pytest

from handrail.pathway import History, PathwayEvent, evaluate_pathway
from pathway.worked import day, history

YES = "2025-01-06 identified\n2025-01-07 nrm_consent_given\n"
IN = YES + "2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
ADULT, CHILD = "england, adult", "england, child"

type Asked = tuple[str, str, str]


def whole(who: str, events: str, on: str = "2025-12-31") -> list[Asked]:
    return [(q.ask, q.about, q.why) for q in evaluate_pathway(history(f"{who}\n{events}"), day(on)).questions]


@pytest.mark.parametrize(
    ("who", "events", "asked"),
    [
        (ADULT, "2025-01-06 identified\n2025-01-20 found",
         ("When was this, or is it missing: went missing?", "went_missing",
          "Found again is recorded on 20 January 2025, and nothing before it.")),
        (CHILD, "2025-01-05 nrm_referred\n2025-01-06 identified",
         ("When were they found?", "identified",
          "Referred to the NRM is dated 5 January 2025, before they were found.")),
        (ADULT, "2025-01-06 identified\n2025-01-08 died\n2025-01-09 nrm_explained",
         ("Is the date of death right?", "died", "Something is recorded after it.")),
        (ADULT, "2025-01-06 identified\n2025-01-08 died\n2025-01-08 died",
         ("Which date of death is right?", "died", "It is recorded more than once.")),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-15 decision_withdrawn",
         ("Which decision is it about: reasonable grounds or conclusive grounds?", "decision_withdrawn",
          "Decision withdrawn on 15 January 2025 does not say. The latest decision is assumed.")),
        (ADULT, "2025-01-06 identified\n2025-01-07 victim_informed",
         ("What is it about?", "victim_informed", "Victim told on 7 January 2025 does not say what.")),
        (ADULT, "2025-01-06 identified\n2025-01-08 nrm_referred",
         ("Did they agree to the referral, and when?", "nrm_consent_given",
          "An adult was referred on 8 January 2025 and no yes is recorded before it.")),
        (CHILD, "2025-01-06 identified\n2025-01-07 nrm_consent_declined",
         ("Was a child asked for consent?", "nrm_consent_declined",
          "Declined the NRM, 7 January 2025. "
          "A child’s referral does not need consent, so this no does not stop it.")),
        (ADULT, "2025-01-06 identified\n2025-01-07T09:00 nrm_consent_given\n2025-01-07 nrm_consent_declined",
         ("Which answer came last?", "nrm_consent_given",
          "A yes and a no are both dated 7 January 2025, without times.")),
        (ADULT, RG + "2025-01-20 cg_negative",
         ("Is the date of the conclusive decision right?", "cg_negative",
          "It is dated 20 January 2025; the first day for it was 12 February 2025.")),
        ("england, adult, born 2010-01-01", "2025-01-06 identified",
         ("Are they an adult?", "turned_18", "The date of birth says under 18, so the child's path is shown.")),
        ("england, child, born 2007-06-10", "2025-01-06 identified\n2025-06-12 turned_18",
         ("When did they turn 18?", "turned_18", "The date of birth says 10 June 2025.")),
        ("england, child, born 2007-01-06", "2025-01-06 identified",
         ("Is the date of birth right?", "turned_18", "It means someone found as a child is an adult.")),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-02-03 nrm_withdrawn",
         ("When did national support end?", "national_support_ended",
          "They are out of the NRM and national support is still recorded as going on.")),
    ],
)  # fmt: skip
def test_a_question_whole(who: str, events: str, asked: Asked) -> None:
    assert asked in whole(who, events)


def test_what_happened_on_the_day_of_a_death_is_no_odd_date() -> None:
    assert whole(ADULT, "2025-01-06 identified\n2025-01-06 died") == []


def test_found_and_referred_on_one_day_is_no_odd_date() -> None:
    assert whole(CHILD, "2025-01-06 identified\n2025-01-06 nrm_referred") == []


@pytest.mark.parametrize(
    "events",
    [
        IN + "2025-01-13 rg_negative\n2025-01-20 decision_withdrawn of=rg",
        RG + "2025-03-03 cg_negative\n2025-03-10 decision_withdrawn of=cg",
    ],
)
def test_a_record_that_says_which_decision_it_is_about_is_not_asked_about(events: str) -> None:
    assert whole(ADULT, events) == []


def test_somebody_who_is_eighteen_on_the_day_is_an_adult() -> None:
    assert whole("england, adult, born 2007-01-06", "2025-01-06 identified", "2025-01-06") == []


def test_an_early_decision_is_asked_about_where_no_decision_stands_any_more() -> None:
    early = RG + "2025-01-20 cg_negative\n2025-01-22 decision_withdrawn of=cg"
    assert "cg_positive" in {about for _, about, _ in whole(ADULT, early)}


def test_nobody_is_asked_about_a_birthday_before_anything_is_recorded() -> None:
    assert whole("england, child, born 2000-01-01", "") == [
        ("Is the date of birth right?", "turned_18", "It means someone found as a child is an adult.")
    ]


def typed(*events: PathwayEvent) -> list[Asked]:
    return [
        (q.ask, q.about, q.why) for q in evaluate_pathway(History(events=events), day("2025-12-31")).questions
    ]


def test_what_cannot_be_read_is_asked_about_in_full() -> None:
    on, today = day("2025-01-06"), day("2025-12-31")
    assert typed(PathwayEvent("rescued", today)) == [
        ("What happened here?", "rescued", "This event is not known, so it is ignored.")
    ]
    assert typed(PathwayEvent("identified", day("1969-12-31"))) == [
        ("Is the year right?", "identified", "1969-12-31 is out of range, so it is ignored.")
    ]
    assert typed(PathwayEvent("identified", day("1970-01-01"))) == []
    assert typed(PathwayEvent("identified", on, supersedes="nobody")) == [
        ("Which event does this correct?", "identified", "The event it corrects is not in the history.")
    ]
    assert typed(PathwayEvent("entered_in_error", on)) == [
        ("Which event was entered in error?", "entered_in_error", "It does not say which one it takes back.")
    ]
    assert typed(
        PathwayEvent("identified", on, id="a", supersedes="b"),
        PathwayEvent("identified", on, id="b", supersedes="a"),
    ) == [
        (
            "Which of these corrections is right?",
            "identified",
            "They correct each other in a circle, so none of them corrects anything.",
        )
    ]
    assert typed(PathwayEvent("victim_informed", on, of="weather")) == [
        ("What is it about?", "victim_informed",
         "Victim told on 6 January 2025 says weather, which is not valid.")
    ]  # fmt: skip


def test_what_lies_ahead_hides_nothing_that_is_odd_now() -> None:
    ahead, odd = PathwayEvent("identified", day("2026-02-01")), PathwayEvent("rescued", day("2025-01-06"))
    assert [about for _, about, _ in typed(ahead, odd)] == ["rescued"]


@pytest.mark.parametrize(
    ("told", "starts"),
    [("no_charge", True), ("no_charge_decided", True), ("discontinued", True), ("suspect", False)],
)
def test_word_of_a_case_that_was_stopped_starts_the_time_for_a_review(told: str, starts: bool) -> None:
    given = (
        f"{ADULT}\n2025-01-06 discontinued\n2025-01-06 suspect_released\n2025-01-07 victim_informed of={told}"
    )
    clocks = {run.clock for run in evaluate_pathway(history(given), day("2025-01-08")).clocks}
    assert ("vrr_request" in clocks) == starts


def test_word_without_a_topic_starts_a_review_only_where_a_decision_not_to_charge_was_still_to_be_told() -> (
    None
):
    first = (
        "2025-01-06 no_charge_decided\n2025-01-07 victim_informed of=no_charge\n2025-01-08 suspect_arrested\n"
    )
    found = evaluate_pathway(history(f"{ADULT}\n{first}2025-01-09 victim_informed"), day("2025-01-10")).clocks
    assert [run.clock for run in found].count("vrr_request") == 1


def test_after_a_no_the_duty_is_prompted_and_after_leaving_it_is_not() -> None:
    def codes(events: str) -> set[str]:
        return {
            prompt.code for prompt in evaluate_pathway(history(f"{ADULT}\n{events}"), day("2025-12-31")).next
        }

    assert "notify" not in codes(IN + "2025-01-09 nrm_consent_declined")
    assert "notify" not in codes(RG + "2025-02-03 nrm_withdrawn")
    assert "new_referral" in codes(RG + "2025-02-03 nrm_withdrawn")
    assert "still_safe" not in codes(RG + "2025-02-03 nrm_withdrawn")
    assert "new_referral" not in codes(RG + "2025-02-20 cg_positive\n2025-03-03 nrm_withdrawn")


def test_a_no_said_as_a_child_leaves_the_adult_to_be_asked() -> None:
    events = "2025-01-06 identified\n2025-01-07 nrm_explained\n2025-01-07 nrm_consent_declined"
    found = evaluate_pathway(history(f"england, child, born 2007-02-01\n{events}"), day("2025-02-01"))
    assert [prompt.code for prompt in found.next] == ["make_safe", "ask_as_adult", "local_support"]


def test_an_assessment_on_the_birthday_itself_speaks_for_it() -> None:
    given = f"england, child, born 2007-02-01\n{RG}2025-02-01 age_assessed_adult"
    assert "turning_18" not in {
        run.clock for run in evaluate_pathway(history(given), day("2025-02-01")).clocks
    }


def test_a_first_decision_taken_back_ends_nothing_that_the_last_one_started() -> None:
    # nine working days after 5 March 2025: 6, 7, 10 to 14, 17 and 18
    given = RG + "2025-03-03 cg_negative\n2025-03-05 cg_notice_received\n2025-03-10 decision_withdrawn of="

    def support(of: str) -> list[tuple[str, str]]:
        found = evaluate_pathway(history(f"{ADULT}\n{given}{of}"), day("2025-03-11")).clocks
        return [(str(run.due), run.state) for run in found if run.clock == "move_on_negative_9"]

    assert support("rg") == [("2025-03-18", "running")]
    assert support("cg") == [("2025-03-18", "ended")]


@pytest.mark.parametrize("events", ["2025-01-06 identified", RG])
def test_who_turns_eighteen_is_asked_about_a_childs_referral_only_while_the_first_decision_is_awaited(
    events: str,
) -> None:
    assert "stay_consent_given" not in {
        about for _, about, _ in whole("england, child, born 2007-02-01", events, "2025-02-02")
    }
