"""Places, units and agreements of housing providers."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from handrail.directory.housing.actions.agreements import add_housing_agreement, confirm_housing_agreement
from handrail.directory.housing.actions.places import save_new_place_with_service
from handrail.directory.housing.models import Agreement, Place, Unit
from handrail.directory.housing.nights import get_tonight
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.stays import confirm_stay
from handrail.people.records.models import Case
from handrail.platform.access.actions import create_account
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from support.cast import LINCOLNSHIRE, Cast

ADDRESS = "14 Heronfield Lane, Fenmarsh PE99 4ZZ"


def first_night() -> datetime.date:
    """Tonight, as the product counts it."""
    return get_tonight(timezone.localtime())


def after(nights: int) -> datetime.date:
    """So many nights from tonight."""
    return first_night() + datetime.timedelta(days=nights)


def a_place(
    by: Actor, name: str = "Rowan", body: str = "harbour", address: str = ADDRESS, **more: Any
) -> UUID:
    """A place that fits anybody, unless the test says otherwise."""
    said = {
        "kind": "flat",
        "area_id": LINCOLNSHIRE,
        "state": "open",
        "mix": "any",
        "dependants": "yes",
        "pets": "yes",
        "public_funds": "not_needed",
        **more,
    }
    place = Place(name=name, provider=Body.objects.get(code=body), **said)
    return save_new_place_with_service(place, address=address, by=by).pk


def a_unit(place_id: UUID, name: str = "Flat 2", **more: Any) -> UUID:
    """One flat of it, open for a month."""
    since = timezone.localdate() - datetime.timedelta(days=30)
    return Unit.objects.create(place_id=place_id, name=name, **{"open_from": since, **more}).pk


def an_agreement(cast: Cast, provider: str = "harbour", **more: Any) -> UUID:
    """Lantern may use the provider's rooms, answers for it and pays; the provider said yes."""
    made = a_claim(cast, provider, **more)
    if provider != "lantern":
        confirm_housing_agreement(agreement_id=made, by=of_body(provider).actor)
    return made


def of_body(code: str, role: Role = Role.HOUSING, name: str = "rooms") -> User:
    """Somebody who keeps the rooms of the body, beside its cast."""
    email = f"{name}@{code}.example.org"
    found = User.objects.filter(email=email).first()
    body = Body.objects.get(code=code)
    return found or create_account(email=email, name="Ros Pike", body=body, role=role, password=None)


def a_claim(cast: Cast, provider: str = "harbour", **more: Any) -> UUID:
    """The same, as Lantern's lead wrote it down; nobody of the provider has seen it."""
    said = {
        "name": "County rooms",
        "users": ("lantern",),
        "places": (),
        "provider": provider,
        "first_night": timezone.localdate() - datetime.timedelta(days=100),
        "answers": "lantern",
        "payer": "commissioner-lincolnshire",
        "pays_from": "The emergency fund",
        **more,
    }
    users, places = said.pop("users"), said.pop("places")
    said |= {name: Body.objects.get(code=said[name]) for name in ("provider", "answers", "payer")}
    return add_housing_agreement(Agreement(**said), users=users, places=places, by=cast.lead.actor).pk


@dataclass(slots=True)
class Home:
    """A case and one flat that fits, under an agreement."""

    cast: Cast
    case: Case
    place: UUID
    unit: UUID
    agreement: UUID

    def hold(self, unit: UUID | None = None, nights: int = 1, by: User | None = None, first: int = 0) -> UUID:
        """Hold a unit from a night on."""
        return hold_unit(
            case_id=self.case.pk,
            unit_id=unit or self.unit,
            first_night=after(first),
            nights=nights,
            by=(by or self.cast.worker).actor,
        )

    def stay(self, unit: UUID | None = None, nights: int = 1, by: User | None = None) -> UUID:
        """Hold it and confirm it."""
        stay = self.hold(unit, nights, by)
        confirm_stay(case_id=self.case.pk, stay_id=stay, by=(by or self.cast.worker).actor)
        return stay
