"""What to do next: one entry a prompt. The first responder's duties come first, and how the crime is recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handrail.pathway import clock_states
from handrail.pathway.case_state import CaseState, Phase
from handrail.pathway.conditions import DANGER_OPEN
from handrail.pathway.results import ClockRun, Prompt
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

TOOLKIT = "Home Office first responder toolkit, England and Wales, April 2026"
GUIDANCE = (
    "Home Office statutory guidance under section 49 of the Modern Slavery Act, first edition, March 2020"
)
DUTY = "Home Office circular 025/2015 and section 52 of the Modern Slavery Act 2015"
COUNTING = "Home Office counting rules, cited by the Anti-Slavery Commissioner"
PROGRESS = "Police and crime commissioners' progress update on modern slavery, 2021"
DISQUALIFYING = "Nationality and Borders Act 2022, sections 63 to 65"
COMPENSATION = "Criminal Injuries Compensation Authority, application form, April 2026"
WALES = "Wales Victim Response Pathway, 2017"

CLAIM_BY_AGE = 20

RESPONDER, WORKER, POLICE = "First responder", "Support worker", "Police"

SOCIAL_CARE_KNOWS = ("social_care_referred", "social_care_decided", "looked_after_started")
SAFE = ("place_of_safety_entered", "local_support_started", "national_support_started")
UNSAFE_ANEW = ("identified", "exploitation_ended", "found", "released", "returned_uk")
URGENT_DAYS = 28
"""So long the first nights are urgent (ours: no guidance says). A place of safety is for days, and the first decision
is aimed at five working days: whoever has neither after four weeks waits, and sleeps somewhere. An urgent row that
stands for years is no longer read. While danger is open it stays urgent, however long."""


@dataclass(frozen=True, slots=True)
class PromptRule:
    """`when` reads the history; with `clocks`, one of those must be open and lends its date.

    `on` gives a date where no clock lends one.
    `awaited`: what it is called to whoever waits for another to do it.
    `away`: still shown while the person is missing, because their rights run on.
    """

    code: str
    do: str
    who: str
    why: str
    source: str
    when: Callable[[CaseState], bool] = lambda reading: True
    clocks: tuple[str, ...] = ()
    away: bool = False
    on: Callable[[CaseState], date | None] = lambda reading: None
    awaited: str = ""


def _is_before_nrm(reading: CaseState) -> bool:
    return reading.phase is Phase.BEFORE and reading.has("identified")


def _is_adult_before_nrm(reading: CaseState) -> bool:
    return _is_before_nrm(reading) and not reading.is_child


def _is_child_before_nrm(reading: CaseState) -> bool:
    return reading.phase is Phase.BEFORE and reading.is_child


def is_safety_unrecorded(reading: CaseState) -> bool:
    """Until the first decision, whatever they answered about the NRM: neither a no nor a referral makes them safe."""
    decided = reading.referral is not None and bool(reading.referral.decided)
    undecided = reading.phase is not Phase.AFTER and not decided
    return reading.has("identified") and undecided and not any(reading.has(code) for code in SAFE)


def _is_urgent_to_make_safe(reading: CaseState) -> bool:
    until = _find_end_of_urgent_days(reading)
    is_new = until is not None and reading.day < until
    return is_safety_unrecorded(reading) and (is_new or DANGER_OPEN in reading.history.facts)


def _is_safety_to_check(reading: CaseState) -> bool:
    return is_safety_unrecorded(reading) and not _is_urgent_to_make_safe(reading)


def _find_end_of_urgent_days(reading: CaseState) -> date | None:
    newest = max((reading.last[code].at for code in UNSAFE_ANEW if code in reading.last), default=None)
    return newest and newest + timedelta(days=URGENT_DAYS)


def find_day_safety_stops_being_urgent(reading: CaseState) -> date | None:
    """The day from which it is an ordinary check that they are safe; None where neither is asked."""
    return _find_end_of_urgent_days(reading) if is_safety_unrecorded(reading) else None


def _is_nrm_unexplained(reading: CaseState) -> bool:
    return _is_adult_before_nrm(reading) and not reading.has("nrm_explained") and not reading.answer


def _is_nrm_unanswered(reading: CaseState) -> bool:
    if not _is_adult_before_nrm(reading):
        return False
    if reading.must_ask_as_adult:
        return reading.is_explained_as_adult
    return reading.has("nrm_explained") and reading.answer in ("", "no")


def _was_asked_about_nrm_only_as_child(reading: CaseState) -> bool:
    return _is_adult_before_nrm(reading) and reading.must_ask_as_adult and not reading.is_explained_as_adult


def is_nrm_to_explain(reading: CaseState) -> bool:
    """Never explained, or only to the child that they were."""
    return _is_nrm_unexplained(reading) or _was_asked_about_nrm_only_as_child(reading)


def _is_adult_undecided_on_nrm(reading: CaseState) -> bool:
    undecided = reading.answer == "undecided" and not reading.must_ask_as_adult
    return _is_adult_before_nrm(reading) and undecided


def _is_referral_due(reading: CaseState) -> bool:
    agreed = reading.answer == "yes" and not reading.must_ask_as_adult and not reading.is_rejected
    return reading.phase is Phase.BEFORE and not reading.is_child and agreed


def _is_duty_to_notify_due(reading: CaseState) -> bool:
    owed = reading.phase is Phase.OUTSIDE and reading.answer == "no" and not reading.is_child
    declined = reading.answered is not None and reading.answered.event == "nrm_consent_declined"
    return owed and declined and not reading.since("duty_to_notify_sent", "nrm_consent_declined")


def _is_own_report_due(reading: CaseState) -> bool:
    """The body whose case it is has the duty."""
    return _is_duty_to_notify_due(reading) and "duty_to_notify_body" in reading.history.facts


def _is_report_of_another_due(reading: CaseState) -> bool:
    """Whoever is not bound can only ask a body that is."""
    return _is_duty_to_notify_due(reading) and "duty_to_notify_body" not in reading.history.facts


def _is_social_care_untold(reading: CaseState) -> bool:
    """A child is under the council's protection in the NRM too, so a referral that went first leaves it to do."""
    untold = not any(reading.has(code) for code in SOCIAL_CARE_KNOWS)
    return reading.is_child and reading.phase in (Phase.BEFORE, Phase.DURING) and untold


