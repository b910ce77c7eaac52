"""Taking a person's record out of both databases: the key, the rows, and whatever was kept of it elsewhere.

Called by `erasure_requests`, which asks who may; and by the list of erasures after a restore.
"""

import datetime
import secrets
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.people.information_requests.named_request_queries import list_named_request_ids_linked_to
from handrail.people.matching.models import Incident, IncidentMember
from handrail.people.personal_data.case_file_models import (
    CaseFileModel,
    list_case_file_models,
    list_foreign_keys,
)
from handrail.people.personal_data.rows_kept_after_erasure import KEPT_ROWS, get_emptying_values_by_field
from handrail.people.records.closure_reasons import ERASED
from handrail.people.records.models import Case, Person
from handrail.people.separate_files.actions import delete_links_of_erased_file
from handrail.platform.access.models import File
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.background_tasks.actions.deleting import delete_files_telling_of_case
from handrail.platform.outbox.models import Message
from handrail.platform.vault import keys

KEPT_FORMS = ("draft-", "once-")
"""How rows begin in the store of sessions that hold forms as they were typed, searches, and where a form led."""
LETTERS_OF_AN_EMPTY_CASE: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""Letters alone: ERASED- and eight digits would be read as a case reference, and the case would not be found."""

type FoundRows = list[tuple[CaseFileModel, list[Any]]]
"""The numbers of rows by table, tables that point to others first."""


@dataclass(frozen=True, slots=True)
class ErasureRowCounts:
    """How many rows were deleted, and how many stay with nobody in them."""

    erased: int
    kept: int


@acting_as_system(SystemActor.ERASURE)
def erase_case_file(file_id: UUID, *, signed_by: int) -> ErasureRowCounts:
    """Erase everything of one file, in the caller's transaction; its key goes last, once nothing can fail any more.

    Args:
        file_id: the file.
        signed_by: the account that stands on the empty case that what stays is counted under.
    """
    case = Case.objects.select_for_update(of=("self",)).filter(pk=file_id).first()
    alone = [*_list_incidents_of_this_case_alone(file_id), *list_named_request_ids_linked_to(file_id)]
    result = ErasureRowCounts(0, 0)
    delete_links_of_erased_file(file_id)
    if case is not None:
        _delete_messages_naming_case(case.reference)
        _delete_all_saved_form_sessions()
        found = _list_rows_of_file_by_model(file_id)
        result = ErasureRowCounts(
            kept=_move_kept_rows_to_empty_case(found, case, signed_by), erased=_delete_rows_not_kept(found)
        )
    for number in alone:
        result = ErasureRowCounts(result.erased + delete_rows_of_file_without_case(number), result.kept)
    _check_foreign_keys_of_transaction()
    delete_files_telling_of_case(file_id)
    for number in (*alone, file_id):
        keys.record_erased_file_and_destroy_key(number, today())
    for follow_up in settings.ERASURE_FOLLOW_UPS:
        import_string(follow_up)()
    return result


def _check_foreign_keys_of_transaction() -> None:
    """Before the key goes: a row that points to nothing would stop the transaction at its very end.

    SQLite can only read every foreign key of the database for it: 1.5 s at 10,000 cases, for each one erased. There it
    rests on Django, which leaves no such row where each relation says what becomes of it
    (tests/guards/test_foreign_keys.py).
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def delete_rows_of_file_without_case(file_id: UUID) -> int:
    """Delete what hangs on the file of an incident or of a named person, and not its key. Returns how many rows."""
    return _delete_rows_not_kept(_list_rows_of_file_by_model(file_id))


def _list_rows_of_file_by_model(file_id: UUID) -> FoundRows:
    """Every row of the file, found before any is changed: what leads to a row may be moved or deleted before it."""
    return [(one, list(one.rows(file_id).values_list("pk", flat=True))) for one in list_case_file_models()]


def _list_incidents_of_this_case_alone(file_id: UUID) -> list[UUID]:
    """Incidents of which nobody else is a part: what was noted of them was noted of this person."""
    others = IncidentMember.objects.exclude(case_id=file_id).values("incident_id")
    mine = Incident.objects.filter(
        pk__in=IncidentMember.objects.filter(case_id=file_id).values("incident_id")
    )
    return list(mine.exclude(pk__in=others).values_list("pk", flat=True))


def _move_kept_rows_to_empty_case(found: FoundRows, case: Case, signed_by: int) -> int:
    """Move what stays to a new empty case, which no record of the trail and no list of erasures names."""
    shell_id, number = _create_empty_case(case, signed_by).pk, 0
    for one, numbers in found:
        if (kept := KEPT_ROWS.get(one.label)) and numbers:
            away = _get_values_pointing_to_empty_case(one.model, shell_id)
            number += _update_rows_and_count(
                one.model, numbers, away | get_emptying_values_by_field(one.model, kept)
            )
    return number


def _update_rows_and_count(model: type[models.Model], numbers: list[Any], values: dict[str, Any]) -> int:
    rows = model._base_manager.filter(pk__in=numbers)
    if values:
        rows.update(**values)
    return len(numbers)


def _get_values_pointing_to_empty_case(model: type[models.Model], shell_id: UUID) -> dict[str, Any]:
    """Columns that point to the case point to the empty one; those that point to what is deleted, to nothing."""
    values: dict[str, Any] = {}
    record_models = {one.model for one in list_case_file_models()}
    for field in list_foreign_keys(model):
        if field.related_model is Case:
            values[field.attname] = shell_id
        elif field.related_model in record_models and field.related_model._meta.label not in KEPT_ROWS:
            values[field.attname] = None
    return values


def _create_empty_case(case: Case, signed_by: int) -> Case:
    """Counted for its organisation, its area and its month, and says nothing else: its number tells no time either."""
    month = case.opened_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    file = File.objects.create(owner_id=case.owner_id, opened_at=month)
    letters = "".join(secrets.choice(LETTERS_OF_AN_EMPTY_CASE) for _ in range(8))
    shell = Case.objects.create(
        file=file,
        owner_id=case.owner_id,
        reference=f"ERASED-{letters}",
        area_id=case.area_id,
        jurisdiction=case.jurisdiction,
        point_of_contact_id=signed_by,
        opened_at=month,
        opened_by_id=signed_by,
        closed_at=max(month, _get_first_moment_of_month(timezone.now())),
        closed_by_id=signed_by,
        closed_because=ERASED,
    )
    Person.objects.create(case=shell, changed_at=month)
    return shell


def _get_first_moment_of_month(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _delete_rows_not_kept(found: FoundRows) -> int:
    """All rows but those that stay, those that point to others first."""
    return sum(
        _delete_rows_of_model(one.model, numbers)
        for one, numbers in found
        if one.label not in KEPT_ROWS and numbers
    )


def _delete_rows_of_model(model: type[models.Model], numbers: list[Any]) -> int:
    rows = model._base_manager.filter(pk__in=numbers)
    for field in list_foreign_keys(model):
        if field.related_model is model and field.null:
            rows.update(**{field.attname: None})
    rows.delete()
    return len(numbers)


def _delete_messages_naming_case(reference: str) -> None:
    """Mail that waits or was sent: it names the case in its address."""
    Message.objects.filter(path__contains=reference).delete()
    Message.objects.filter(about__contains=reference).delete()


def _delete_all_saved_form_sessions() -> None:
    """Forms and searches as they were typed are kept for minutes and cannot be told apart by case: all of them go."""
    for beginning in KEPT_FORMS:
        Session.objects.filter(session_key__startswith=beginning).delete()
