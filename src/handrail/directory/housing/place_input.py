"""What is said of a place when it is described or changed, and what must hold of it."""

from dataclasses import dataclass, fields

from handrail.directory.housing import kinds
from handrail.directory.states import PHASES, STATE_CODES
from handrail.platform.kernel.errors import ActionNotAllowed


@dataclass(frozen=True, slots=True)
class PlaceInput:
    """Whatever is left out is not known. An empty address leaves the one that is kept."""

    name: str
    kind: str
    area: str
    zone_id: int | None = None
    state: str = "open"
    waits_for: str = ""
    phases: tuple[str, ...] = PHASES
    mix: str = "unknown"
    dependants: str = "unknown"
    pets: str = "unknown"
    public_funds: str = "unknown"
    use: str = "agreement"
    on_site: str = ""
    phone: str = ""
    night_pence: int | None = None
    address: str = ""


COLUMNS = tuple(
    field.name for field in fields(PlaceInput) if field.name not in ("area", "zone_id", "phases", "address")
)
CHOICES = {
    "mix": kinds.MIXES,
    "dependants": kinds.YES_NO,
    "pets": kinds.YES_NO,
    "public_funds": kinds.PUBLIC_FUNDS,
    "use": kinds.USES,
}


def validate_place_details(details: PlaceInput) -> None:
    """Raise NotNow, with what to mend."""
    if not details.name.strip():
        raise ActionNotAllowed("Enter what the place is called.")
    if details.kind not in kinds.KIND_CODES:
        raise ActionNotAllowed("Choose what it is.")
    if details.state not in STATE_CODES or any(
        getattr(details, name) not in kinds.get_codes(choices) for name, choices in CHOICES.items()
    ):
        raise ActionNotAllowed("Choose from the list.")
    if not details.phases or not set(details.phases) <= set(PHASES):
        raise ActionNotAllowed("Choose when people can stay there.")
    if details.night_pence is not None and not 0 <= details.night_pence <= kinds.MAX_PENCE:
        raise ActionNotAllowed("Check what a night costs: it must be between £0 and £5,000.")
