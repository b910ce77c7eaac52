"""Checks of dated events, and of what the rules make of them."""

from collections.abc import Iterator
from itertools import batched

from django.db.models import Exists, F, OuterRef, QuerySet

from handrail.people.cases.events.case_evaluation import evaluate_case_on_its_last_day
from handrail.people.cases.events.queries.case_histories import (
    get_dates_of_birth_by_case,
    iterate_cases_with_history,
)
from handrail.people.records.case_contradictions import (
    CHUNK,
    iterate_contradictions_of_cases,
    list_contradictions_of_rows,
)
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case, Event, Person
from handrail.platform.access.today import today
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck

ALLOWED_AFTER_DEATH = ("entered_in_error", "died")


def select_events_that_count() -> "QuerySet[Event]":
    """Those that nobody has corrected or taken back; a taking back itself is none."""
    corrected = Event.objects.filter(supersedes=OuterRef("pk"))
    return Event.objects.exclude(event="entered_in_error").exclude(Exists(corrected))


def find_events_before_birth() -> Iterator[Contradiction]:
    """Something happened to a person who was not born. Dates of birth are opened for this comparison alone."""
    numbers = Person.objects.filter(date_of_birth__isnull=False).order_by("pk").values_list("pk", flat=True)
    for some in batched(numbers.iterator(chunk_size=CHUNK), CHUNK):
        births = get_dates_of_birth_by_case(some)
        rows = select_events_that_count().filter(case__in=births).order_by().values_list("case", "at")
        yield from iterate_contradictions_of_cases(case for case, at in rows if at < births[case])


def find_events_after_death() -> list[Contradiction]:
    """Something other than a death happened after the person died."""
    died = select_events_that_count().filter(event="died", case=OuterRef("case"), at__lt=OuterRef("at"))
    rows = select_events_that_count().exclude(event__in=ALLOWED_AFTER_DEATH)
    return list_contradictions_of_rows(rows.filter(Exists(died)))


def find_events_recorded_before_they_happened() -> list[Contradiction]:
    """An event has a day that had not come when it was written down."""
    return list_contradictions_of_rows(select_events_that_count().filter(at__gt=F("recorded_at__date")))


def find_events_recorded_after_closing() -> list[Contradiction]:
    """Nothing more is added to a closed case."""
    rows = Event.objects.filter(case__closed_at__lt=F("recorded_at"))
    return list_contradictions_of_rows(rows.exclude(case__closed_because=ERASED))


def find_corrections_of_other_case() -> list[Contradiction]:
    """A correction belongs to another case than what it corrects."""
    rows = Event.objects.filter(supersedes__isnull=False).exclude(supersedes__case=F("case"))
    return list_contradictions_of_rows(rows)


def find_phases_that_rules_would_not_give() -> Iterator[Contradiction]:
    """A phase that the rules, asked of the same day, would not give.

    Closed cases are asked as of their last day, open ones as of today. Those whose day has come and were not asked
    again since are the sweep's.
    """
    waiting = Case.objects.filter(closed_at__isnull=True, changes_on__lte=today()).values("pk")
    kept = Case.objects.exclude(pk__in=waiting).exclude(closed_because=ERASED)
    for case, history in iterate_cases_with_history(kept):
        if evaluate_case_on_its_last_day(case, history).phase != case.phase:
            yield Contradiction(case.reference, case.owner_id, case.pk)


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "event-before-birth",
        "Something happened before the person was born",
        "Compare the date of birth with the history of the case, and correct whichever is wrong.",
        find_events_before_birth,
        "case_history",
    ),
    RecordCheck(
        "event-after-death",
        "Something happened after the person died",
        "Open the history of the case and correct the day of the death or of what follows it.",
        find_events_after_death,
        "case_history",
    ),
    RecordCheck(
        "event-recorded-before-its-day",
        "Something was recorded as done on a day that had not come",
        "Open the history of the case and correct the day.",
        find_events_recorded_before_they_happened,
        "case_history",
    ),
    RecordCheck(
        "event-recorded-after-closing",
        "Something was recorded after the case was closed",
        "Reopen the case if there is still work to do. If not, take back what was recorded by mistake.",
        find_events_recorded_after_closing,
        "case_history",
    ),
    RecordCheck(
        "correction-of-other-case",
        "A correction on one case corrects an event of another case",
        "Tell whoever runs Handrail for you. Pages cannot make such a record, so something else wrote it.",
        find_corrections_of_other_case,
        "case_history",
    ),
    RecordCheck(
        "phase-rules-would-not-give",
        "A case has a phase that the rules would not give today",
        "Ask whoever runs Handrail for you to run “handrail sweep --closed-cases”, and “handrail sweep --every-case” "
        "for open cases. No events are changed.",
        find_phases_that_rules_would_not_give,
    ),
)