def _is_local_support_to_offer(reading: CaseState) -> bool:
    """In the NRM it is national support's turn first, unless they said no to that."""
    turned_to = reading.phase is not Phase.DURING or (reading.has_refused_support and not reading.is_child)
    return turned_to and not reading.since("local_support_started", "local_support_ended")


def _is_crime_record_due(reading: CaseState) -> bool:
    told = reading.has("nrm_referred") or reading.has("reported_to_police")
    return told and not reading.has("crime_recorded")


def _is_support_question_due(reading: CaseState) -> bool:
    adult = reading.phase is Phase.DURING and not reading.is_child
    return adult and reading.national == "not_offered" and not reading.wants_support


def _has_no_decision_letter(reading: CaseState) -> bool:
    referral = reading.referral
    decided = referral.decided.get("cg") if referral else None
    letter = reading.last.get("cg_notice_received")
    counted = decided is not None and not reading.is_child and not reading.is_disqualified
    return counted and not (decided and letter and letter.at >= decided.at)


def _has_no_needs_assessment(reading: CaseState) -> bool:
    positive = reading.referral is not None and reading.referral.says("cg") == "positive"
    return (
        positive
        and not reading.is_child
        and not reading.has("rna_decided")
        and reading.national == "receiving"
        and not reading.is_disqualified
    )


def _has_not_refused_support(reading: CaseState) -> bool:
    return not reading.has_refused_support


def _is_national_support_ending(reading: CaseState) -> bool:
    """Only what goes on can end: who said no to it, or was never reached by it, has nothing to plan for."""
    period = reading.national_support_period
    return period is not None and period.ended is None and not reading.has_refused_support


def _is_disqualified_and_outside_nrm(reading: CaseState) -> bool:
    return reading.is_disqualified and reading.phase is not Phase.DURING


