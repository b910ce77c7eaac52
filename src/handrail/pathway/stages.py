"""The stage: where the person is within the phase, in one bold sentence and what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handrail.kernel import dates
from handrail.kernel.saying import say
from handrail.pathway import states
from handrail.pathway.reading import Phase, Reading, Referral
from handrail.pathway.result import ClockRun

AUTHORITY = "Home Office competent authority"
THE_PERSON = "The person"
RESPONDER = "First responder"
RECOVERY = ("recovery_period_30", "recovery_period_45")
NOT_BEFORE = ("cg_not_before_30", "cg_not_before_45")


@dataclass(frozen=True, slots=True)
class Stage:
    """`step` is the place on the map; `waiting_on` whose move it is."""

    code: str
    step: str
    waiting_on: str | None
    headline: str
    detail: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "start", "found", RESPONDER, "Nothing is recorded yet.", "Next: record how and when they were found."
    ),
    Stage("found", "explained", RESPONDER, "Found.", "Next: make them safe, then explain the NRM."),
    Stage(
        "explained",
        "said_yes",
        THE_PERSON,
        "The NRM has been explained.",
        "Next: their decision. There is no hurry.",
    ),
    Stage(
        "undecided",
        "said_yes",
        THE_PERSON,
        "Has not decided about the NRM.",
        "Undecided is no refusal. Local support goes on meanwhile.",
    ),
    Stage("agreed", "referred", RESPONDER, "Said yes to the NRM.", "Next: the referral is sent."),
    Stage(
        "declined",
        "notified",
        RESPONDER,
        "Said no to the NRM.",
        "Local support goes on. A body that the duty binds sends a Duty to Notify report.",
    ),
    Stage(
        "notified",
        "local_support",
        None,
        "Said no to the NRM; Duty to Notify sent.",
        "Local support goes on, and they may say yes at any time.",
    ),
    Stage(
        "child_found",
        "social_care",
        RESPONDER,
        "A child, or perhaps a child, has been found.",
        "Next: children's social care first, then the NRM. No consent is needed.",
    ),
    Stage(
        "child_to_refer",
        "referred",
        RESPONDER,
        "Children's social care has been told.",
        "Next: the NRM referral. No consent is needed; explain as far as the child can follow.",
    ),
    Stage(
        "rejected",
        "referred",
        RESPONDER,
        "The referral was not accepted.",
        "Find out why: not valid, or a second one for the same person.",
    ),
    Stage(
        "referred",
        "rg",
        AUTHORITY,
        "Referred to the NRM.",
        "The Home Office decides next, on reasonable grounds.",
    ),
    Stage("recovery", "recovery", AUTHORITY, "In the recovery period.", "The Home Office decides next."),
    Stage(
        "awaiting_cg",
        "cg",
        AUTHORITY,
        "Waiting for the conclusive grounds decision.",
        "No time limit exists for it, so it is a wait and never overdue. Support goes on until then.",
    ),
    Stage(
        "reconsidering",
        "reconsider",
        AUTHORITY,
        "The decision is being looked at again.",
        "The Home Office decides next. No limit is known for it.",
    ),
    Stage(
        "decision_withdrawn",
        "rg",
        AUTHORITY,
        "The decision was taken back.",
        "The Home Office decides again. Whether a new time runs is not settled.",
    ),
    Stage(
        "rg_negative",
        "reconsider",
        THE_PERSON,
        "Negative reasonable grounds decision.",
        "They may ask for reconsideration. Local support goes on.",
    ),
    Stage(
        "cg_negative",
        "reconsider",
        THE_PERSON,
        "Negative conclusive grounds decision.",
        "They may ask for reconsideration. Local support goes on.",
    ),
    Stage(
        "moving_on",
        "moving_on",
        None,
        "Confirmed as a victim; moving on.",
        "National support helps with what comes next, and local support goes on.",
    ),
    Stage(
        "moved_on",
        "moving_on",
        None,
        "Confirmed as a victim; national support has ended.",
        "Reach-in and local support are there for what comes up later.",
    ),
    Stage(
        "withdrawn",
        "local_support",
        None,
        "Left the NRM.",
        "Local support goes on, and a new referral is possible.",
    ),
    Stage(
        "disqualified",
        "local_support",
        None,
        "Disqualified from the NRM.",
        "Safeguarding and local support go on. The legal effect is partly unconfirmed: get legal advice.",
    ),
    Stage("no_grounds", "found", None, "No signs of slavery after all.", "Other help may still be needed."),
    Stage(
        "died", "died", None, "Died.", "Prompts have stopped and clocks have ended. A person closes the case."
    ),
)
NEED_NOT_NOTIFY = (
    "Local support goes on, and they may say yes at any time. "
    "The Duty to Notify does not bind the organisation that holds the case."
)
STAGE: dict[str, Stage] = {stage.code: stage for stage in STAGES}


def must_notify(reading: Reading) -> bool:
    """Whether the Duty to Notify binds the body whose case it is: a fact of the body, which no event tells."""
    return "duty_to_notify_body" in reading.history.facts


def place_of(code: str, reading: Reading) -> str:
    """The step of a stage. After a no, a body that need not notify goes on to local support."""
    if code == "declined" and not must_notify(reading):
        return "local_support"
    return STAGE[code].step


def waiting_on(code: str, reading: Reading) -> str | None:
    """Whose move it is. After a no, nothing is owed by a body that need not notify."""
    if code == "declined" and not must_notify(reading):
        return None
    return STAGE[code].waiting_on


def code_of(reading: Reading, runs: Sequence[ClockRun]) -> str:
    if reading.dead:
        return "died"
    if reading.has("no_grounds_found") and not reading.referrals and not _found_again(reading):
        return "no_grounds"
    return BY_PHASE[reading.phase](reading, runs)


def _found_again(reading: Reading) -> bool:
    return reading.since("identified", "no_grounds_found")


def _before(reading: Reading, runs: Sequence[ClockRun]) -> str:
    referral = reading.referral
    if referral and referral.rejected and reading.since("nrm_rejected", "nrm_consent_given"):
        return "rejected"
    if reading.is_child:
        return "child_to_refer" if reading.has("social_care_referred") else "child_found"
    if reading.answer:
        return {"yes": "agreed", "undecided": "undecided", "no": "explained"}[reading.answer]
    if reading.has("nrm_explained"):
        return "explained"
    return "found" if reading.events else "start"


def _outside(reading: Reading, runs: Sequence[ClockRun]) -> str:
    left = reading.referral.left if reading.referral else ""
    if left == "disqualified" or (reading.has("disqualified") and reading.answer != "no"):
        return "disqualified"
    if reading.answered is None or reading.answered.event != "nrm_consent_declined":
        return "withdrawn"
    return "notified" if reading.since("duty_to_notify_sent", "nrm_consent_declined") else "declined"


def _during(reading: Reading, runs: Sequence[ClockRun]) -> str:
    referral = reading.referral or Referral(1)
    if referral.again:
        return "reconsidering"
    if referral.taken_back:
        return "decision_withdrawn"
    if referral.says("rg") != "positive":
        return "referred"
    recovering = any(run.clock in RECOVERY and run.state == states.RUNNING for run in runs)
    return "recovery" if recovering else "awaiting_cg"


def _after(reading: Reading, runs: Sequence[ClockRun]) -> str:
    referral = reading.referral or Referral(1)
    if referral.says("cg") == "positive":
        return "moved_on" if reading.national == "ended" else "moving_on"
    return "cg_negative" if referral.says("cg") else "rg_negative"


BY_PHASE: dict[Phase, Callable[[Reading, Sequence[ClockRun]], str]] = {
    Phase.BEFORE: _before,
    Phase.OUTSIDE: _outside,
    Phase.DURING: _during,
    Phase.AFTER: _after,
}


def in_words(code: str, reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    """The bold sentence, and what follows it."""
    stage = STAGE[code]
    headline, detail = LIVE[code](reading, runs) if code in LIVE else (stage.headline, stage.detail)
    if reading.referral and reading.referral.is_suspended and reading.phase is Phase.DURING:
        headline += " Suspended by the authority."
    return headline, detail


def _find(runs: Sequence[ClockRun], names: Sequence[str]) -> ClockRun | None:
    return next((run for run in reversed(runs) if run.clock in names), None)


def _recovery(reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    run, first = _find(runs, RECOVERY), _find(runs, NOT_BEFORE)
    if run is None or run.due is None or run.length is None:
        return STAGE["recovery"].headline, STAGE["recovery"].detail
    headline = say(
        "Recovery period, day {elapsed_days} of {number}.",
        elapsed_days=run.elapsed_days + 1,
        number=run.length.number,
    )
    detail = say("Support is due until at least {due}.", due=dates.near(run.due, reading.day))
    if first and first.due:
        detail += say(" The Home Office decides next, from {due}.", due=dates.near(first.due, reading.day))
    return headline, detail


def _awaiting(reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    run = _find(runs, ("cg_decision",))
    stage = STAGE["awaiting_cg"]
    if run is None or not run.is_open:
        return stage.headline, stage.detail
    return (
        say("Waiting {days} for the conclusive grounds decision.", days=dates.count(run.elapsed_days, "day")),
        stage.detail,
    )


def _referred(reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    panel = _find(runs, ("rg_decision_pilot",))
    run = panel or _find(runs, ("rg_decision",))
    if run is None or run.due is None:
        return STAGE["referred"].headline, STAGE["referred"].detail
    who = "The children's panel" if panel else "The Home Office"
    return (
        say("Referred to the NRM {days} ago.", days=dates.count(run.elapsed_days, "day")),
        say(
            "{who} decides next, on reasonable grounds. The target was {due}."
            if run.state == states.MISSED
            else "{who} decides next, on reasonable grounds. The target is {due}.",
            who=who,
            due=dates.near(run.due, reading.day),
        ),
    )


def _declined(reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    stage = STAGE["declined"]
    return stage.headline, stage.detail if must_notify(reading) else NEED_NOT_NOTIFY


def _negative(reading: Reading, runs: Sequence[ClockRun]) -> tuple[str, str]:
    referral = reading.referral or Referral(1)
    stage = STAGE["cg_negative" if referral.says("cg") else "rg_negative"]
    run = next((r for r in reversed(runs) if r.clock.startswith("reconsider_") and r.ours and r.due), None)
    if run is None or not run.is_open or run.due is None:
        return stage.headline, stage.detail
    last = dates.near(run.due, reading.day)
    return stage.headline, say(
        "They may ask for reconsideration until {last}. Local support goes on.", last=last
    )


LIVE: dict[str, Callable[[Reading, Sequence[ClockRun]], tuple[str, str]]] = {
    "recovery": _recovery,
    "awaiting_cg": _awaiting,
    "referred": _referred,
    "rg_negative": _negative,
    "cg_negative": _negative,
    "declined": _declined,
}
