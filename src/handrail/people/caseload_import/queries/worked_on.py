"""Which imported cases somebody has worked on since: the trail says so, whatever was done and wherever."""

from collections.abc import Iterable, Sequence
from itertools import batched
from uuid import UUID

from django.db.models import Max

from handrail.people.caseload_import.models import ImportedCase
from handrail.platform.audit.models import Record

BATCH = 500


def find_ids_of_cases_worked_on(case_ids: Sequence[UUID]) -> set[UUID]:
    """Those of which an act of a person is recorded after the import of the case. Reading is no work on it."""
    return {case_id for some in batched(case_ids, BATCH) for case_id in _find_some(some)}


def _find_some(case_ids: Iterable[UUID]) -> Iterable[UUID]:
    known = set(case_ids)
    imported = dict(ImportedCase.objects.filter(pk__in=known).values_list("pk", "imported_at"))
    done = Record.objects.filter(about__in=known, outcome="done").exclude(user_id="")
    newest = done.order_by().values("about").annotate(newest=Max("at")).values_list("about", "newest")
    return [about for about, at in newest if about and about in imported and at > imported[about]]
