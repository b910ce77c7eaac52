"""What is handed to the actions beside a record."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AddresseesInput:
    """Whom a recommendation addresses. `named` are codes of bodies."""

    policing_bodies: bool = False
    chief_constables: bool = False
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class UpdateScheduleInput:
    """When updates are due: the first day, and how often after it."""

    first_due: datetime.date
    every: int = 0
    unit: str = "once"
