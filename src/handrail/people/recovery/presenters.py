"""From values to the words, tags and links of the pages about what a person wants."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from django.urls import reverse

from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.recovery.core_outcomes import CoreOutcome
from handrail.people.recovery.models import Hesitation, HesitationChange
from handrail.people.recovery.outcome_chart import (
    OutcomeChart,
    build_outcome_chart,
    describe_outcome_score_of_review,
)
from handrail.people.recovery.plan_offer_categories import get_plan_offer_category_of_service_kind
from handrail.people.recovery.queries.core_outcomes import CoreOutcomeHistory, OutcomeReviewRow
from handrail.people.recovery.queries.feedback import CaseFeedbackRow
from handrail.people.recovery.queries.goals import GoalVersionRow
from handrail.people.recovery.queries.hesitations import HesitationRow
from handrail.people.recovery.queries.local_providers import LocalProviderRow
from handrail.people.recovery.queries.recovery_summary import RecoverySummary, get_recovery_summary
from handrail.people.recovery.text_choices import OutcomeAsker
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

FROM_PLAN = "?from=plan"  # what is done about an offer leads back to here
OFFER_STATES = {"none_yet": "waiting", "accepted": "met", "declined": "declined"}
GOAL_STATES = {"going_on": "running", "reached": "met", "set_aside": "declined"}
TURNED_STATES = {"changed": "met", "partly": "soon", "": "unknown"}
TURNED_WORDS = {"changed": "Changed their mind", "partly": "In part", "": "Barrier"}
FEEDBACK_STATE_TAGS = {"overdue": "overdue", "open": "running", "answered": "met", "none": "declined"}
PHASE_WORDS = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}


class RecoveryPanelContext(TypedDict):
    """What the case page shows of the plan; `inside`: the reader works on the case. The rest: what is open to them."""

    panel: RecoverySummary
    inside: bool
    goals: bool
    own_words: bool


class PlanOfferItem(NamedTuple):
    """An offer on the plan, with its word of the plan. Links are empty where the reader may not act."""

    kind: str
    service: str
    provider: str
    on: datetime.date
    phase: str
    state: str
    words: str
    answered_on: datetime.date | None
    reason: str
    result: str
    cost: str
    answered: bool
    answer_href: str
    result_href: str


class PlanNeedItem(NamedTuple):
    """A need on the plan. `href` offers something for it; empty where the reader may not, or the need is met."""

    name: str
    said: str
    met_on: datetime.date | None
    href: str
    offers: list[PlanOfferItem]


class GoalItem(NamedTuple):
    """A goal with the tag of its state."""

    line: GoalVersionRow
    state: str
    words: str
    href: str
    change_href: str


class LocalProviderItem(NamedTuple):
    """Who supports the person locally. `end_href` is empty where it ended."""

    line: LocalProviderRow
    began: str
    ended: str
    end_href: str


class OutcomeReviewItem(NamedTuple):
    """One answer: where they place themselves, and who asked."""

    line: OutcomeReviewRow
    place: str
    asked: str


class CoreOutcomeItem(NamedTuple):
    """One of the seven; `picture` is None where nobody has been asked yet."""

    outcome: CoreOutcome
    picture: OutcomeChart | None
    rows: list[OutcomeReviewItem]
    href: str


class NewestOutcomeReviewItem(NamedTuple):
    """What was said last of one of the seven; `asked` counts the answers since `since`."""

    name: str
    line: OutcomeReviewRow
    place: str
    asked: int
    since: datetime.date
    href: str


class HesitationItem(NamedTuple):
    """What somebody holds back from, with the tag of how it stands."""

    line: HesitationRow
    state: str
    words: str
    href: str


class WithdrawnHesitationRecordItem(NamedTuple):
    """A record that was corrected or taken back: what it said, and who withdrew it when and why."""

    name: str
    words: str
    codes: tuple[str, ...]
    record: Hesitation | HesitationChange
    how: str
    because: str


class FeedbackItem(NamedTuple):
    """What somebody said of us, with the tag of its answer."""

    line: CaseFeedbackRow
    state: str
    words: str
    href: str


def build_recovery_panel(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> RecoveryPanelContext | None:
    """What the case page says of the plan, for those to whom something of it is open."""
    goals, own_words = case_access.sees(Kind.OUTCOMES), case_access.sees(Kind.OWN_WORDS)
    if not goals and not own_words:
        return None
    found = get_recovery_summary(case_access, known)
    return {"panel": found, "inside": case_access.inside, "goals": goals, "own_words": own_words}


def build_recovery_tabs(found: CaseOpenToActor, current: str) -> list[tuple[str, str, bool]]:
    """The pages about one person’s recovery that are open to the reader.

    Args:
        found: the case, with what the reader may see and do.
        current: the URL name of the page that is shown.

    Returns:
        Name, address, and whether it is the page that is shown, of each.
    """
    case_access = found.case_access
    may_give = case_access.may(Permission.RECORD) and not (found.restricted or found.has_died)
    shown = [
        ("Plan", "support_plan", Kind.OUTCOMES in case_access.kinds),
        ("Outcomes", "outcomes", Kind.OUTCOMES in case_access.kinds),
        ("Barriers to engaging", "holding_back", Kind.OWN_WORDS in case_access.kinds),
        (
            "Feedback and complaints",
            "said_on_case",
            case_access.inside and Kind.OWN_WORDS in case_access.kinds,
        ),
        ("Summary to give them", "their_page", may_give),
    ]
    return [
        (name, reverse(place, args=[found.reference]), place == current)
        for name, place, open_ in shown
        if open_
    ]


def describe_nrm_phase(phase: str) -> str:
    """The phase in words, like “outside the NRM”; empty where it is not open to the reader."""
    return PHASE_WORDS[phase] if phase else ""


def build_plan_need_item(line: NeedRow, reference: str, case_access: CaseAccess) -> PlanNeedItem:
    """A need with its offers, each under its word of the plan.

    Args:
        line: the need.
        reference: of the case.
        case_access: what the reader may do: links are left out where they may not.
    """
    may = case_access.may(Permission.OFFER)
    return PlanNeedItem(
        name=line.name,
        said=line.words,
        met_on=line.met_on,
        href=reverse("make_offer", args=[reference, line.need_id]) + FROM_PLAN
        if may and line.is_open and not line.met_on
        else "",
        offers=[
            _build_plan_offer_item(
                offer,
                reference,
                may
                and offer.visit_id is None
                and (case_access.inside or offer.provider_id == case_access.actor.body_id),
            )
            for offer in line.offers
        ],
    )


def _build_plan_offer_item(line: OfferRow, reference: str, may: bool) -> PlanOfferItem:
    return PlanOfferItem(
        kind=get_plan_offer_category_of_service_kind(line.kind).name,
        service=line.service,
        provider=line.provider,
        on=line.offered_on,
        phase=describe_nrm_phase(line.phase),
        state=OFFER_STATES[line.answer],
        words=line.answer_words,
        answered_on=line.answered_on,
        reason=line.reason,
        result=line.result,
        cost="No charge" if line.cost_pence == 0 else formatting.format_money(line.cost_pence),
        answered=line.answer != "none_yet",
        answer_href=reverse("answer_offer", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
        result_href=reverse("offer_result", args=[reference, line.offer_id]) + FROM_PLAN if may else "",
    )


def build_goal_item(line: GoalVersionRow, reference: str) -> GoalItem:
    """A goal with its state."""
    version = line.version
    state = version.get_state_display()
    said = f"{state} {formatting.format_day(version.state_on)}" if version.state_on else state
    return GoalItem(
        line=line,
        state=GOAL_STATES[version.state],
        words=said,
        href=reverse("goal", args=[reference, version.goal_id]),
        change_href=reverse("change_goal", args=[reference, version.goal_id]),
    )


def build_local_provider_item(line: LocalProviderRow, reference: str) -> LocalProviderItem:
    """Who supports them locally, with the phase in which it began."""
    began = msg("since {since}", since=formatting.format_day(line.since))
    if line.began_in_phase:
        began += msg(" ({phase_words})", phase_words=describe_nrm_phase(line.began_in_phase))
    return LocalProviderItem(
        line=line,
        began=began,
        ended=msg("until {until}", until=formatting.format_day(line.until)) if line.until else "",
        end_href="" if line.until else reverse("end_provider", args=[reference, line.provider_id]),
    )


def build_core_outcome_item(line: CoreOutcomeHistory, reference: str) -> CoreOutcomeItem:
    """One of the seven, drawn and in a table."""
    return CoreOutcomeItem(
        outcome=line.outcome,
        picture=build_outcome_chart(line.outcome.name, line.said),
        rows=[_build_outcome_review_item(said) for said in reversed(line.said)],
        href=reverse("look_back", args=[reference, line.outcome.code]),
    )


def build_newest_outcome_review_item(line: CoreOutcomeHistory, reference: str) -> NewestOutcomeReviewItem:
    """What they said last of one of the seven, and since when they have been asked."""
    first, last = line.said[0], line.said[-1]
    return NewestOutcomeReviewItem(
        name=line.outcome.name,
        line=last,
        place=formatting.capitalise_first(describe_outcome_score_of_review(last)),
        asked=len(line.said),
        since=first.review.on,
        href=reverse("outcomes", args=[reference]) + f"#{line.outcome.code}",
    )


def _build_outcome_review_item(line: OutcomeReviewRow) -> OutcomeReviewItem:
    asker, recorded_by = line.review.get_asker_display(), line.review.recorded_by.name
    if line.review.asker == OutcomeAsker.WORKER:
        asked = msg("{recorded_by}.", recorded_by=recorded_by)
    else:
        asked = msg(
            "{asker}. Recorded by {recorded_by}.",
            asker=formatting.lower_first(asker),
            recorded_by=recorded_by,
        )
    return OutcomeReviewItem(
        line=line,
        place=formatting.capitalise_first(describe_outcome_score_of_review(line)),
        asked=asked,
    )


def build_hesitation_item(line: HesitationRow, reference: str) -> HesitationItem:
    """Why they hold back, how it stands, what changed."""
    return HesitationItem(
        line=line,
        state=TURNED_STATES[line.turned],
        words=TURNED_WORDS[line.turned],
        href=reverse("what_changed", args=[reference, line.hesitation.pk]),
    )


def list_withdrawn_hesitation_record_items(
    lines: Iterable[HesitationRow],
) -> list[WithdrawnHesitationRecordItem]:
    """What was corrected or taken back, the newest withdrawal first."""
    rows: list[tuple[str, Hesitation | HesitationChange, str, tuple[str, ...]]] = []
    for line in lines:
        rows.append((line.hesitation.get_about_display(), line.hesitation, line.words, line.reasons))
        rows += [(row.change.get_turned_display(), row.change, row.words, row.causes) for row in line.changes]
    corrected = {record.corrects_id for _, record, _, _ in rows}
    items = [
        WithdrawnHesitationRecordItem(
            name=name,
            words=words,
            codes=codes,
            record=record,
            how="Corrected" if record.pk in corrected else "Withdrawn",
            because=record.withdrawn_because.open(),
        )
        for name, record, words, codes in rows
        if record.withdrawn_at
    ]
    return sorted(items, key=lambda item: str(item.record.withdrawn_at), reverse=True)


def build_feedback_item(line: CaseFeedbackRow) -> FeedbackItem:
    """What they said of us, and how the answer stands."""
    due, answered = (
        formatting.format_day(day) for day in (line.feedback.answer_by, line.feedback.answered_on)
    )
    said = {
        "overdue": msg("Overdue since {answer_by}", answer_by=due),
        "open": msg("Answer by {answer_by}", answer_by=due),
        "answered": msg("Answered {answered_on}", answered_on=answered),
        "none": "No answer wanted",
    }
    return FeedbackItem(
        line=line,
        state=FEEDBACK_STATE_TAGS[line.state],
        words=said[line.state],
        href=reverse("said_one", args=[line.feedback.case.reference, line.feedback.pk]),
    )
