"""Writing many built rows at once, each table in as few statements as it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Max

from handrail.access.models import File, Grant
from handrail.audit.models import Record
from handrail.casework.case.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Moved,
    Need,
    Offer,
    Person,
    PlanReview,
    ReferenceCounter,
    SafetyPlan,
)
from handrail.casework.consent.models import Notification
from handrail.casework.events.models import Due
from handrail.casework.events.queries.settings import lengths
from handrail.casework.names.models import NameKey
from handrail.casework.offers.models import Circumstances
from handrail.casework.people.models import Channel, SafestContact
from handrail.demo.actions_rows import Plain, insert
from handrail.vault.actions import add_body_key
from handrail.vault.box import Box
from handrail.vault.models import BodyKey, FileKey
from handrail.vault.queries import newest_body_key
from handrail.vault.router import KEYS
from handrail.vault.wrapping import fresh_key, unwrap_body_key, wrap_file_key

# Each table after those that it points at.
ORDER: Final[tuple[type[models.Model], ...]] = (
    FileKey,
    File,
    Grant,
    Case,
    Person,
    Circumstances,
    NameKey,
    DangerCheck,
    SafestContact,
    Channel,
    SafetyPlan,
    PlanReview,
    Moved,
    Event,
    Consent,
    Notification,
    Need,
    Offer,
    Due,
    Record,
)
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Keys:
    """The bodies' keys, opened once, and the lengths that they set."""

    rows: dict[str, BodyKey]
    opened: dict[str, bytes]
    lengths: dict[int, dict[str, int]] = field(default_factory=dict)

    def settings(self, body_id: int) -> dict[str, int]:
        """The body's own lengths, read once."""
        if body_id not in self.lengths:
            self.lengths[body_id] = lengths(body_id)
        return self.lengths[body_id]

    def new_file(self, number: UUID, body_code: str, at: datetime) -> tuple[FileKey, Box]:
        """A file's key as a row that is not written yet, and the key at work."""
        key, row = fresh_key(), FileKey(file_id=number, made_at=at)
        wrap_file_key(row, key, self.rows[body_code], self.opened[body_code])
        return row, Box(key)


def body_keys(codes: Iterable[str]) -> Keys:
    """The newest key of each body, made where it has none."""
    rows = {}
    for code in codes:
        if newest_body_key(code) is None:
            add_body_key(code, version=1)
        rows[code] = BodyKey.objects.filter(body_code=code).latest("version")
    return Keys(rows, {code: unwrap_body_key(row) for code, row in rows.items()})


def highest_number() -> int:
    """The highest number that any body has given to a case."""
    return ReferenceCounter.objects.aggregate(highest=Max("last"))["highest"] or 0


def write(rows: Sequence[models.Model | Plain]) -> None:
    """All rows, keys first, and the bodies' counters behind them."""
    by_model: defaultdict[type[models.Model], list[models.Model | Plain]] = defaultdict(list)
    for row in rows:
        by_model[row.model if isinstance(row, Plain) else type(row)].append(row)
    with transaction.atomic(using=KEYS), transaction.atomic():
        for model in ORDER:
            _write(model, by_model[model])
        _count([row for row in rows if isinstance(row, Case)])


def _write(model: type[models.Model], rows: Sequence[models.Model | Plain]) -> None:
    """Grants are numbered by the database, and consents name them: those are asked back."""
    if model is Grant:
        Grant.objects.bulk_create((row for row in rows if isinstance(row, Grant)), batch_size=BATCH)
        return
    for row in rows:
        if isinstance(row, Consent) and row.grant:
            row.grant_id = row.grant.pk
    if rows:
        insert(model, rows, KEYS if model is FileKey else DEFAULT_DB_ALIAS)


def _count(cases: Sequence[Case]) -> None:
    """No later case is given a number that has been used."""
    last: dict[int, int] = {}
    for case in cases:
        number = int(case.reference.rpartition("-")[2])
        last[case.owner_id] = max(number, last.get(case.owner_id, 0))
    for body_id, number in last.items():
        counter, _ = ReferenceCounter.objects.get_or_create(body_id=body_id)
        if counter.last < number:
            ReferenceCounter.objects.filter(pk=body_id).update(last=number)
