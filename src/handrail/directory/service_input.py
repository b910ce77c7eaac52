"""The description of a service as forms, imports and actions exchange it, and the rules that it must satisfy."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import Model

from handrail.directory import terms
from handrail.directory.kinds import HIDDEN_KINDS, KIND_CODES
from handrail.directory.models import Service, ServiceContact
from handrail.directory.states import PHASES, STATE_CODES
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import join_texts, msg

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")
LIMITED_TEXTS = (
    *("name", "rule_note", "hours", "cost_note", "contact_phone", "contact_email", "website"),
    *("address", "town", "postcode"),
)
CONTACT_TEXTS = {"contact_name": "name", "contact_own_phone": "phone", "contact_own_email": "email"}


def _get_max_length(model: type[Model], name: str) -> int:
    return int(cast(Any, model._meta.get_field(name)).max_length)


MAX_LENGTHS = {name: _get_max_length(Service, name) for name in LIMITED_TEXTS} | {
    name: _get_max_length(ServiceContact, column) for name, column in CONTACT_TEXTS.items()
}
"""By field; those of the models."""
CHOICES = {
    "nrm_point": terms.NRM_POINTS,
    "ages": terms.AGES,
    "genders": terms.GENDERS,
    "dependants": terms.DEPENDANTS,
    "public_funds": terms.FUNDS,
    "status_rule": terms.STATUSES,
    "interpreters": terms.INTERPRETERS,
    "capacity_rule": terms.CAPACITY,
    "cost": terms.COSTS,
}


@dataclass(frozen=True, slots=True)
class ServiceInput:
    """The whole description of a service. What is left out is not known."""

    name: str
    kind: str
    phases: tuple[str, ...]
    description: str = ""
    nrm_point: str = "any"
    ages: str = "unknown"
    min_age: int | None = None
    max_age: int | None = None
    genders: str = "unknown"
    dependants: str = "unknown"
    public_funds: str = "unknown"
    status_rule: str = "unknown"
    rule_note: str = ""
    everywhere: bool = False
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interpreters: str = "unknown"
    capacity_rule: str = "unknown"
    capacity: int | None = None
    pilot_until: datetime.date | None = None
    hours: str = ""
    cost: str = "unknown"
    cost_pence: int | None = None
    cost_note: str = ""
    pro_bono: bool = False
    how_to_refer: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    website: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    safe_house: bool = False
    public: bool = False
    contact_name: str = ""  # a single person who works there, kept apart
    contact_own_phone: str = ""
    contact_own_email: str = ""


NOT_COLUMNS = (
    "phases",
    "areas",
    "languages",
    "contact_name",
    "contact_own_phone",
    "contact_own_email",
)


def get_column_values(details: ServiceInput) -> dict[str, object]:
    """The details as the service's own columns. A safe house is one whether or not anybody ticked it."""
    kept = {name: getattr(details, name) for name in ServiceInput.__slots__ if name not in NOT_COLUMNS}
    kept["safe_house"] = details.safe_house or details.kind == "safe_house"
    return kept | {phase: phase in details.phases for phase in PHASES}


def validate_details(details: ServiceInput, state: str | None = None) -> None:
    """Raise ActionNotAllowed, with what to correct, where the details contradict each other."""
    _check_what(details, state)
    if not details.phases or set(details.phases) - set(PHASES):
        raise ActionNotAllowed(
            msg("Say in which phases it can be offered: {phases}.", phases=join_texts(PHASES))
        )
    if not details.everywhere and not details.areas:
        raise ActionNotAllowed("Name the areas that it reaches, or say that it reaches everywhere.")
    for name, choices in CHOICES.items():
        if getattr(details, name) not in terms.get_codes(choices):
            raise ActionNotAllowed(msg("Choose from the list: {replace}.", replace=name.replace("_", " ")))
    _check_texts(details)
    _check_numbers(details)
    _check_place(details)


def _check_what(details: ServiceInput, state: str | None) -> None:
    if not details.name.strip():
        raise ActionNotAllowed("Enter what it is called.")
    if details.kind not in KIND_CODES:
        raise ActionNotAllowed("Choose what it is from the list.")
    if state is not None and state not in STATE_CODES:
        raise ActionNotAllowed("Choose a state from the list.")


def _check_texts(details: ServiceInput) -> None:
    for name, longest in MAX_LENGTHS.items():
        if len(getattr(details, name)) > longest:
            raise ActionNotAllowed(
                msg(
                    "{replace}: {longest} characters at most.",
                    replace=name.replace("_", " ").capitalize(),
                    longest=longest,
                )
            )
    for email in (details.contact_email, details.contact_own_email):
        if email and not is_email(email):
            raise ActionNotAllowed("Check the email: it must look like desk@example.org.")
    if details.website and not is_web_page(details.website):
        raise ActionNotAllowed("Check the web page: it must begin with https:// or http://.")


def is_email(text: str) -> bool:
    """Whether a text is an email address."""
    return _is_valid(validate_email, text)


def is_web_page(text: str) -> bool:
    """Whether a text is the address of a page on the web."""
    return _is_valid(URLValidator(schemes=["https", "http"]), text)


def _is_valid(validate: Callable[[str], None], text: str) -> bool:
    try:
        validate(text)
    except ValidationError:
        return False
    return True


def _check_numbers(details: ServiceInput) -> None:
    ages = [age for age in (details.min_age, details.max_age) if age is not None]
    if (details.ages == "limits") != bool(ages):
        raise ActionNotAllowed(
            "Give the youngest or the oldest age where there are limits, and neither where there are none."
        )
    if any(not 0 <= age <= terms.MAX_AGE for age in ages) or ages != sorted(ages):
        raise ActionNotAllowed("Check the ages: the youngest first, in years.")
    if (details.capacity_rule == "number") != (details.capacity is not None):
        raise ActionNotAllowed("Give the number of places where there is one, and none where there is not.")
    if (details.cost == "priced") != (details.cost_pence is not None):
        raise ActionNotAllowed("Give the price where there is one, and none where there is not.")
    if details.cost_pence is not None and not 0 <= details.cost_pence <= terms.MAX_PENCE:
        raise ActionNotAllowed("Check the price: it must be between £0 and £100,000.")


def _check_place(details: ServiceInput) -> None:
    hidden = details.safe_house or details.kind == "safe_house"
    if hidden and (details.address or details.town or details.postcode):
        raise ActionNotAllowed(
            "A safe house has no address here. Take the address away: it is told when a bed is held."
        )
    if details.public and (hidden or details.kind in HIDDEN_KINDS):
        raise ActionNotAllowed("Where people sleep is never published. Take “publish” away.")
    if details.postcode and not POSTCODE.fullmatch(details.postcode):
        raise ActionNotAllowed("Enter a full postcode, like PE21 6AB, or leave it empty.")
