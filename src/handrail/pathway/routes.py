"""The map: the steps of every route, with the first responder's duty at each and how the crime is recorded.

A route is a beginning and an ending. Other routes swap steps; they never add a tangle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from handrail.pathway import clock_states
from handrail.pathway.case_state import CaseState, Phase, get_age_band_when_identified
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import ADULT, CHILD
from handrail.pathway.prompts import COUNTING, DISQUALIFYING, DUTY, PROGRESS, TOOLKIT, WALES
from handrail.pathway.results import ClockRun
from handrail.pathway.rule_descriptions import describe_legal_confidence
from handrail.pathway.stages import (
    NEGATIVE_STAGES,
    NOT_BEFORE,
    RECOVERY,
    get_negative_decision,
    get_stage_step,
    must_body_notify,
)
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

NOTHING_NEW = "None"
DECIDED = "First responder or support worker. The Home Office decides."
REFERRAL_IS_CRIME = (
    "Every NRM referral is recorded as a crime under the counting rules. We assume the 24-hour limit applies to "
    "referrals too, but have found no guidance on this. "
    "The police give the person a written acknowledgement."
)
REPORT_IS_CRIME = (
    "The police must record a report of slavery as a crime within 24 hours, with or without a referral."
)


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of the map.

    `who_adult` and `who_child`: whose it is on a case, where `who` names both; so too for `duty`, but that a case
    whose age is not sure has the general one.
    """

    code: str
    name: str
    phase: Phase
    done_by: tuple[str, ...]
    duty: str
    who: str
    record: str
    source: str
    confidence: str
    who_adult: str = ""
    who_child: str = ""
    duty_adult: str = ""
    duty_child: str = ""

    @property
    def sureness(self) -> str:
        """Whether the duty is in law, in guidance or not verified, in words."""
        return describe_legal_confidence(self.confidence, self.source)

    @property
    def crime_record(self) -> str:
        """How it is recorded as a crime, where it is: on a page a row of “None” reads as a crime that is missing."""
        return "" if self.record == NOTHING_NEW else self.record


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """One step of the road taken.

    `state`: done, here or ahead; passed where it is behind without a record; ended for the death, the last step; next,
    on a map alone, for the first that is due.
    """

    code: str
    name: str
    phase: Phase
    state: str
    on: date | None
    note: str
    duty: str
    who: str
    record: str
    source: str
    confidence: str

    @property
    def is_reached(self) -> bool:
        """Whether the person came to it, or it is the one to do."""
        return self.state not in ("passed", "ahead")

    @property
    def sureness(self) -> str:
        """Whether the duty is in law, in guidance or not verified, in words."""
        return describe_legal_confidence(self.confidence, self.source)

    @property
    def crime_record(self) -> str:
        """How it is recorded as a crime, where it is: on a page a row of “None” reads as a crime that is missing."""
        return "" if self.record == NOTHING_NEW else self.record


B, D, A, OUT = Phase.BEFORE, Phase.DURING, Phase.AFTER, Phase.OUTSIDE
FR, WORKER = "First responder", "Support worker"

