"""What a service says in rows of other tables: its areas, its languages and its contact person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from handrail.directory.models import Service, ServiceContact

CONTACT_FIELDS = {"contact_name": "name", "contact_own_phone": "phone", "contact_own_email": "email"}
"""By what forms and lists call them; the columns of ServiceContact."""
SET_WHEN_SAVED = {"provider", "keeper", "changed_at", "changed_by"}


@dataclass(frozen=True, slots=True)
class ServiceAreasLanguagesAndContact:
    """Codes of areas, tags of languages, and the contact person, who is not saved yet; None for nobody."""

    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    contact: ServiceContact | None = None


class UnsavedService(NamedTuple):
    """A service that is not saved yet, with what it says in other tables."""

    service: Service
    links: ServiceAreasLanguagesAndContact

    def check(self) -> None:
        """Raise ValidationError, by field, where it contradicts itself: without a statement."""
        self.service.full_clean(exclude=SET_WHEN_SAVED, validate_unique=False)
        if self.links.contact:
            self.links.contact.full_clean(exclude={"service"}, validate_unique=False)
        validate_service_reaches_some_area(self.service, self.links)


def make_unsaved_service(
    *,
    phases: Iterable[str],
    areas: Iterable[str] = (),
    languages: Iterable[str] = (),
    **fields: Any,
) -> UnsavedService:
    """A service of plain values, as lists, feeds and the demo hold them.

    Args:
        phases: codes of the phases in which it can be offered.
        areas: codes of the areas that it reaches, unless it reaches everywhere.
        languages: tags.
        fields: fields of `Service`, and those of CONTACT_FIELDS.

    Returns:
        The service and its links, neither checked nor saved.
    """
    contact = make_service_contact(fields)
    service = Service(**{name: value for name, value in fields.items() if name not in CONTACT_FIELDS})
    service.phases = tuple(phases)
    return UnsavedService(service, ServiceAreasLanguagesAndContact(tuple(areas), tuple(languages), contact))


def make_service_contact(fields: dict[str, Any]) -> ServiceContact | None:
    """The contact person of a form or a list; None where no name is given."""
    texts = {column: (fields.get(name) or "").strip() for name, column in CONTACT_FIELDS.items()}
    return ServiceContact(**texts) if texts["name"] else None


def validate_service_reaches_some_area(service: Service, links: ServiceAreasLanguagesAndContact) -> None:
    """Raise ValidationError where a service reaches no area."""
    if not service.everywhere and not links.areas:
        raise ValidationError({"areas": "Choose the areas it covers, or say it covers everywhere."})