def _is_detained(reading: CaseState) -> bool:
    return reading.since("detained", "released")


def _is_detained_in_nrm(reading: CaseState) -> bool:
    return _is_detained(reading) and reading.phase is Phase.DURING


def _is_child_compensation_claim_due(reading: CaseState) -> bool:
    told = reading.has("reported_to_police") or reading.has("crime_recorded")
    return reading.is_child and told and not reading.has("claim_made")


def _get_twentieth_birthday(reading: CaseState) -> date | None:
    born = reading.history.date_of_birth
    return dates.get_day_of_reaching_age(born, CLAIM_BY_AGE) if born else None


def _is_person_missing(reading: CaseState) -> bool:
    return reading.since("went_missing", "found")


def _is_child_missing(reading: CaseState) -> bool:
    return _is_person_missing(reading) and reading.is_child


def _was_missing_and_found(reading: CaseState) -> bool:
    return reading.has("found") and not _is_person_missing(reading)


def _is_suspended_while_not_missing(reading: CaseState) -> bool:
    return bool(reading.referral and reading.referral.is_suspended) and not _is_person_missing(reading)


def _make_left_nrm_as_condition(how: str) -> Callable[[CaseState], bool]:
    def holds(reading: CaseState) -> bool:
        return reading.phase is Phase.OUTSIDE and bool(reading.referral and reading.referral.left == how)

    return holds


def _is_wales_conference_due(reading: CaseState) -> bool:
    return (
        _is_adult_before_nrm(reading)
        and reading.history.jurisdiction == "wales"
        and not reading.has("conference_held")
    )


def _needs_guardian(reading: CaseState) -> bool:
    return (
        reading.is_child
        and reading.phase in (Phase.BEFORE, Phase.DURING)
        and not reading.has("ictg_referred")
    )


