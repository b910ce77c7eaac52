"""Importing a list of services: stored first, added as a whole after somebody has read its report."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.directory.actions.services import save_new_service_with_related_rows
from handrail.directory.incoming.duplicates import get_possible_duplicates_by_row_number
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.import_row import ImportRow, rebuild_import_row_from_stored_values
from handrail.directory.models import ServiceImport
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.actions import add_organisation_from_list
from handrail.platform.reference.models import Body

MAX_CODE_LENGTH = 40
DIRECTORY_CHANGED_MESSAGE = "The directory has changed since this report was made. Import the list again."


@transaction.atomic
def save_service_import(*, by: Actor, rows: Sequence[ImportRow], source: str) -> UUID:
    """Store what was read, and add nothing yet.

    Args:
        by: who acts.
        rows: the rows as they were read, those with problems too.
        source: the name of the file or the address of the feed.

    Returns:
        The number of the import.

    Raises:
        Denied: by role.
        UnreadableListError: there are no rows.
    """
    require_permission(by, Permission.KEEP_DIRECTORY)
    if not rows:
        raise UnreadableListError("It has no services.")
    kept = ServiceImport.objects.create(
        body_id=by.body_id,
        source=source[:200],
        rows=[row.kept() for row in rows],
        read_at=timezone.now(),
        read_by=by.user_name,
    )
    write_audit_record(
        who=by.who, verb="imported a list of services", about=None, why=f"{source[:120]}: {len(rows)} rows"
    )
    return kept.pk


@transaction.atomic
def add_imported_services(*, by: Actor, import_id: UUID, all_the_same: Iterable[int] = ()) -> int:
    """Add every row that has no problem and is not here already: all of them or, where one fails, none.

    Args:
        by: who acts.
        import_id: a list that the actor's body read in.
        all_the_same: numbers of rows that look like a service that is here and are added nevertheless.

    Returns:
        How many were added.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the list is another body's, was added already, or the directory changed meanwhile.
    """
    require_permission(by, Permission.KEEP_DIRECTORY)
    kept = ServiceImport.objects.select_for_update().filter(pk=import_id, body=by.body_id).first()
    if kept is None:
        raise ActionNotPossibleError("That is not one of your organisation’s lists.")
    if kept.done_at is not None:
        raise ActionNotPossibleError("That list has already been added.")
    rows = [rebuild_import_row_from_stored_values(row) for row in kept.rows]
    try:
        with transaction.atomic():
            added = _add_services_and_count(rows, set(all_the_same), kept.source, by)
    except IntegrityError as error:
        raise ActionNotPossibleError(DIRECTORY_CHANGED_MESSAGE) from error
    kept.done_at, kept.added = timezone.now(), added
    kept.save(update_fields=["done_at", "added"])
    write_audit_record(
        who=by.who, verb="added a list of services", about=None, why=f"{kept.source[:120]}: {added} added"
    )
    return added


def _add_services_and_count(rows: Sequence[ImportRow], all_the_same: set[int], source: str, by: Actor) -> int:
    alike, bodies, added = get_possible_duplicates_by_row_number(rows), _ProviderFinderOrCreator(source), 0
    for row in rows:
        twin = alike.get(row.number)
        if row.problems or (twin and (twin.same or row.number not in all_the_same)):
            continue
        service, links = row.draft
        service.provider_id, service.keeper_id = bodies.of(row), by.body_id
        service.source, service.source_id = source, row.source_id
        save_new_service_with_related_rows(service, links, by=by)
        added += 1
    return added


class _ProviderFinderOrCreator:
    """The provider of each row: one of that name that is known, or a new one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.known = {
            name.casefold(): pk for pk, name in Body.objects.order_by("-id").values_list("pk", "name")
        }
        self.codes = set(Body.objects.values_list("code", flat=True))

    def of(self, row: ImportRow) -> int:
        key = row.provider.casefold()
        if key not in self.known:
            code = self._make_unused_body_code(row.provider)
            self.known[key] = add_organisation_from_list(
                code=code, name=row.provider, kind=row.provider_kind, source=self.source
            )
        return self.known[key]

    def _make_unused_body_code(self, name: str) -> str:
        begins = slugify(name)[: MAX_CODE_LENGTH - 5].strip("-") or "organisation"
        code, number = begins, 1
        while code in self.codes:
            number += 1
            code = f"{begins}-{number}"
        self.codes.add(code)
        return code