STEPS: tuple[StepRule, ...] = (
    StepRule(
        "found",
        "Identified",
        B,
        ("identified",),
        "Look after the person, then record the indicators and what you know.",
        FR,
        REPORT_IS_CRIME,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "made_safe",
        "Immediate safety",
        B,
        ("place_of_safety_entered", "local_support_started", "national_support_started"),
        "Keep them safe tonight. Do not wait for the NRM.",
        FR,
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "conference",
        "Conference",
        B,
        ("conference_held",),
        "Refer to the modern slavery MARAC, the usual route into support in Wales. Do not wait for it.",
        FR,
        NOTHING_NEW,
        WALES,
        "confirmed",
    ),
    StepRule(
        "social_care",
        "Social care informed",
        B,
        ("social_care_referred",),
        "For a child, or where age is not sure: children's social care first. Contact the guardian service.",
        FR,
        REPORT_IS_CRIME,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "explained",
        "NRM explained",
        B,
        ("nrm_explained",),
        "Explain the NRM in private, with a trusted interpreter if needed: what happens next, who is told and "
        "their right to leave the NRM.",
        FR,
        "A disclosure to the police counts as a report.",
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "said_yes",
        "Consented",
        B,
        ("nrm_consent_given",),
        "Record their decision, who asked and who interpreted. Undecided is not a refusal.",
        "The person decides. The first responder records it.",
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "said_no",
        "Declined",
        OUT,
        ("nrm_consent_declined",),
        "Record that they said no, and tell them they can say yes at any time.",
        "The person decides. The first responder records it.",
        REPORT_IS_CRIME,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "notified",
        "Notified",
        OUT,
        ("duty_to_notify_sent",),
        "If your organisation has the duty, send a Duty to Notify report, anonymous unless they "
        "agree. The law sets no number of days.",
        "Police, council or other body with the duty",
        "You must still report to the police and safeguard.",
        DUTY,
        "confirmed",
    ),
    StepRule(
        "referred",
        "Referred",
        D,
        ("nrm_referred",),
        "Refer each person separately. Keep acting as point of contact and name a stand-in.",
        FR,
        REFERRAL_IS_CRIME,
        msg("{toolkit}; {counting}", toolkit=TOOLKIT, counting=COUNTING),
        "confirmed",
    ),
    StepRule(
        "rg",
        "Reasonable grounds",
        D,
        ("rg_positive", "rg_negative"),
        "Tell the person the decision safely, with help to understand it.",
        DECIDED,
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "recovery",
        "Recovery",
        D,
        (),
        "If the person is an adult, ask whether they want national support. "
        "Reply to the Home Office’s requests for evidence.",
        "First responder, with national support for an adult or the council for a child",
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
        who_adult="First responder, with national support (MSVCC)",
        who_child="First responder, with the council",
        duty_adult="Ask whether they want national support. Reply to the Home Office’s requests for evidence.",
        duty_child="Reply to the Home Office’s requests for evidence.",
    ),
    StepRule(
        "eighteen",
        "Turned 18",
        D,
        ("turned_18",),
        "Ask for two separate consents: to stay in the NRM, and to adult support. Silence is not a withdrawal.",
        WORKER,
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "cg",
        "Conclusive grounds",
        D,
        ("cg_positive", "cg_negative"),
        "Record the decision, with the date on the letter, and the day it arrived.",
        DECIDED,
        NOTHING_NEW,
        "Home Office pilot guidance, November 2023; written answer, 2025",
        "confirmed",
    ),
    StepRule(
        "moving_on",
        "Moving on",
        A,
        (),
        "Plan what comes next: housing, permission to stay, local support and, for an adult, a needs assessment.",
        "National support for an adult, or the council for a child",
        NOTHING_NEW,
        "Home Office leaflet for confirmed victims, January 2026",
        "confirmed",
        who_adult="National support (MSVCC)",
        who_child="The council",
        duty_adult="Plan what comes next: housing, permission to stay, local support and a needs assessment.",
        duty_child="Plan what comes next: housing, permission to stay and local support.",
    ),
    StepRule(
        "reconsider",
        "Reconsideration",
        A,
        ("reconsideration_requested", "reconsideration_accepted", "reconsideration_refused"),
        "Offer to ask for reconsideration, with the evidence, and legal advice on a judicial review.",
        "The person, or anyone acting for them",
        NOTHING_NEW,
        "Home Office annex on reconsiderations, May 2025",
        "confirmed",
    ),
    StepRule(
        "left",
        "Left the NRM",
        OUT,
        ("nrm_withdrawn",),
        "Record it, and tell them that a new referral is possible. A child cannot withdraw by themselves.",
        "The person decides. The first responder records it.",
        NOTHING_NEW,
        TOOLKIT,
        "confirmed",
    ),
    StepRule(
        "disqualified",
        "Disqualified",
        OUT,
        ("disqualified",),
        "Safeguarding and the Victims' Code continue, and local support can. Get legal advice. They can ask for "
        "reconsideration.",
        DECIDED,
        NOTHING_NEW,
        DISQUALIFYING,
        "confirmed",
    ),
    StepRule(
        "local_support",
        "Local support",
        OUT,
        ("local_support_started",),
        "Offer it, whatever the decision. It needs its own consent and does not depend on helping the police.",
        WORKER,
        REPORT_IS_CRIME,
        PROGRESS,
        "confirmed",
    ),
)
STEPS_BY_CODE: dict[str, StepRule] = {step.code: step for step in STEPS}
DIED = StepRule(
    "died",
    "Died",
    OUT,
    ("died",),
    "Close the case. Tasks and deadlines have ended.",
    WORKER,
    NOTHING_NEW,
    "",
    "confirmed",
)
"""Where a road ends before its end: of no route, and drawn in the phase in which they died."""

