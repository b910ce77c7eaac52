"""The stage: where the person is within the phase, in one bold sentence and what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.pathway import clock_states
from handrail.pathway.case_state import CaseState, NrmReferralAndDecisions, Phase
from handrail.pathway.events import PathwayEvent
from handrail.pathway.prompts import is_safety_unrecorded
from handrail.pathway.results import ClockRun
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import UserText, join_texts, msg

AUTHORITY = "Home Office decision maker"
THE_PERSON = "The person"
RESPONDER = "First responder"
RECOVERY = ("recovery_period_30", "recovery_period_45")
NOT_BEFORE = ("cg_not_before_30", "cg_not_before_45")


@dataclass(frozen=True, slots=True)
class PathwayStage:
    """`step` is the place on the map; `waiting_on` whose move it is."""

    code: str
    step: str
    waiting_on: str | None
    headline: str
    detail: str


STAGES: tuple[PathwayStage, ...] = (
    PathwayStage(
        "start",
        "found",
        RESPONDER,
        "Nothing is recorded yet.",
        "Next: record how and when they were identified.",
    ),
    PathwayStage(
        "found", "explained", RESPONDER, "Identified.", "Next: make them safe, then explain the NRM."
    ),
    PathwayStage(
        "explained",
        "said_yes",
        THE_PERSON,
        "The NRM has been explained.",
        "Next: their decision. There is no hurry.",
    ),
    PathwayStage(
        "undecided",
        "said_yes",
        THE_PERSON,
        "Has not decided about the NRM.",
        "Undecided is not a refusal.",
    ),
    PathwayStage(
        "asked_as_child",
        "explained",
        RESPONDER,
        "Decided before they turned 18: ask again.",
        "Next: explain the NRM to them as an adult, and ask what they decide. There is no hurry.",
    ),
    PathwayStage("agreed", "referred", RESPONDER, "Consented to the NRM.", "Next: the referral is sent."),
    PathwayStage(
        "declined",
        "notified",
        RESPONDER,
        "Declined the NRM.",
        "The organisation that holds the case sends a Duty to Notify report.",
    ),
    PathwayStage(
        "notified",
        "local_support",
        None,
        "Declined the NRM; Duty to Notify report sent.",
        "They may say yes at any time.",
    ),
    PathwayStage(
        "child_found",
        "social_care",
        RESPONDER,
        "A child or possible child has been identified.",
        "Next: children's social care first, then the NRM. No consent is needed.",
    ),
    PathwayStage(
        "child_to_refer",
        "referred",
        RESPONDER,
        "Children's social care has been told.",
        "Next: the NRM referral. No consent is needed; explain as far as the child can follow.",
    ),
    PathwayStage(
        "rejected",
        "referred",
        RESPONDER,
        "The referral was not accepted.",
        "Find out why: it was not valid, or the person had already been referred.",
    ),
    PathwayStage(
        "referred",
        "rg",
        AUTHORITY,
        "Referred to the NRM.",
        "The Home Office decides next, on reasonable grounds.",
    ),
    PathwayStage(
        "recovery", "recovery", AUTHORITY, "In the recovery period.", "The Home Office decides next."
    ),
    PathwayStage(
        "awaiting_cg",
        "cg",
        AUTHORITY,
        "Waiting for the conclusive grounds decision.",
        "No legal time limit.",
    ),
    PathwayStage(
        "reconsidering",
        "reconsider",
        AUTHORITY,
        "The decision is being reconsidered.",
        "The Home Office decides next. Time limit not known.",
    ),
    PathwayStage(
        "decision_withdrawn",
        "rg",
        AUTHORITY,
        "Decision withdrawn.",
        "The Home Office decides again. Whether a new time limit runs is not known.",
    ),
    PathwayStage(
        "rg_negative",
        "reconsider",
        THE_PERSON,
        "Negative reasonable grounds decision.",
        "They can ask for reconsideration.",
    ),
    PathwayStage(
        "cg_negative",
        "reconsider",
        THE_PERSON,
        "Negative conclusive grounds decision.",
        "They can ask for reconsideration.",
    ),
    PathwayStage(
        "moving_on",
        "moving_on",
        None,
        "Confirmed as a victim; moving on.",
        "National support has not started. Ask whether it is open to them and wanted.",
    ),
    PathwayStage(
        "moved_on",
        "moving_on",
        None,
        "Confirmed as a victim; national support has ended.",
        "Local support remains available.",
    ),
    PathwayStage(
        "withdrawn",
        "local_support",
        None,
        "Left the NRM.",
        "A new referral is possible.",
    ),
    PathwayStage(
        "disqualified",
        "local_support",
        None,
        "Disqualified from the NRM.",
        "The bar on removal, the duty of support in the recovery period and the duty to grant permission to stay "
        "have ended. Safeguarding and the Victims' Code continue. Get legal advice at once.",
    ),
    PathwayStage(
        "disqualified_after",
        "local_support",
        None,
        "Confirmed as a victim; disqualified.",
        "The bar on removal, the duty of support in the recovery period and the duty to grant permission to stay "
        "have ended. Safeguarding and the Victims' Code continue. Get legal advice at once. "
        "What national support still gives is not known, so promise none.",
    ),
    PathwayStage("no_grounds", "found", None, "No indicators of slavery.", "Other help may still be needed."),
    PathwayStage(
        "died",
        "died",
        None,
        "Died.",
        "Tasks and deadlines have ended. Close the case.",
    ),
)
NEGATIVE_STAGES = ("rg_negative", "cg_negative")
NEED_NOT_NOTIFY = (
    "They can say yes at any time. The organisation that holds the case does not have the Duty to Notify."
)
WHEREABOUTS = (
    ("went_missing", "found", "Missing since {day}."),
    ("detained", "released", "Detained since {day}."),
    ("left_uk", "returned_uk", "Outside the UK since {day}."),
)
NOT_AWAY_STAGES = ("died", "no_grounds")
SUPPORT_AFTER_DISQUALIFICATION = (
    "No end of national support is recorded; ask the provider whether it goes on."
)
NOT_SUPPORTED_SENTENCES = {
    "refused": "They said no to national support and may change their mind.",
    "ended": "National support has ended; ask whether they want it again.",
    "agreed": "They said yes to national support, and it has not started.",
    "not_started": "National support has not started; ask whether they want it.",
}
"""How national support stands where no period of it is open."""
RECOVERY_SENTENCES = {
    "refused": "They said no to national support and may change their mind. The period lasts to {due} at least.",
    "ended": "National support has ended; ask whether they want it again. The period lasts to {due} at least.",
    "agreed": "They said yes to national support, and it has not started. The period lasts to {due} at least.",
    "not_started": (
        "National support has not started; ask whether they want it. The period lasts to {due} at least."
    ),
    "receiving": "Support must continue until at least {due}.",
}
TELLS_LOCAL_SUPPORT = frozenset(
    (
        "undecided",
        "declined",
        "notified",
        "rg_negative",
        "cg_negative",
        "moving_on",
        "withdrawn",
        "disqualified",
        "disqualified_after",
    )
)
"""Stages whose detail ends with how local support stands, because nothing else is certain there."""
STAGES_BY_CODE: dict[str, PathwayStage] = {stage.code: stage for stage in STAGES}


def must_body_notify(reading: CaseState) -> bool:
    """Whether the Duty to Notify binds the body whose case it is: a fact of the body, which no event tells."""
    return "duty_to_notify_body" in reading.history.facts


def get_stage_step(code: str, reading: CaseState) -> str:
    """The step of a stage. After a no, a body that need not notify goes on to local support."""
    if code == "declined" and not must_body_notify(reading):
        return "local_support"
    return STAGES_BY_CODE[code].step


def get_stage_waiting_on(code: str, reading: CaseState, runs: Sequence[ClockRun]) -> str | None:
    """Whose move it is. After a no, nothing is owed by a body that need not notify.

    Args:
        code: the stage.
        reading: the history as it stood on the day asked.
        runs: its clocks, which tell whether a reconsideration is awaited.
    """
    if code == "declined" and not must_body_notify(reading):
        return None
    if code in NEGATIVE_STAGES:
        found = get_negative_decision(reading, runs)
        if found.request:
            return AUTHORITY if found.is_awaited else None
    return STAGES_BY_CODE[code].waiting_on


def get_stage_code(reading: CaseState, runs: Sequence[ClockRun]) -> str:
    if reading.is_dead:
        return "died"
    if (
        reading.has("no_grounds_found")
        and not reading.referrals
        and not _is_identified_after_no_grounds(reading)
    ):
        return "no_grounds"
    return STAGE_FUNCTIONS[reading.phase](reading, runs)


def _is_identified_after_no_grounds(reading: CaseState) -> bool:
    return reading.since("identified", "no_grounds_found")


def _get_stage_code_before_nrm(reading: CaseState, runs: Sequence[ClockRun]) -> str:
    if reading.is_rejected:
        return "rejected"
    if reading.is_child:
        return "child_to_refer" if reading.has("social_care_referred") else "child_found"
    if reading.must_ask_as_adult:
        return "explained" if reading.is_explained_as_adult else "asked_as_child"
    if reading.answer:
        return {"yes": "agreed", "undecided": "undecided", "no": "explained"}[reading.answer]
    if reading.has("nrm_explained"):
        return "explained"
    return "found" if reading.events else "start"


def _get_stage_code_outside_nrm(reading: CaseState, runs: Sequence[ClockRun]) -> str:
    left = reading.referral.left if reading.referral else ""
    if left == "disqualified" or (reading.has("disqualified") and reading.answer != "no"):
        return "disqualified"
    if reading.answered is None or reading.answered.event != "nrm_consent_declined":
        return "withdrawn"
    return "notified" if reading.since("duty_to_notify_sent", "nrm_consent_declined") else "declined"


def _get_stage_code_during_nrm(reading: CaseState, runs: Sequence[ClockRun]) -> str:
    referral = reading.referral or NrmReferralAndDecisions(1)
    if referral.again:
        return "reconsidering"
    if referral.taken_back:
        return "decision_withdrawn"
    if referral.says("rg") != "positive":
        return "referred"
    recovering = any(run.clock in RECOVERY and run.state == clock_states.RUNNING for run in runs)
    return "recovery" if recovering else "awaiting_cg"


def _get_stage_code_after_nrm(reading: CaseState, runs: Sequence[ClockRun]) -> str:
    referral = reading.referral or NrmReferralAndDecisions(1)
    if referral.says("cg") == "positive":
        if reading.is_disqualified:
            return "disqualified_after"
        return "moved_on" if reading.national == "ended" and not reading.is_child else "moving_on"
    return "cg_negative" if referral.says("cg") else "rg_negative"


STAGE_FUNCTIONS: dict[Phase, Callable[[CaseState, Sequence[ClockRun]], str]] = {
    Phase.BEFORE: _get_stage_code_before_nrm,
    Phase.OUTSIDE: _get_stage_code_outside_nrm,
    Phase.DURING: _get_stage_code_during_nrm,
    Phase.AFTER: _get_stage_code_after_nrm,
}


def get_stage_headline_and_detail(code: str, reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    """The bold sentence, and what follows it.

    Args:
        code: the stage, as `get_stage_code` gave it.
        reading: the history as it stood on the day asked.
        runs: its clocks, whose days are named in the sentences.

    Returns:
        Headline and detail, each one or more sentences.

    Raises:
        KeyError: a code that no stage has.
    """
    stage = STAGES_BY_CODE[code]
    headline, detail = (
        STAGE_DESCRIPTIONS[code](reading, runs)
        if code in STAGE_DESCRIPTIONS
        else (stage.headline, stage.detail)
    )
    if code in TELLS_LOCAL_SUPPORT or (code == "awaiting_cg" and _is_without_national_support(reading)):
        detail = join_texts((detail, describe_local_support(reading)), " ")
    if reading.referral and reading.referral.is_suspended and reading.phase is Phase.DURING:
        headline += " Suspended by the Home Office."
    if code in NOT_AWAY_STAGES:
        return headline, detail
    return join_texts((*_list_whereabouts_sentences_if_out_of_reach(reading), headline), " "), detail


def describe_local_support(reading: CaseState) -> str:
    """How local support stands: as the lane under the map has it."""
    if reading.is_local_support_going_on:
        return "Local support continues."
    return (
        "Local support has ended; offer it again."
        if reading.has("local_support_started")
        else "Local support has not started; offer it."
    )


def _is_without_national_support(reading: CaseState) -> bool:
    return not reading.is_child and (reading.has_refused_support or reading.national == "ended")


def _list_whereabouts_sentences_if_out_of_reach(reading: CaseState) -> list[str]:
    """Where they are, if not within reach: each since which day."""
    return [
        msg(words, day=dates.format_long_day_omitting_same_year(reading.last[gone].at, reading.day))
        for gone, back, words in WHEREABOUTS
        if reading.since(gone, back)
    ]


def _find_latest_clock_run(runs: Sequence[ClockRun], names: Sequence[str]) -> ClockRun | None:
    return next((run for run in reversed(runs) if run.clock in names), None)


def _get_recovery_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    run, first = _find_latest_clock_run(runs, RECOVERY), _find_latest_clock_run(runs, NOT_BEFORE)
    if run is None or run.due is None or run.length is None:
        return STAGES_BY_CODE["recovery"].headline, STAGES_BY_CODE["recovery"].detail
    headline = msg(
        "Recovery period, day {elapsed_days} of {number}.",
        elapsed_days=run.elapsed_days + 1,
        number=run.length.number,
    )
    detail = msg(
        _describe_support_during_recovery(reading),
        due=dates.format_long_day_omitting_same_year(run.due, reading.day),
    )
    if first and first.due:
        detail += msg(
            " Next: the Home Office’s conclusive grounds decision, not before {due}. The law sets no latest date.",
            due=dates.format_long_day_omitting_same_year(first.due, reading.day),
        )
    return headline, detail


def _describe_support_during_recovery(reading: CaseState) -> str:
    """What may be promised for this time: adult support to no child, and to nobody who does not receive it."""
    if reading.is_child:
        return "The council supports a child. The period lasts to {due} at least."
    return RECOVERY_SENTENCES[_get_national_support_standing(reading)]


def _get_national_support_standing(reading: CaseState) -> str:
    """How national support stands, as its lane has it, but that the latest no is heard before an end is recorded.

    Returns:
        refused, receiving, ended, agreed (they said yes to it) or not_started.
    """
    period = reading.national_support_period
    if reading.has_refused_support:
        return "refused"
    if period and period.ended is None:
        return "receiving"
    agreed_again = reading.wants_support == "yes" and reading.since(
        "support_consent_given", "national_support_ended"
    )
    if (period or reading.national == "ended") and not agreed_again:
        return "ended"
    return "agreed" if reading.wants_support == "yes" else "not_started"


def _describe_support_while_waiting(reading: CaseState) -> str:
    if reading.is_child:
        return "The council supports a child in the meantime."
    standing = _get_national_support_standing(reading)
    return NOT_SUPPORTED_SENTENCES.get(standing, "Support continues until then.")


def _get_moving_on_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    headline, not_started = STAGES_BY_CODE["moving_on"].headline, STAGES_BY_CODE["moving_on"].detail
    if reading.is_child:
        return headline, "The council supports a child with what comes next."
    standing = _get_national_support_standing(reading)
    if standing == "not_started":
        return headline, not_started
    return headline, NOT_SUPPORTED_SENTENCES.get(standing, "National support helps with what comes next.")


def _get_disqualified_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage = STAGES_BY_CODE["disqualified_after" if reading.phase is Phase.AFTER else "disqualified"]
    period = reading.national_support_period
    if period is None or period.ended:
        return stage.headline, stage.detail
    return stage.headline, join_texts((stage.detail, SUPPORT_AFTER_DISQUALIFICATION), " ")


def _get_moved_on_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage = STAGES_BY_CODE["moved_on"]
    run = _find_latest_clock_run(runs, ("reach_in",))
    open_to_them = run is not None and run.is_open
    detail = "Reach-in support and local support remain available."
    return stage.headline, detail if open_to_them else stage.detail


def _get_found_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage = STAGES_BY_CODE["found"]
    return stage.headline, stage.detail if is_safety_unrecorded(reading) else "Next: explain the NRM."


def _get_asked_as_child_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage = STAGES_BY_CODE["asked_as_child"]
    said_no = reading.answer == "no"
    return "Declined the NRM as a child, and is an adult now." if said_no else stage.headline, stage.detail


def _get_awaiting_decision_headline_and_detail(
    reading: CaseState, runs: Sequence[ClockRun]
) -> tuple[str, str]:
    run = _find_latest_clock_run(runs, ("cg_decision",))
    stage = STAGES_BY_CODE["awaiting_cg"]
    detail = join_texts((stage.detail, _describe_support_while_waiting(reading)), " ")
    if run is None or not run.is_open:
        return stage.headline, detail
    return (
        msg(
            "Waiting {days} for the conclusive grounds decision.",
            days=dates.format_count_with_noun(run.elapsed_days, "day"),
        ),
        detail,
    )


def _get_referred_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    panel = _find_latest_clock_run(runs, ("rg_decision_pilot",))
    run = panel or _find_latest_clock_run(runs, ("rg_decision",))
    if run is None or run.due is None:
        return STAGES_BY_CODE["referred"].headline, STAGES_BY_CODE["referred"].detail
    who = "The children's panel" if panel else "The Home Office"
    return (
        msg("Referred to the NRM {days} ago.", days=dates.format_count_with_noun(run.elapsed_days, "day")),
        msg(
            "{who} decides next, on reasonable grounds. The target was {due}."
            if run.state == clock_states.MISSED
            else "{who} decides next, on reasonable grounds. The target is {due}.",
            who=who,
            due=dates.format_long_day_omitting_same_year(run.due, reading.day),
        ),
    )


def _get_declined_headline_and_detail(reading: CaseState, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage, holder = STAGES_BY_CODE["declined"], reading.history.holder
    if not must_body_notify(reading):
        return stage.headline, NEED_NOT_NOTIFY
    named = msg("{holder} sends a Duty to Notify report.", holder=UserText(holder))
    return stage.headline, named if holder else stage.detail


class NegativeDecision(NamedTuple):
    """The negative decision that stands, and what was done about it since: nothing of an earlier decision counts."""

    request: PathwayEvent | None
    refusal: PathwayEvent | None
    asking: tuple[ClockRun, ...]
    reply: ClockRun | None

    @property
    def is_awaited(self) -> bool:
        """The Home Office has been asked and has not answered."""
        return self.request is not None and self.refusal is None

    @property
    def can_still_ask(self) -> bool:
        """Some limit is not over."""
        return self.request is None and any(run.state != clock_states.MISSED for run in self.asking)


def get_negative_decision(reading: CaseState, runs: Sequence[ClockRun]) -> NegativeDecision:
    """What was asked for about the decision that stands, in the referral that counts now."""
    referral = reading.referral or NrmReferralAndDecisions(1)
    name = "cg" if "cg" in referral.decided else "rg"
    decision = referral.decided.get(name)
    if decision is None:
        return NegativeDecision(None, None, (), None)
    request, refusal = None, None
    for event in reading.list_events_after(decision):
        if event.of not in (None, name) or event.referral not in (None, referral.number):
            continue
        if event.event == "reconsideration_requested":
            request, refusal = event, None
        elif event.event == "reconsideration_refused":
            refusal = event
    asking = tuple(
        run
        for run in runs
        if run.clock.startswith("reconsider_") and run.ours and run.is_open and run.event == decision
    )
    reply = next((run for run in runs if run.clock == "reconsider_reply" and run.event == request), None)
    return NegativeDecision(request, refusal, asking, reply)


def _get_negative_decision_headline_and_detail(
    reading: CaseState, runs: Sequence[ClockRun]
) -> tuple[str, str]:
    referral = reading.referral or NrmReferralAndDecisions(1)
    stage = STAGES_BY_CODE["cg_negative" if referral.says("cg") else "rg_negative"]
    found = get_negative_decision(reading, runs)
    if found.refusal:
        day = dates.format_long_day_omitting_same_year(found.refusal.at, reading.day)
        return stage.headline, msg("The Home Office refused reconsideration on {day}.", day=day)
    if found.request:
        return stage.headline, _describe_awaited_reconsideration(found.request, found.reply, reading)
    limit = max((run.due for run in found.asking if run.due), key=dates.to_date, default=None)
    if limit is None:
        return stage.headline, stage.detail
    last = dates.format_long_day_omitting_same_year(limit, reading.day)
    if not clock_states.is_clock_due_passed(limit, reading):
        return stage.headline, msg("They can ask for reconsideration until {last}.", last=last)
    if found.can_still_ask:
        return stage.headline, msg(
            "They could ask for reconsideration until {last}. The rules of that time set no limit for new evidence.",
            last=last,
        )
    return stage.headline, msg(
        "They could ask for reconsideration until {last}. The Home Office takes a later request only "
        "in exceptional circumstances.",
        last=last,
    )


def _describe_awaited_reconsideration(
    request: PathwayEvent, reply: ClockRun | None, reading: CaseState
) -> str:
    """That they have asked, and whether the answer is late."""
    day = dates.format_long_day_omitting_same_year(request.at, reading.day)
    if reply and reply.is_open and reply.due and reply.state == clock_states.MISSED:
        return msg(
            "Reconsideration requested on {day}. The Home Office’s answer is late: its target was {due}.",
            day=day,
            due=dates.format_long_day_omitting_same_year(reply.due, reading.day),
        )
    return msg(
        "Reconsideration requested on {day}. The Home Office answers next, whether it looks again.", day=day
    )


STAGE_DESCRIPTIONS: dict[str, Callable[[CaseState, Sequence[ClockRun]], tuple[str, str]]] = {
    "found": _get_found_headline_and_detail,
    "recovery": _get_recovery_headline_and_detail,
    "awaiting_cg": _get_awaiting_decision_headline_and_detail,
    "referred": _get_referred_headline_and_detail,
    "rg_negative": _get_negative_decision_headline_and_detail,
    "cg_negative": _get_negative_decision_headline_and_detail,
    "declined": _get_declined_headline_and_detail,
    "asked_as_child": _get_asked_as_child_headline_and_detail,
    "disqualified": _get_disqualified_headline_and_detail,
    "disqualified_after": _get_disqualified_headline_and_detail,
    "moving_on": _get_moving_on_headline_and_detail,
    "moved_on": _get_moved_on_headline_and_detail,
}
