"""From values to the words, tags and links of the pages about what a person wants."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.records.queries.known import NOTHING, Known
from handrail.people.recovery.outcome_chart import build_outcome_chart, describe_place
from handrail.people.recovery.plan_kinds import get_plan_kind_of_service
from handrail.people.recovery.queries.feedback import CaseFeedbackRow
from handrail.people.recovery.queries.goals import GoalRow
from handrail.people.recovery.queries.hesitations import HesitationRow
from handrail.people.recovery.queries.outcomes import CoreOutcomeRow, OutcomeReviewRow
from handrail.people.recovery.queries.panel import get_recovery_summary
from handrail.people.recovery.queries.providers import LocalProviderRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

FROM_PLAN = "?from=plan"  # what is done about an offer leads back to here
OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}
GOAL_STATES = {"going_on": "running", "reached": "met", "set_aside": "declined"}
TURNED_STATES = {"changed": "met", "partly": "soon", "": "unknown"}
TURNED_WORDS = {"changed": "Changed their mind", "partly": "Part of the way", "": "Holds back"}
FEEDBACK_STATE_TAGS = {"overdue": "overdue", "open": "running", "answered": "met", "none": "declined"}
PHASE_WORDS = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}


def build_case_panel(
    case_access: CaseAccess, now: datetime.datetime, known: Known = NOTHING
) -> dict[str, Any] | None:
    """What the case page says of the plan, for those to whom support is open."""
    if not case_access.sees(Kind.SUPPORT):
        return None
    found = get_recovery_summary(case_access, known)
    return {"panel": found, "inside": case_access.inside}


def build_tabs(reference: str, case_access: CaseAccess, current: str) -> list[tuple[str, str, bool]]:
    """The pages about one person’s recovery that are open to the reader."""
    shown = [
        ("Plan", "support_plan", True),
        ("Outcomes", "outcomes", True),
        ("What holds them back", "holding_back", True),
        ("What they said of us", "said_on_case", case_access.inside),
        ("A page for them", "their_page", case_access.may(Permission.RECORD)),
    ]
    return [
        (name, reverse(place, args=[reference]), place == current) for name, place, open_ in shown if open_
    ]


def describe_phase(phase: str) -> str:
    """“outside the NRM”"""
    return PHASE_WORDS[phase] if phase else ""


def build_need(line: NeedRow, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    """A need with its offers, each under its word of the plan."""
    may = case_access.may(Permission.OFFER)
    return {
        "name": line.name,
        "said": line.words,
        "met_on": line.met_on,
        "href": reverse("make_offer", args=[reference, line.need_id]) + FROM_PLAN
        if may and not line.met_on
        else "",
        "offers": [
            _build_offer(
                offer,
                reference,
                may and (case_access.inside or offer.provider_id == case_access.actor.body_id),
            )
            for offer in line.offers
        ],
    }


def _build_offer(line: OfferRow, reference: str, may: bool) -> dict[str, Any]:
    return {
        "kind": get_plan_kind_of_service(line.kind).name,
        "service": line.service,
        "provider": line.provider,
        "on": line.offered_on,
        "phase": describe_phase(line.phase),
        "state": OFFER_STATES[line.answer],
        "words": line.answer_words,
        "answered_on": line.answered_on,
        "reason": line.reason,
        "result": line.result,
        "cost": "No charge" if line.cost_pence == 0 else formatting.format_money(line.cost_pence),
        "answered": line.answer != "none_yet",
        "answer_href": reverse("answer_offer", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
        "result_href": reverse("offer_result", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
    }


def build_goal(line: GoalRow, reference: str) -> dict[str, Any]:
    """A goal with its state."""
    said = f"{line.state_words} {formatting.format_day(line.state_on)}" if line.state_on else line.state_words
    return {
        "line": line,
        "state": GOAL_STATES[line.state],
        "words": said,
        "href": reverse("goal", args=[reference, line.goal_id]),
        "change_href": reverse("change_goal", args=[reference, line.goal_id]),
    }


def build_provider(line: LocalProviderRow, reference: str) -> dict[str, Any]:
    """Who supports them locally, with the phase in which it began."""
    began = msg("since {since}", since=formatting.format_day(line.since))
    if line.began_in_phase:
        began += msg(", when they were {phase_words}", phase_words=describe_phase(line.began_in_phase))
    return {
        "line": line,
        "began": began,
        "ended": msg("until {until}", until=formatting.format_day(line.until)) if line.until else "",
        "end_href": "" if line.until else reverse("end_provider", args=[reference, line.provider_id]),
    }


def build_outcome(line: CoreOutcomeRow, reference: str) -> dict[str, Any]:
    """One of the seven, drawn and in a table."""
    return {
        "outcome": line.outcome,
        "picture": build_outcome_chart(line.outcome.name, line.said),
        "rows": [_build_review(said) for said in reversed(line.said)],
        "href": reverse("look_back", args=[reference, line.outcome.code]),
    }


def build_newest_review(line: CoreOutcomeRow, reference: str) -> dict[str, Any]:
    """What they said last of one of the seven, and since when they have been asked."""
    first, last = line.said[0], line.said[-1]
    return {
        "name": line.outcome.name,
        "line": last,
        "place": formatting.capitalise_first(describe_place(last)),
        "asked": len(line.said),
        "since": first.on,
        "href": reverse("outcomes", args=[reference]) + f"#{line.outcome.code}",
    }


def _build_review(line: OutcomeReviewRow) -> dict[str, Any]:
    return {
        "line": line,
        "place": formatting.capitalise_first(describe_place(line)),
        "asked": msg(
            "{asker}. Written down by {recorded_by}.", asker=line.asker, recorded_by=line.recorded_by
        ),
    }


def build_hesitation(line: HesitationRow, reference: str) -> dict[str, Any]:
    """Why they hold back, how it stands, what changed."""
    return {
        "line": line,
        "state": TURNED_STATES[line.turned],
        "words": TURNED_WORDS[line.turned],
        "href": reverse("what_changed", args=[reference, line.hesitation_id]),
    }


def build_feedback(line: CaseFeedbackRow) -> dict[str, Any]:
    """What they said of us, and how the answer stands."""
    said = {
        "overdue": msg("Overdue since {answer_by}", answer_by=formatting.format_day(line.answer_by)),
        "open": msg("Answer by {answer_by}", answer_by=formatting.format_day(line.answer_by)),
        "answered": msg("Answered {answered_on}", answered_on=formatting.format_day(line.answered_on)),
        "none": "No answer wanted",
    }
    return {
        "line": line,
        "state": FEEDBACK_STATE_TAGS[line.state],
        "words": said[line.state],
        "href": reverse("said_one", args=[line.reference, line.feedback_id]),
    }
