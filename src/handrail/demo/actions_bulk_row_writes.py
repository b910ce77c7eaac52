"""Writing many built rows at once, each table in as few statements as it takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Max

from handrail.demo.actions_row_insertion import InsertOnlyTableRow, insert_rows
from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.people.cases.name_search.models import NameKey
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.contacts.models import Contact
from handrail.people.records.models import (
    Case,
    Consent,
    DangerCheck,
    Event,
    Need,
    Offer,
    Person,
    PersonMove,
    ReferenceCounter,
    SafetyPlan,
    SafetyPlanReview,
)
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import File, Grant
from handrail.platform.audit.models import Record
from handrail.platform.vault.actions import add_body_key
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.key_generation import generate_key
from handrail.platform.vault.key_ring import CachedFileCiphers
from handrail.platform.vault.key_wrapping import set_wrapped_file_key, unwrap_body_key
from handrail.platform.vault.models import BodyKey, FileKey
from handrail.platform.vault.queries import find_newest_body_key
from handrail.platform.vault.router import KEYS

# Each table after those that it points at.
WRITE_ORDER: Final[tuple[type[models.Model], ...]] = (
    FileKey,
    File,
    Grant,
    Case,
    Person,
    Circumstances,
    NameKey,
    DangerCheck,
    SafestContactWay,
    Channel,
    SafetyPlan,
    SafetyPlanReview,
    PersonMove,
    Event,
    Consent,
    DutyToNotifyReport,
    Need,
    Offer,
    Contact,
    Due,
    Record,
)
BATCH_SIZE: Final = 500


@dataclass(frozen=True, slots=True)
class BodyEncryptionKeysAndDeadlineLengths:
    """The bodies' keys, opened once, and the lengths that they set."""

    rows: dict[str, BodyKey]
    opened: dict[str, bytes]
    lengths: dict[int, dict[str, int]] = field(default_factory=dict)

    def settings(self, body_id: int) -> dict[str, int]:
        """The body's own lengths, read once."""
        if body_id not in self.lengths:
            self.lengths[body_id] = get_own_clock_lengths_of_body_by_code(body_id)
        return self.lengths[body_id]

    def new_file(self, number: UUID, body_code: str, at: datetime) -> tuple[FileKey, UnrecordedKeyAccess]:
        """A file's key as a row that is not written yet, and the key at work."""
        key, row = generate_key(), FileKey(file_id=number, made_at=at)
        set_wrapped_file_key(row, key, self.rows[body_code], self.opened[body_code])
        return row, UnrecordedKeyAccess(number, CachedFileCiphers.of(number, Cipher(key)))


def create_missing_body_encryption_keys_and_read_all(
    codes: Iterable[str],
) -> BodyEncryptionKeysAndDeadlineLengths:
    """The newest key of each body, made where it has none."""
    rows = {}
    for code in codes:
        if find_newest_body_key(code) is None:
            add_body_key(code, version=1)
        rows[code] = BodyKey.objects.filter(body_code=code).latest("version")
    return BodyEncryptionKeysAndDeadlineLengths(
        rows, {code: unwrap_body_key(row) for code, row in rows.items()}
    )


def get_highest_case_number() -> int:
    """The highest number that any body has given to a case."""
    return ReferenceCounter.objects.aggregate(highest=Max("last"))["highest"] or 0


def write_case_rows_in_bulk(rows: Sequence[models.Model | InsertOnlyTableRow]) -> None:
    """All rows, keys first, and the bodies' counters behind them."""
    by_model: defaultdict[type[models.Model], list[models.Model | InsertOnlyTableRow]] = defaultdict(list)
    for row in rows:
        by_model[row.model if isinstance(row, InsertOnlyTableRow) else type(row)].append(row)
    with transaction.atomic(), transaction.atomic(using=KEYS):  # a key without rows does no harm
        for model in WRITE_ORDER:
            _write_rows_of_table(model, by_model[model])
        _update_case_number_counters([row for row in rows if isinstance(row, Case)])


def _write_rows_of_table(
    model: type[models.Model], rows: Sequence[models.Model | InsertOnlyTableRow]
) -> None:
    """Grants are numbered by the database, and consents name them: those are asked back."""
    if model is Grant:
        Grant.bulk_create((row for row in rows if isinstance(row, Grant)), batch_size=BATCH_SIZE)
        return
    for row in rows:
        if isinstance(row, Consent) and row.grant:
            row.grant_id = row.grant.pk
    if rows:
        insert_rows(model, rows, KEYS if model is FileKey else DEFAULT_DB_ALIAS)


def _update_case_number_counters(cases: Sequence[Case]) -> None:
    """No later case is given a used number. In one order, so that processes beside one another never deadlock."""
    last: dict[int, int] = {}
    for case in cases:
        number = int(case.reference.split("-")[1])
        last[case.owner_id] = max(number, last.get(case.owner_id, 0))
    for body_id, number in sorted(last.items()):
        ReferenceCounter.objects.get_or_create(body_id=body_id)
        ReferenceCounter.objects.filter(pk=body_id, last__lt=number).update(last=number)
