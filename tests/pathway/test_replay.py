"""What one event leaves behind for the next: decisions looked at again, taken back, made again; leaving; age."""

import pytest

from handrail.pathway import evaluate_pathway
from handrail.pathway.json_format import format_iso
from pathway.worked import day, history

IN = "2025-01-06 identified\n2025-01-07 nrm_consent_given\n2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
AGAIN = (
    RG
    + "2025-03-03 cg_negative\n2025-03-05 reconsideration_requested of=cg\n2025-03-07 reconsideration_accepted of=cg\n"
)
LEFT = "Was this decided after they had left?"


def asks(who: str, events: str) -> set[str]:
    return {q.ask for q in evaluate_pathway(history(f"{who}\n{events}"), day("2025-12-31")).questions}


def test_a_decision_made_again_ends_the_second_look() -> None:
    twice = AGAIN + "2025-04-01 cg_positive\n2025-04-02 cg_negative"
    assert "Which of the two decisions applies?" in asks("england, adult", twice)
    assert "Which of the two decisions applies?" not in asks(
        "england, adult", AGAIN + "2025-04-01 cg_positive"
    )


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        (RG + "2025-01-20 decision_withdrawn of=rg\n2025-01-27 rg_positive", "recovery"),
        (AGAIN, "reconsidering"),
        (AGAIN + "2025-03-10 decision_withdrawn of=cg", "decision_withdrawn"),
    ],
)
def test_the_stage_follows_what_was_done_last(events: str, stage: str) -> None:
    on = "2025-02-01" if stage == "recovery" else "2025-03-11"
    assert evaluate_pathway(history(f"england, adult\n{events}"), day(on)).stage == stage


def test_leaving_is_a_no_so_a_new_referral_needs_a_new_yes() -> None:
    back = RG + "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_referred referral=2"
    assert "Did they agree to the referral, and when?" in asks("england, adult", back)
    out = RG + "2025-02-03 disqualified\n2025-03-03 nrm_referred referral=2"
    assert "Did they agree to the referral, and when?" not in asks("england, adult", out)


def test_a_request_about_a_decision_that_was_not_made_leaves_the_other_alone() -> None:
    given = IN + "2025-01-13 rg_negative\n2025-01-20 reconsideration_requested of=cg"
    found = evaluate_pathway(history(f"england, adult\n{given}"), day("2025-01-21")).clocks
    assert [run.state for run in found if run.clock == "reconsider_30d"] == ["running"]


def test_once_lifted_a_disqualification_is_no_leaving() -> None:
    lifted = RG + "2025-02-03 disqualified\n2025-02-10 disqualification_lifted\n2025-03-03 cg_positive"
    assert LEFT not in asks("england, adult", lifted)
    assert LEFT in asks("england, adult", RG + "2025-02-03 disqualified\n2025-03-03 cg_positive")


def test_questions_met_on_the_way_are_all_kept() -> None:
    child = "2025-01-06 identified\n2025-01-06 nrm_consent_declined\n2025-01-07 nrm_referred\n2025-01-08 nrm_withdrawn"
    assert {"Was a child asked for consent?", "Who decided that the child left the NRM?"} <= asks(
        "england, child", child
    )


def test_somebody_assessed_as_a_child_has_a_childs_clocks() -> None:
    given = "2025-01-06 identified\n2025-01-06 age_assessed_child\n2025-01-07T10:00 social_care_referred"
    found = evaluate_pathway(history(f"england, adult\n{given}"), day("2025-01-07")).clocks
    assert [(run.clock, format_iso(run.due)) for run in found] == [
        ("missing_critical", "2025-01-09"),
        ("la_child_decision", "2025-01-08T10:00"),
    ]