# A step with a question mark is shown only where it was reached.
ADULT_START = ("found", "made_safe", "explained", "said_yes")
WALES_START = ("found", "made_safe", "conference", "explained", "said_yes")
CHILD_START = ("found", "made_safe", "social_care")
NO_START = ("found", "made_safe", "explained", "said_no")
WALES_NO_START = ("found", "made_safe", "conference", "explained", "said_no")

STARTS: dict[str, tuple[str, ...]] = {"adult": ADULT_START, "wales": WALES_START, "child": CHILD_START}
NO_STARTS: dict[str, tuple[str, ...]] = {"adult": NO_START, "wales": WALES_NO_START, "child": NO_START}
ENDINGS: dict[str, tuple[str, ...]] = {
    "main": ("referred", "rg", "recovery", "eighteen?", "cg", "moving_on"),
    "said_no": ("notified", "local_support"),
    "said_no_free": ("notified?", "local_support"),
    "rg_negative": ("referred", "rg", "reconsider", "local_support"),
    "cg_negative": ("referred", "rg", "recovery?", "eighteen?", "cg", "reconsider", "local_support"),
    "withdrawn": ("referred", "rg?", "recovery?", "eighteen?", "cg?", "left", "local_support"),
    "disqualified": ("referred", "rg?", "recovery?", "eighteen?", "cg?", "disqualified", "local_support"),
}
START_NAMES = {"adult": "Adult", "wales": "Adult in Wales", "child": "Child, or age not sure"}
ENDING_NAMES = {
    "main": "Main route",
    "said_no": "Says no, Duty to Notify applies",
    "said_no_free": "Says no, Duty to Notify does not apply",
    "rg_negative": "Negative reasonable grounds",
    "cg_negative": "Negative conclusive grounds",
    "withdrawn": "Leaves the NRM",
    "disqualified": "Disqualified",
}
REFERRAL_STEPS = ("left", "disqualified")  # what was done of an earlier referral does not count
DECLINED_ENDINGS = ("said_no", "said_no_free")
ENDING_OF_STAGE = {
    "rg_negative": "rg_negative",
    "cg_negative": "cg_negative",
    "withdrawn": "withdrawn",
    "disqualified": "disqualified",
    "disqualified_after": "disqualified",
}


def get_route_code(reading: CaseState, stage: str) -> str:
    """A beginning and an ending, such as adult:main."""
    return f"{_get_route_start_code(reading)}:{_get_route_ending_code(reading, stage)}"


def _get_route_start_code(reading: CaseState) -> str:
    """Who grew up on the way keeps the child's beginning, until the NRM is explained to them again as an adult."""
    began_as_child = get_age_band_when_identified(reading.history, reading.events) != ADULT
    on_the_way = bool(reading.referrals) and reading.phase is not Phase.BEFORE
    if reading.is_child or (began_as_child and on_the_way):
        return "child"
    return "wales" if reading.history.jurisdiction == "wales" else "adult"


