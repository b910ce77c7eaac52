"""What the rules read of many cases, in a few statements for all of them."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import batched
from uuid import UUID

from django.db.models import QuerySet

from handrail.pathway.history import History
from handrail.people.cases.events.pathway_history import build_pathway_history_of_case
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.people.records.models import Case, Consent, Event, Person
from handrail.platform.access.key_access import UnrecordedKeyAccess

CHUNK = 200
ENTERED_IN_ERROR = "entered_in_error"


def iterate_cases_with_history(cases: "QuerySet[Case]") -> Iterator[tuple[Case, History]]:
    """Each case with what the rules read of it, a few statements for every 200: for checks that read them all."""
    rows = cases.select_related("owner", "area").order_by("pk")
    for some in batched(rows.iterator(chunk_size=CHUNK), CHUNK):
        histories = read_pathway_histories_of_cases(some)
        yield from ((case, histories[case.pk]) for case in some)


def read_pathway_histories_of_cases(cases: Collection[Case]) -> dict[UUID, History]:
    """The history of each as it stands, and nothing asked or kept.

    Args:
        cases: with owner and area.

    Returns:
        By the number of the case.
    """
    events, taken_back = defaultdict[UUID, list[Event]](list), set[UUID]()
    for event in Event.objects.filter(case__in=cases).order_by("at", "recorded_at", "id"):
        events[event.case_id].append(event)
        if event.event == ENTERED_IN_ERROR and event.supersedes_id:
            taken_back.add(event.supersedes_id)
    consents = defaultdict[UUID, list[Consent]](list)
    for consent in Consent.objects.filter(case__in=cases).order_by("id"):
        if consent.event_id not in taken_back:
            consents[consent.case_id].append(consent)
    born = get_dates_of_birth_by_case([case.pk for case in cases])
    lengths = {
        body_id: get_own_clock_lengths_of_body_by_code(body_id)
        for body_id in {case.owner_id for case in cases}
    }
    return {
        case.pk: build_pathway_history_of_case(
            case, events[case.pk], consents[case.pk], born.get(case.pk), lengths[case.owner_id]
        )
        for case in cases
    }


def get_dates_of_birth_by_case(case_ids: Collection[UUID]) -> dict[UUID, datetime.date]:
    """The only sealed fact that a rule needs; shown to nobody.

    Args:
        case_ids: of any organisation.

    Returns:
        By the number of the case, where a date is kept and its key is there.
    """
    people = list(Person.objects.filter(pk__in=case_ids, date_of_birth__isnull=False))
    opened = UnrecordedKeyAccess.get_by_key_id(person.pk for person in people)
    texts = {person.pk: person.date_of_birth.decrypt_for(opened[person.pk]) for person in people}
    return {key: datetime.date.fromisoformat(text) for key, text in texts.items() if text}