PROMPTS: tuple[PromptRule, ...] = (
    PromptRule(
        "report_missing",
        "Report them missing to the police now",
        RESPONDER,
        "A missing person may be back with the people who exploited them. "
        "Going missing does not end their support or their NRM case.",
        GUIDANCE,
        _is_person_missing,
        away=True,
    ),
    PromptRule(
        "report_missing_council",
        "Tell children's social care that they are missing",
        RESPONDER,
        "For a child, the council is told as well as the police.",
        GUIDANCE,
        _is_child_missing,
        away=True,
    ),
    PromptRule(
        "detained_lawyer",
        "Get them legal advice: they are detained",
        WORKER,
        "A defence under section 45 may be raised from arrest.",
        GUIDANCE,
        _is_detained,
        away=True,
    ),
    PromptRule(
        "detained_authority",
        "Tell the Home Office decision maker that they are detained, and where",
        RESPONDER,
        "A decision maker of Immigration Enforcement decides for people in immigration detention and for some in "
        "prison.",
        TOOLKIT,
        _is_detained_in_nrm,
        away=True,
    ),
    PromptRule(
        "social_care",
        "Refer to children’s social care now",
        RESPONDER,
        "For a child, or if you are not sure of their age, go to social care first and then the NRM.",
        TOOLKIT,
        _is_social_care_untold,
    ),
    PromptRule(
        "make_safe",
        "Make sure they are safe tonight",
        RESPONDER,
        "No place of safety or support is recorded yet.",
        TOOLKIT,
        _is_urgent_to_make_safe,
    ),
    PromptRule(
        "check_safe",
        "Check that they are safe",
        RESPONDER,
        "No place of safety or support is recorded, and it is four weeks since they were identified or found again.",
        "Handrail’s own rule: not set in any guidance seen",
        _is_safety_to_check,
    ),
    PromptRule(
        "refer_child",
        "Send the NRM referral; no consent is needed",
        RESPONDER,
        "A child always goes to the NRM. Explain it as far as they can follow.",
        TOOLKIT,
        lambda r: _is_child_before_nrm(r) and not r.is_rejected,
    ),
    PromptRule(
        "guardian",
        "Contact the Independent Child Trafficking Guardian service, if there is one",
        RESPONDER,
        "A guardian supports a child who has no one with parental responsibility here.",
        TOOLKIT,
        _needs_guardian,
    ),
    PromptRule(
        "watch_child",
        "Watch closely: the first 72 hours are when a child is most likely to go missing",
        "Everyone in the local plan",
        "A trafficked child is at high risk at first.",
        GUIDANCE,
        clocks=("missing_critical",),
    ),
    PromptRule(
        "explain_nrm",
        "Explain the NRM in private, with a trusted interpreter if needed",
        RESPONDER,
        "They must know what it is, what happens next, who is told and that they can leave the NRM.",
        TOOLKIT,
        _is_nrm_unexplained,
    ),
    PromptRule(
        "ask_as_adult",
        "Explain the NRM to them as an adult, and ask what they decide",
        RESPONDER,
        "They answered only as a child and were never referred. Now they are an adult, ask again without rushing them.",
        TOOLKIT,
        _was_asked_about_nrm_only_as_child,
    ),
    PromptRule(
        "ask_decision",
        "Ask what they have decided: yes, no, or not yet",
        RESPONDER,
        "The NRM has been explained. Undecided is not a refusal.",
        TOOLKIT,
        _is_nrm_unanswered,
    ),
    PromptRule(
        "ask_again",
        "Ask whether they have decided",
        RESPONDER,
        "They had not decided. Undecided is not a refusal.",
        TOOLKIT,
        _is_adult_undecided_on_nrm,
    ),
    PromptRule(
        "place_ends",
        "Plan for when their stay in the place of safety ends",
        WORKER,
        "The place is short-term. Arrange what comes next.",
        PROGRESS,
        clocks=("place_of_safety",),
    ),
    PromptRule(
        "conference",
        "Arrange the adult safeguarding case conference",
        RESPONDER,
        "They agreed to it. It never replaces your own safeguarding.",
        "West Midlands Anti-Slavery Network",
        clocks=("sasc_conference",),
    ),
    PromptRule(
        "conference_wales",
        "Refer to the modern slavery MARAC",
        RESPONDER,
        "In Wales this is the usual route into support. You can refer to the NRM without waiting for it.",
        WALES,
        _is_wales_conference_due,
    ),
    PromptRule(
        "conference_review",
        "Review at the next conference",
        "Conference co-ordinator",
        "Each case is looked at again in two to four weeks.",
        WALES,
        clocks=("wales_marac_review",),
    ),
    PromptRule(
        "refer",
        "Send the NRM referral",
        RESPONDER,
        "They said yes. Only a first responder organisation can refer.",
        TOOLKIT,
        _is_referral_due,
    ),
    PromptRule(
        "rejected",
        "Find out why the referral was not accepted, before anything is sent again",
        RESPONDER,
        "It may not have been valid, or the person may already have been referred. Each person has one referral.",
        TOOLKIT,
        lambda r: r.phase is Phase.BEFORE and r.is_rejected,
    ),
    PromptRule(
        "notify",
        "Send the Duty to Notify report, anonymous unless they agree to be named",
        "Police, council or other body with the duty",
        "An adult said no to the NRM. The law sets no number of days.",
        DUTY,
        _is_own_report_due,
    ),
    PromptRule(
        "ask_to_notify",
        "Ask the police or the council to send a Duty to Notify report",
        WORKER,
        "Your organisation does not have the duty; they do. The report is anonymous unless the person agrees.",
        DUTY,
        _is_report_of_another_due,
    ),
    PromptRule(
        "record_crime",
        "Record the crime, and give the reference to the person",
        POLICE,
        "Every NRM referral, and every report of slavery, is recorded as a crime under the counting rules.",
        COUNTING,
        _is_crime_record_due,
        away=True,
        awaited="Police to record the crime and give the crime reference number",
    ),
    PromptRule(
        "local_support",
        "Offer local support",
        WORKER,
        "It needs its own consent, and does not depend on the NRM or on helping the police.",
        PROGRESS,
        _is_local_support_to_offer,
    ),
    PromptRule(
        "contact_point",
        "Name a stand-in",
        RESPONDER,
        "You are still the point of contact. A stand-in reads letters when you are away.",
        TOOLKIT,
        lambda r: r.phase is Phase.DURING,
    ),
    PromptRule(
        "ask_support",
        "Ask whether they want national support",
        RESPONDER,
        "It is separate from consent to the NRM.",
        TOOLKIT,
        _is_support_question_due,
    ),
    PromptRule(
        "emergency_room",
        "Ask for emergency accommodation",
        RESPONDER,
        "Someone who is destitute or unsafe can have it once they are referred, before reasonable grounds.",
        "Home Office destitution guidance, May 2024",
        _has_not_refused_support,
        clocks=("emergency_accommodation",),
    ),
    PromptRule(
        "stay_consent",
        "Ask for consent to stay in the NRM, as an adult",
        WORKER,
        "They turned 18 with a decision pending. Silence is not a withdrawal.",
        TOOLKIT,
        clocks=("turning_18",),
    ),
    PromptRule(
        "adult_support_consent",
        "Ask for consent to adult national support",
        WORKER,
        "At 18, ask for two separate consents. This is the second.",
        TOOLKIT,
        clocks=("turning_18_support",),
    ),
    PromptRule(
        "send_evidence",
        "Send the evidence the Home Office asked for",
        RESPONDER,
        "The Home Office’s letter gives the deadline. If you miss it, they may decide without the evidence.",
        "University briefing, February 2023; Lords answer, May 2024",
        clocks=("cg_evidence_request",),
    ),
    PromptRule(
        "resume",
        "Tell the Home Office that they are back, and ask it to resume the case",
        RESPONDER,
        "Only the Home Office can end a suspension.",
        GUIDANCE,
        _is_suspended_while_not_missing,
    ),
    PromptRule(
        "reconsider",
        "Offer to ask for reconsideration, with the evidence",
        WORKER,
        "Anyone can ask on the person’s behalf, with their consent.",
        "Home Office annex on reconsiderations, May 2025; statutory guidance, March 2020",
        clocks=("reconsider_30d", "reconsider_guidance_3m", "reconsider_evidence_open"),
        away=True,
    ),
    PromptRule(
        "legal_advice",
        "Get legal advice on a judicial review",
        WORKER,
        "It must start promptly, and within three months at most. They can ask for reconsideration at the same time.",
        GUIDANCE,
        clocks=("judicial_review",),
        away=True,
    ),
    PromptRule(
        "letter",
        "Record the date the conclusive grounds letter came",
        WORKER,
        "Support after the decision is counted from the letter.",
        GUIDANCE,
        _has_no_decision_letter,
    ),
    PromptRule(
        "needs_assessment",
        "Ask for a recovery needs assessment",
        WORKER,
        "It decides which national support continues.",
        "Home Office leaflet for confirmed victims, January 2026",
        _has_no_needs_assessment,
    ),
    PromptRule(
        "after_support",
        "Plan for the end of national support",
        WORKER,
        "National support is only guaranteed until then.",
        GUIDANCE,
        _is_national_support_ending,
        clocks=("move_on_positive_45", "move_on_positive_14", "move_on_negative_9"),
    ),
    PromptRule(
        "still_safe",
        "Continue safeguarding and local support, and get legal advice",
        WORKER,
        "It ended the bar on removal, the duty of support in the recovery period and the duty to grant permission to "
        "stay, but neither safeguarding, the Victims' Code nor local support. Promise no national support.",
        DISQUALIFYING,
        _is_disqualified_and_outside_nrm,
    ),
    PromptRule(
        "disqualification_review",
        "Offer to ask for reconsideration of the disqualification",
        WORKER,
        "No time limit found: act within 30 days. A judicial review must be prompt.",
        "Home Office annex on reconsiderations, May 2025",
        clocks=("disqualification_reconsider",),
        away=True,
    ),
    PromptRule(
        "new_referral",
        "Tell them that a new referral is possible",
        WORKER,
        "They can be referred to the NRM again.",
        TOOLKIT,
        _make_left_nrm_as_condition("withdrawn"),
    ),
    PromptRule(
        "safety_plan",
        "Review the safety plan",
        WORKER,
        "Something about the suspect has changed, and the person has not been told yet.",
        "Victims' Code; your own plan",
        clocks=("vc_suspect_std", "vc_suspect_enh"),
    ),
    PromptRule(
        "plan_after_missing",
        "Write a safety plan with them",
        WORKER,
        "They were missing and have been found, and there is no safety plan.",
        "Handrail’s own rule: not set in any guidance seen",
        _was_missing_and_found,
    ),
    PromptRule(
        "review_no_charge",
        "Ask whether they want the decision not to charge reviewed",
        WORKER,
        "Under the Victims' Right to Review they should ask soon, and within three months at most.",
        "Service pages on the Victims' Right to Review",
        clocks=("vrr_request", "vrr_request_2013", "vrr_request_max", "vrr_police_request"),
        away=True,
    ),
    PromptRule(
        "compensation",
        "Advise on criminal injuries compensation",
        WORKER,
        "An adult claims within two years of each incident, so earlier ones may fall due sooner; a child has longer.",
        COMPENSATION,
        clocks=("cica_claim", "cica_claim_child", "cica_claim_child_late"),
        away=True,
    ),
    PromptRule(
        "compensation_child",
        "Advise on criminal injuries compensation: a child can claim now",
        WORKER,
        "The police knew before they turned 18, so they can claim until their 20th birthday. Someone "
        "with parental responsibility can claim for them.",
        COMPENSATION,
        _is_child_compensation_claim_due,
        away=True,
        on=_get_twentieth_birthday,
    ),
)


