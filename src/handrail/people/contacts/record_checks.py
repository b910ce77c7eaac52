"""Checks of the work on a case: closings, handovers, contacts."""

from django.db.models import Exists, F, OuterRef, Q

from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due_day import KINDS_WITHOUT_TASK
from handrail.people.contacts.models import Closing, Contact, HandOver
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_closed_cases_with_running_clock() -> list[Contradiction]:
    """A time limit of the case's own organisation runs on, and whoever closed the case was not shown any."""
    seen = Closing.objects.filter(case=OuterRef("case"), left_open__Deadline__isnull=False)
    closed = Due.objects.filter(case__closed_at__isnull=False).exclude(case__closed_because=ERASED)
    running = closed.filter(sort=Due.Sort.CLOCK, ours=True, ended_on__isnull=True)
    over = Q(due_on__lt=F("case__closed_at__date"))
    lapsed = over & (Q(code__in=LAPSING_CLOCKS) | Q(kind__in=KINDS_WITHOUT_TASK))
    return list_contradictions_of_rows(running.exclude(lapsed).exclude(Exists(seen)))


def find_open_cases_with_closing() -> list[Contradiction]:
    """A case is open, and its last closing was not taken back."""
    rows = Closing.objects.filter(reopened_at__isnull=True, case__closed_at__isnull=True)
    return list_contradictions_of_rows(rows)


def find_closed_cases_without_closing() -> list[Contradiction]:
    """A case is closed, and no closing says why."""
    closings = Closing.objects.filter(case=OuterRef("pk"), reopened_at__isnull=True)
    rows = Case.objects.filter(closed_at__isnull=False).exclude(closed_because=ERASED)
    found = rows.exclude(Exists(closings)).order_by()
    return [Contradiction(*values) for values in found.values_list("reference", "owner_id", "pk")]


def find_hand_overs_of_closed_cases() -> list[Contradiction]:
    """Somebody is asked to take over a case that is closed."""
    rows = HandOver.objects.filter(state="asked", case__closed_at__isnull=False)
    return list_contradictions_of_rows(rows)


def find_hand_overs_answered_before_asked() -> list[Contradiction]:
    """Taken over before anybody asked."""
    return list_contradictions_of_rows(HandOver.objects.filter(answered_at__lt=F("asked_at")))


def find_contacts_held_before_their_day() -> list[Contradiction]:
    """A contact was recorded as held, by an edit before its day."""
    rows = Contact.objects.filter(state=ContactState.HELD, on__gt=F("changed_at__date"))
    return list_contradictions_of_rows(rows)


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "clock-on-closed-case",
        "A case is closed and a deadline runs on that nobody was shown when closing it",
        "Reopen the case and record what met the deadline, then close it again.",
        find_closed_cases_with_running_clock,
        "case",
    ),
    RecordCheck(
        "open-case-with-closing",
        "A case is open and its closing was never taken back",
        "Close the case and reopen it with the reason.",
        find_open_cases_with_closing,
        "case_history",
    ),
    RecordCheck(
        "closed-without-closing",
        "A case is closed and nothing says why",
        "Reopen the case, and close it again with the reason.",
        find_closed_cases_without_closing,
        "case_history",
    ),
    RecordCheck(
        "handover-of-closed-case",
        "Someone is asked to take over a case that is closed",
        "Cancel the handover, or reopen the case.",
        find_hand_overs_of_closed_cases,
        "case",
    ),
    RecordCheck(
        "handover-answered-before-asked",
        "A handover was answered before it was asked for",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_hand_overs_answered_before_asked,
        "case_history",
    ),
    RecordCheck(
        "contact-held-before-its-day",
        "A contact was recorded as held before its day",
        "Ask whoever made contact on which day it was, and record it again.",
        find_contacts_held_before_their_day,
        "case_contacts",
    ),
)
