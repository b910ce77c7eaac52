"""One row of a list that arrives, as plain values that can be kept until somebody has read the report."""

from dataclasses import asdict, dataclass, field
from typing import Any

from handrail.directory.details import Details, check
from handrail.kernel.kept_phrases import kept, phrase
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import Phrase

MOST_ROWS = 2_000
TUPLES = ("phases", "areas", "languages")


class NotReadable(NotNow):
    """What arrived cannot be read at all; the text says why and what to send instead."""


@dataclass(frozen=True, slots=True)
class Row:
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
    def details(self) -> Details:
        """What the row says, as the action takes it."""
        kept: dict[str, Any] = {
            name: tuple(value) if name in TUPLES else value for name, value in self.said.items()
        }
        return Details(name=self.name, **kept)

    def kept(self) -> dict[str, Any]:
        """The row as JSON."""
        told = [kept(one) if isinstance(one, Phrase) else one for one in self.problems]
        return {**asdict(self), "problems": told}


def row_again(told: dict[str, Any]) -> Row:
    """A row that was kept."""
    return Row(**{**told, "problems": tuple(map(phrase, told["problems"]))})


def checked(row: Row) -> Row:
    """The row with what the directory itself would refuse added to its problems."""
    found = list(row.problems)
    if not row.provider.strip():
        found.append("Say who provides it.")
    if len(row.name) > 120 or len(row.provider) > 120:
        found.append("A name can have 120 characters at most.")
    if not found:
        try:
            check(row.details, row.state)
        except NotNow as no:
            found.append(str(no))
    return Row(
        number=row.number,
        provider=row.provider.strip(),
        name=row.name.strip(),
        provider_kind=row.provider_kind,
        state=row.state,
        source_id=row.source_id,
        said=row.said,
        problems=tuple(found),
    )