def _get_route_ending_code(reading: CaseState, stage: str) -> str:
    if stage == "reconsidering":
        again = reading.referral.again if reading.referral else set()
        return "cg_negative" if "cg" in again else "rg_negative"
    left = reading.referral.left if reading.referral else ""
    if stage == "died" and left == "disqualified":
        return left
    died_outside = stage == "died" and reading.phase is Phase.OUTSIDE
    if stage in ("declined", "notified") or (died_outside and not left):
        return "said_no" if must_body_notify(reading) else "said_no_free"
    if died_outside:
        return left
    return ENDING_OF_STAGE.get(stage, "main")


def get_step_codes(route: str) -> tuple[str, ...]:
    """The steps of a route; a step of turning 18 is only where a child began.

    Returns:
        Codes of steps in order; one that ends in “?” is shown only where it was reached.

    Raises:
        KeyError: a beginning or an ending that is not known.
        ValueError: a route that is not a beginning and an ending with one colon between them.
    """
    start, ending = route.split(":")
    first = NO_STARTS if ending in DECLINED_ENDINGS else STARTS
    return tuple(code for code in first[start] + ENDINGS[ending] if start == "child" or code != "eighteen?")


def list_steps_of_taken_route(
    reading: CaseState, runs: Sequence[ClockRun], stage: str
) -> tuple[PathwayStep, ...]:
    """The road taken, from found to where it leads.

    Args:
        reading: the history as it stood on the day asked.
        runs: its clocks.
        stage: the code of the stage, which says where the person is.

    Returns:
        The steps of the route in order. The one of the stage is “here”. After a death none is, and nothing is ahead:
        the road ends with the day of the death, behind the last step that was reached.
    """
    here = _get_current_step_code(reading, runs, stage)
    rules = [
        (STEPS_BY_CODE[code.rstrip("?")], code.endswith("?"))
        for code in get_step_codes(get_route_code(reading, stage))
    ]
    shown = [
        rule
        for rule, only_reached in rules
        if not only_reached or _get_day_step_was_reached(rule, reading, runs)
    ]
    place = next((n for n, rule in enumerate(shown) if rule.code == here), len(shown))  # after a death, none
    steps = tuple(_build_step(rule, n, place, reading, runs) for n, rule in enumerate(shown))
    return _end_road_at_death(steps, reading, runs) if stage == "died" else steps


def _end_road_at_death(
    steps: tuple[PathwayStep, ...], reading: CaseState, runs: Sequence[ClockRun]
) -> tuple[PathwayStep, ...]:
    reached = max((n for n, step in enumerate(steps, 1) if step.state == "done"), default=0)
    phase = steps[reached - 1].phase if reached else reading.phase
    death = _build_step(DIED, reached, len(steps), reading, runs)
    return (*steps[:reached], replace(death, phase=phase, state="ended"))


def _get_current_step_code(reading: CaseState, runs: Sequence[ClockRun], stage: str) -> str:
    referral = reading.referral
    if stage == "decision_withdrawn":
        return "cg" if referral and "cg" in referral.taken_back else "rg"
    if stage in NEGATIVE_STAGES:
        found = get_negative_decision(reading, runs)
        return "reconsider" if found.can_still_ask or found.is_awaited else "local_support"
    return get_stage_step(stage, reading)


def _build_step(
    rule: StepRule, number: int, place: int, reading: CaseState, runs: Sequence[ClockRun]
) -> PathwayStep:
    day = _get_day_step_was_reached(rule, reading, runs)
    beside = rule.code == "local_support"  # it runs beside the steps, so it may be done before its turn
    if number == place:
        state = "here"
    elif day and (number < place or beside):
        state = "done"
    else:
        state = "passed" if number < place else "ahead"
    note = _get_step_note(rule, state, reading, runs)
    return PathwayStep(
        rule.code,
        rule.name,
        rule.phase,
        state,
        day if state in ("done", "here") else None,
        note,
        {ADULT: rule.duty_adult, CHILD: rule.duty_child}.get(reading.age, "") or rule.duty,
        (rule.who_child if reading.is_child else rule.who_adult) or rule.who,
        rule.record,
        rule.source,
        rule.confidence,
    )