def list_prompts(reading: CaseState, runs: Sequence[ClockRun], stage: str) -> tuple[Prompt, ...]:
    """Nothing after a death; while the person is missing, only their rights and the search for them.

    Source: each prompt names its own in `source`.

    Args:
        reading: the history as it stood on the day asked.
        runs: its clocks, whose due days the prompts take.
        stage: the code of the stage; “no_grounds” asks for nothing.

    Returns:
        Prompts in the order of `PROMPTS`; empty where there is nothing to do.
    """
    if reading.is_dead or stage == "no_grounds":
        return ()
    missing = _is_person_missing(reading)
    to_do = _group_open_clock_runs(runs)
    return tuple(
        _build_prompt(rule, to_do, reading)
        for rule in PROMPTS
        if (rule.away or not missing)
        and not (rule.clocks and to_do.keys().isdisjoint(rule.clocks))
        and rule.when(reading)
    )


def _group_open_clock_runs(runs: Sequence[ClockRun]) -> dict[str, list[ClockRun]]:
    """Runs by clock that are still to be done; a missed maximum is, a window that closed is not."""
    found: dict[str, list[ClockRun]] = {}
    for run in runs:
        if run.ended is None and run.state not in (clock_states.MET, clock_states.ENDED):
            found.setdefault(run.clock, []).append(run)
    return found


DUTY_CLOCKS = {"notify": ("dtn_submission",), "record_crime": ("crime_record", "crime_record_report")}
"""Clocks of the same duty as a prompt that stands without one: a list has the prompt alone, with the clock's date."""
# A prompt that stands without a clock still takes the date of one that is open.
CLOCKS_BY_PROMPT = {
    **DUTY_CLOCKS,
    "ask_decision": ("place_of_safety",),
    "ask_again": ("place_of_safety",),
}


def _build_prompt(rule: PromptRule, to_do: dict[str, list[ClockRun]], reading: CaseState) -> Prompt:
    names = rule.clocks or CLOCKS_BY_PROMPT.get(rule.code, ())
    dues = [run.due for name in names for run in to_do.get(name, ()) if run.due is not None]
    by: date | datetime | None = min(dues, key=dates.to_date, default=rule.on(reading))
    late = _describe_lateness(by, reading)
    return Prompt(rule.do, by, rule.who, rule.why, rule.code, rule.source, late, rule.awaited or rule.do)


def _describe_lateness(by: date | datetime | None, reading: CaseState) -> str:
    if by is None or not clock_states.is_clock_due_passed(by, reading):
        return ""
    return msg("Was due by {day}", day=dates.format_day(dates.to_date(by)))
