"""Writing many built rows at once, each table in as few statements as it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max

from handrail.access.models import File, Grant
from handrail.casework.models import (
    Case,
    Channel,
    Consent,
    DangerCheck,
    Due,
    Event,
    NameKey,
    Need,
    Notification,
    Offer,
    Person,
    ReferenceCounter,
    SafetyPlan,
)
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
    NameKey,
    DangerCheck,
    Channel,
    SafetyPlan,
    Event,
    Consent,
    Notification,
    Need,
    Offer,
    Due,
)
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Keys:
    """The bodies' keys, opened once."""

    rows: dict[str, BodyKey]
    opened: dict[str, bytes]

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


def write(rows: Sequence[models.Model]) -> None:
    """All rows, keys first, and the bodies' counters behind them."""
    by_model: defaultdict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    with transaction.atomic(using=KEYS), transaction.atomic():
        for model in ORDER:
            model._default_manager.bulk_create(by_model[model], batch_size=BATCH)
        _count([row for row in rows if isinstance(row, Case)])


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
