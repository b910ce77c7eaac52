"""Bringing a list of services in: read and kept first, added as a whole once somebody has read the report."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.actions.services import add_row
from handrail.directory.incoming.row import NotReadable, Row, row_again
from handrail.directory.incoming.twins import twins
from handrail.directory.models import Arrival, Service
from handrail.kernel.refusals import NotNow
from handrail.reference.actions import add_body
from handrail.reference.models import Body

LONGEST_CODE = 40
CHANGED = "The directory has changed since this report was made. Read the list in again."


@transaction.atomic
def keep_list(*, by: Actor, rows: Sequence[Row], source: str) -> UUID:
    """Keep what was read, and add nothing yet."""
    require(by, Permission.KEEP_DIRECTORY)
    if not rows:
        raise NotReadable("There are no services in it.")
    kept = Arrival.objects.create(
        body_id=by.body_id,
        source=source[:200],
        rows=[row.kept() for row in rows],
        read_at=timezone.now(),
        read_by=by.user_name,
    )
    record(who=by.who, verb="read in a list of services", about=None, why=f"{source[:120]}: {len(rows)} rows")
    return kept.pk


@transaction.atomic
def add_list(*, by: Actor, arrival_id: UUID, all_the_same: Iterable[int] = ()) -> int:
    """Add every row that has no problem and is not here already; rows that look like a service only where told to.

    All of them or, where anything goes wrong, none. Returns how many were added.
    """
    require(by, Permission.KEEP_DIRECTORY)
    kept = Arrival.objects.select_for_update().filter(pk=arrival_id, body=by.body_id).first()
    if kept is None:
        raise NotNow("That list is not one that your organisation read in.")
    if kept.done_at is not None:
        raise NotNow("That list was added already.")
    rows = [row_again(row) for row in kept.rows]
    try:
        with transaction.atomic():
            added = _add_all(rows, set(all_the_same), kept.source, by)
    except IntegrityError as error:
        raise NotNow(CHANGED) from error
    kept.done_at, kept.added = timezone.now(), added
    kept.save(update_fields=["done_at", "added"])
    record(who=by.who, verb="added a list of services", about=None, why=f"{kept.source[:120]}: {added} added")
    return added


def _add_all(rows: Sequence[Row], all_the_same: set[int], source: str, by: Actor) -> int:
    alike, bodies, added = twins(rows), _Bodies(source), 0
    for row in rows:
        twin = alike.get(row.number)
        if row.problems or (twin and (twin.same or row.number not in all_the_same)):
            continue
        service = Service(
            provider_id=bodies.of(row), keeper_id=by.body_id, source=source, source_id=row.source_id
        )
        add_row(service, row.details, row.state, "", by)
        added += 1
    return added


class _Bodies:
    """The provider of each row: one of that name that is known, or a new one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.known = {
            name.casefold(): pk for pk, name in Body.objects.order_by("-id").values_list("pk", "name")
        }
        self.codes = set(Body.objects.values_list("code", flat=True))

    def of(self, row: Row) -> int:
        key = row.provider.casefold()
        if key not in self.known:
            code = self._code(row.provider)
            self.known[key] = add_body(
                code=code, name=row.provider, kind=row.provider_kind, source=self.source
            )
        return self.known[key]

    def _code(self, name: str) -> str:
        begins = slugify(name)[: LONGEST_CODE - 5].strip("-") or "organisation"
        code, number = begins, 1
        while code in self.codes:
            number += 1
            code = f"{begins}-{number}"
        self.codes.add(code)
        return code