def _get_day_step_was_reached(rule: StepRule, reading: CaseState, runs: Sequence[ClockRun]) -> date | None:
    """The day on which a step was reached, in the referral that counts now."""
    referral = reading.referral
    if rule.code in ("rg", "cg"):
        return _get_day_of_event(referral.decided.get(rule.code) if referral else None)
    if rule.code == "recovery":
        its = (run for run in reversed(runs) if run.clock in RECOVERY and run.referral == reading.current)
        return next((run.anchor.at for run in its), None)
    if rule.code == "moving_on":
        positive = referral is not None and referral.says("cg") == "positive"
        return _get_day_of_event(referral.decided["cg"]) if positive and referral else None
    if rule.code == "found":
        return _get_day_of_event(reading.first.get("identified"))
    if rule.code == "local_support":
        period = reading.find_support_period("local_support_started", "local_support_ended")
        return period.started.at if period and period.ended is None else None
    if rule.code == "reconsider":
        return _get_day_of_last_word_on_decision(rule, reading)
    if rule.code == "made_safe":
        return min((event.at for code in rule.done_by if (event := reading.first.get(code))), default=None)
    since = (
        referral.referred.at if rule.code in REFERRAL_STEPS and referral and referral.referred else date.min
    )
    done = (event.at for code in rule.done_by if (event := reading.last.get(code)))
    return max((day for day in done if day >= since), default=None)


def _get_day_of_last_word_on_decision(rule: StepRule, reading: CaseState) -> date | None:
    """What was asked or answered about the decision that stands; of an earlier one nothing counts."""
    referral = reading.referral
    if referral is None or not referral.decided:
        return None
    name = "cg" if "cg" in referral.decided else "rg"
    events = reading.list_events_after(referral.decided[name])
    return max(
        (event.at for event in events if event.event in rule.done_by and event.of in (None, name)),
        default=None,
    )


def _get_day_of_event(event: PathwayEvent | None) -> date | None:
    return event.at if event else None


DECISION_WORDS: Final = {"positive": msg("positive"), "negative": msg("negative")}


def _get_step_note(rule: StepRule, state: str, reading: CaseState, runs: Sequence[ClockRun]) -> str:
    if rule.code == "local_support" and state != "done":
        return _describe_ended_local_support(reading)
    if state == "passed":
        return "Not requested" if rule.code == "reconsider" else "Not recorded"
    if rule.code in ("rg", "cg") and state != "ahead" and reading.referral:
        return DECISION_WORDS.get(reading.referral.says(rule.code), "")
    if rule.code == "recovery" and state == "here":
        run = next((run for run in reversed(runs) if run.clock in RECOVERY), None)
        return run.tag if run else ""
    if rule.code == "cg" and state == "ahead":
        first = next((run for run in reversed(runs) if run.clock in NOT_BEFORE), None)
        waiting = first and first.due and first.state == clock_states.RUNNING
        return (
            msg("From {due}", due=dates.format_short_weekday_and_day(first.due))
            if waiting and first and first.due
            else ""
        )
    return ""


def _describe_ended_local_support(reading: CaseState) -> str:
    """As the sentence and the lane have it: what has ended is offered again, and was not always still to come."""
    period = reading.find_support_period("local_support_started", "local_support_ended")
    if period is None or period.ended is None:
        return ""
    ended = period.ended.at
    is_this_year = ended.year == reading.day.year
    day = dates.format_day_and_short_month(ended) if is_this_year else dates.format_day(ended)
    return msg("Ended {day}; offer it again", day=day)
