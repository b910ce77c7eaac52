"""Checks of what is written down on a case: offers, needs, consent, the safety plan."""

from django.db.models import F, OuterRef, Subquery

from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.people.records.models import Case, Consent, Need, Offer, SafetyPlan
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_offers_answered_before_made() -> list[Contradiction]:
    """The answer's day lies before the offer's."""
    return list_contradictions_of_rows(Offer.objects.filter(answered_on__lt=F("offered_on")))


def find_offers_for_need_of_other_case() -> list[Contradiction]:
    """An offer on one case for a need of another."""
    return list_contradictions_of_rows(Offer.objects.exclude(need__case=F("case")))


def find_needs_met_before_noted() -> list[Contradiction]:
    """A need was met before it was there."""
    return list_contradictions_of_rows(Need.objects.filter(met_on__lt=F("opened_on")))


def find_consents_ending_before_asked() -> list[Contradiction]:
    """A yes that was over when it was given."""
    return list_contradictions_of_rows(Consent.objects.filter(until__lt=F("asked_on")))


def find_sharing_without_open_grant() -> list[Contradiction]:
    """A consent to sharing whose grant opens another person's file."""
    rows = Consent.objects.filter(grant__isnull=False).exclude(grant__file=F("case__file"))
    return list_contradictions_of_rows(rows)


def find_safety_plans_not_newest() -> list[Contradiction]:
    """The version that counts as the newest has a later one."""
    last = SafetyPlan.objects.filter(case=OuterRef("case")).order_by("-number").values("number")[:1]
    rows = SafetyPlan.objects.filter(is_newest=True).alias(last=Subquery(last))
    return list_contradictions_of_rows(rows.filter(last__gt=F("number")))


def find_cases_closed_before_opened() -> list[Contradiction]:
    """Closed at a moment before it was opened."""
    rows = Case.objects.filter(closed_at__lt=F("opened_at")).order_by()
    return [Contradiction(*values) for values in rows.values_list("reference", "owner_id", "pk")]


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "offer-answered-before-made",
        "An offer was answered before it was made",
        "Open the plan of the case and record the answer again with the right day.",
        find_offers_answered_before_made,
        "case_plan",
    ),
    RecordCheck(
        "offer-for-need-of-other-case",
        "An offer on one case is for a need of another case",
        "Tell whoever runs Handrail for you. Pages cannot make such a record, so something else wrote it.",
        find_offers_for_need_of_other_case,
        "case_plan",
    ),
    RecordCheck(
        "need-met-before-recorded",
        "A need was met before it was recorded",
        "Open the plan of the case and record again when the need was met.",
        find_needs_met_before_noted,
        "case_plan",
    ),
    RecordCheck(
        "consent-ends-before-asked",
        "Agreement ended before it was asked for",
        "Ask the person again, and record their answer with the right days.",
        find_consents_ending_before_asked,
        "case_sharing",
    ),
    RecordCheck(
        "sharing-opens-other-case",
        "Agreement to sharing one case gives access to another case",
        "End that sharing now, and tell your data protection lead.",
        find_sharing_without_open_grant,
        "case_sharing",
    ),
    RecordCheck(
        "older-safety-plan-in-use",
        "An older version of a safety plan is shown as the newest",
        "Write the safety plan again from its newest version.",
        find_safety_plans_not_newest,
        "case",
    ),
    RecordCheck(
        "case-closed-before-opened",
        "A case was closed before it was opened",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_cases_closed_before_opened,
        "case_history",
    ),
)
