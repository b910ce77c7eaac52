"""From values to the words, tags and links of the pages about what a person wants."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.offers.queries.plan import NeedLine, OfferLine
from handrail.kernel.saying import say
from handrail.recovery.plan_kinds import of_kind
from handrail.recovery.queries.feedback import FeedbackLine
from handrail.recovery.queries.goals import GoalLine
from handrail.recovery.queries.holding_back import HesitationLine
from handrail.recovery.queries.outcomes import LookBackLine, OutcomeLine
from handrail.recovery.queries.panel import panel_of
from handrail.recovery.queries.providers import ProviderLine
from handrail.web.design import words
from handrail.web.recovery.drawing import picture, place_words

FROM_PLAN = "?from=plan"  # what is done about an offer leads back to here
OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}
GOAL_STATES = {"going_on": "running", "reached": "met", "set_aside": "declined"}
TURNED_STATES = {"changed": "met", "partly": "soon", "": "unknown"}
TURNED_WORDS = {"changed": "Changed their mind", "partly": "Part of the way", "": "Holds back"}
HEARD_STATES = {"overdue": "overdue", "open": "running", "answered": "met", "none": "declined"}
PHASES = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}


def case_panel(sight: Sight, now: datetime.datetime) -> dict[str, Any] | None:
    """What the case page says of the plan, for those to whom support is open."""
    if not sight.sees(Kind.SUPPORT):
        return None
    found = panel_of(sight)
    return {"panel": found, "inside": sight.inside}


def tabs(reference: str, sight: Sight, current: str) -> list[tuple[str, str, bool]]:
    """The pages about one person’s recovery that are open to the reader."""
    shown = [
        ("Plan", "support_plan", True),
        ("Outcomes", "outcomes", True),
        ("What holds them back", "holding_back", True),
        ("What they said of us", "said_on_case", sight.inside),
        ("A page for them", "their_page", sight.may(Permission.RECORD)),
    ]
    return [
        (name, reverse(place, args=[reference]), place == current) for name, place, open_ in shown if open_
    ]


def phase_words(phase: str) -> str:
    """“outside the NRM”"""
    return PHASES[phase] if phase else ""


def need(line: NeedLine, reference: str, sight: Sight) -> dict[str, Any]:
    """A need with its offers, each under its word of the plan."""
    may = sight.may(Permission.OFFER)
    return {
        "name": line.name,
        "said": line.words,
        "met_on": line.met_on,
        "href": reverse("make_offer", args=[reference, line.need_id]) + FROM_PLAN
        if may and not line.met_on
        else "",
        "offers": [
            _offer(offer, reference, may and (sight.inside or offer.provider_id == sight.actor.body_id))
            for offer in line.offers
        ],
    }


def _offer(line: OfferLine, reference: str, may: bool) -> dict[str, Any]:
    return {
        "kind": of_kind(line.kind).name,
        "service": line.service,
        "provider": line.provider,
        "on": line.offered_on,
        "phase": phase_words(line.phase),
        "state": OFFER_STATES[line.answer],
        "words": line.answer_words,
        "answered_on": line.answered_on,
        "reason": line.reason,
        "result": line.result,
        "cost": "No charge" if line.cost_pence == 0 else words.money(line.cost_pence),
        "answered": line.answer != "none_yet",
        "answer_href": reverse("answer_offer", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
        "result_href": reverse("offer_result", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
    }


def goal(line: GoalLine, reference: str) -> dict[str, Any]:
    """A goal with its state."""
    said = f"{line.state_words} {words.day(line.state_on)}" if line.state_on else line.state_words
    return {
        "line": line,
        "state": GOAL_STATES[line.state],
        "words": said,
        "href": reverse("goal", args=[reference, line.goal_id]),
        "change_href": reverse("change_goal", args=[reference, line.goal_id]),
    }


def provider(line: ProviderLine, reference: str) -> dict[str, Any]:
    """Who supports them locally, with the phase in which it began."""
    began = say("since {since}", since=words.day(line.since))
    if line.began_in:
        began += say(", when they were {phase_words}", phase_words=phase_words(line.began_in))
    return {
        "line": line,
        "began": began,
        "ended": say("until {until}", until=words.day(line.until)) if line.until else "",
        "end_href": "" if line.until else reverse("end_provider", args=[reference, line.provider_id]),
    }


def outcome(line: OutcomeLine, reference: str) -> dict[str, Any]:
    """One of the seven, drawn and in a table."""
    return {
        "outcome": line.outcome,
        "picture": picture(line.outcome.name, line.said),
        "rows": [_look_back(said) for said in reversed(line.said)],
        "href": reverse("look_back", args=[reference, line.outcome.code]),
    }


def newest(line: OutcomeLine, reference: str) -> dict[str, Any]:
    """What they said last of one of the seven, and since when they have been asked."""
    first, last = line.said[0], line.said[-1]
    return {
        "name": line.outcome.name,
        "line": last,
        "place": words.capital(place_words(last)),
        "asked": len(line.said),
        "since": first.on,
        "href": reverse("outcomes", args=[reference]) + f"#{line.outcome.code}",
    }


def _look_back(line: LookBackLine) -> dict[str, Any]:
    return {
        "line": line,
        "place": words.capital(place_words(line)),
        "asked": say(
            "{asker}. Written down by {recorded_by}.", asker=line.asker, recorded_by=line.recorded_by
        ),
    }


def hesitation(line: HesitationLine, reference: str) -> dict[str, Any]:
    """Why they hold back, how it stands, what changed."""
    return {
        "line": line,
        "state": TURNED_STATES[line.turned],
        "words": TURNED_WORDS[line.turned],
        "href": reverse("what_changed", args=[reference, line.hesitation_id]),
    }


def feedback(line: FeedbackLine) -> dict[str, Any]:
    """What they said of us, and how the answer stands."""
    said = {
        "overdue": say("Overdue since {answer_by}", answer_by=words.day(line.answer_by)),
        "open": say("Answer by {answer_by}", answer_by=words.day(line.answer_by)),
        "answered": say("Answered {answered_on}", answered_on=words.day(line.answered_on)),
        "none": "No answer wanted",
    }
    return {
        "line": line,
        "state": HEARD_STATES[line.state],
        "words": said[line.state],
        "href": reverse("said_one", args=[line.reference, line.feedback_id]),
    }
