"""One row of a list that arrives, as plain values that can be kept until somebody has read the report."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from handrail.directory.unsaved_services import UnsavedService, make_unsaved_service
from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What one row says. `problems` are what keeps it out, each in a sentence."""

    number: int
    provider: str
    name: str
    provider_kind: str = "charity"
    state: str = "open"
    source_id: str = ""
    said: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def draft(self) -> UnsavedService:
        """The service that the row describes, not saved yet."""
        return make_unsaved_service(name=self.name, state=self.state, **self.said)

    def kept(self) -> dict[str, Any]:
        """The row as JSON."""
        told = [encode_message(one) if isinstance(one, Phrase) else one for one in self.problems]
        return {**asdict(self), "problems": told}


def rebuild_import_row_from_stored_values(told: dict[str, Any]) -> ImportRow:
    """A row that was kept."""
    return ImportRow(**{**told, "problems": tuple(map(decode_message, told["problems"]))})


def add_validation_problems_to_row(row: ImportRow) -> ImportRow:
    """The row with what the directory itself would refuse added to its problems."""
    found = list(row.problems)
    if not row.provider.strip():
        found.append("Enter who provides it.")
    if not row.name.strip():
        found.append("Enter a name.")
    if len(row.name) > 120 or len(row.provider) > 120:
        found.append("Names must be 120 characters or fewer.")
    if not found:
        try:
            row.draft.check()
        except ValidationError as wrong:
            found.extend(dict.fromkeys(wrong.messages))
    return ImportRow(
        number=row.number,
        provider=row.provider.strip(),
        name=row.name.strip(),
        provider_kind=row.provider_kind,
        state=row.state,
        source_id=row.source_id,
        said=row.said,
        problems=tuple(found),
    )
