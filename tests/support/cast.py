"""The fixed cast of every test about people: who works where, in which role. All invented.

`worker` opens cases for Lantern and is named on them. `colleague` works beside her and is named on none.
`lead` leads there. `officer` is of a force, and so are `liaison`, its victim liaison officer, and `co_ordinator`.
`partner` works for another charity, `outsider` for a third, `adviser` for a law centre.
`housing` is a council's. `commissioner`, `board` and `collator` never meet an identity. `protector` reads logs.
`signatory` signs for the commissioner's body, `force_lead` answers for its force, `neighbour` is the commissioner's
office of another area. None of the three meets an identity.
`administrator` looks after Lantern's people, `platform_administrator` after which organisations there are: neither
opens a case. `firm` sits in boards and forums for a business.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from uuid import UUID

import pytest
from django.test import Client

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.text_choices import Age, ContactChannelKind, ImmediateDangerOrInjuryAnswer
from handrail.platform.access.actions import create_account
from handrail.platform.access.actor import Actor
from handrail.platform.access.authentication import SECOND_FACTOR
from handrail.platform.access.models import User
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from support.worlds import shared_world

LINCOLNSHIRE = "E23000020"
NAME = "Mirela"
FULL_NAME = "Mirela Oprea-Stand"
NUMBER = "07700 900123"
PLACE = "Flat above the laundry, Fenmarsh"
PLAN = "If the red car is outside, ring and hang up."


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, as accounts; `actor` of each is what actions take."""

    worker: User
    colleague: User
    lead: User
    officer: User
    partner: User
    outsider: User
    housing: User
    commissioner: User
    board: User
    collator: User
    protector: User
    signatory: User
    force_lead: User
    neighbour: User
    liaison: User
    co_ordinator: User
    adviser: User
    administrator: User
    platform_administrator: User
    firm: User

    def __iter__(self) -> Iterator[tuple[str, User]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))


PARTS = {
    "worker": ("Wren Ashdown", "lantern", Role.NAVIGATOR),
    "colleague": ("Cole Bartram", "lantern", Role.NAVIGATOR),
    "lead": ("Leah Corrigan", "lantern", Role.DUTY_LEAD),
    "officer": ("Olive Dunmore", "lincolnshire-police", Role.OFFICER),
    "partner": ("Paul Eastry", "harbour", Role.SUPPORT_WORKER),
    "outsider": ("Otis Farrant", "elsewhere", Role.SUPPORT_WORKER),
    "housing": ("Hana Greaves", "fen-housing", Role.HOUSING),
    "commissioner": ("Cora Hexham", "commissioner-lincolnshire", Role.COMMISSIONER),
    "board": ("Bryn Inskip", "commissioner-lincolnshire", Role.BOARD),
    "collator": ("Kit Jessop", "collation", Role.COLLATOR),
    "protector": ("Dana Kestrel", "lantern", Role.DATA_PROTECTION),
    "signatory": ("Sable Longden", "commissioner-lincolnshire", Role.SIGNATORY),
    "force_lead": ("Fern Marlow", "lincolnshire-police", Role.FORCE_LEAD),
    "neighbour": ("Neve Norwood", "commissioner-humberside", Role.COMMISSIONER),
    "liaison": ("Lior Oakham", "lincolnshire-police", Role.LIAISON_OFFICER),
    "co_ordinator": ("Carys Penhallow", "lincolnshire-police", Role.CO_ORDINATOR),
    "adviser": ("Asha Quillan", "fen-law", Role.ADVISER),
    "administrator": ("Ada Rowntree", "lantern", Role.ADMINISTRATOR),
    "platform_administrator": ("Petra Selwyn", "collation", Role.PLATFORM_ADMINISTRATOR),
    "firm": ("Farah Quennell", "wash-foods", Role.PARTNERSHIP_MEMBER),
}
INVENTED_BODIES = {
    "lantern": ("Lantern", "charity", "LN"),
    "harbour": ("Harbour", "charity", "HB"),
    "elsewhere": ("Elsewhere", "charity", "EW"),
    "fen-housing": ("Fen housing team", "council", "VK"),
    "fen-law": ("Fen law centre", "charity", "GC"),
    "collation": ("Collation team", "national", None),
    "wash-foods": ("Wash Foods", "business", None),
}


@shared_world
def cast() -> Cast:
    """Everybody, with an account that nobody needs a password for."""
    bodies = {code: get_or_create_body(code) for _, code, _ in PARTS.values()}
    return Cast(
        **{
            part: create_account(
                email=f"{part}@example.org", name=name, body=bodies[code], role=role, password=None
            )
            for part, (name, code, role) in PARTS.items()
        }
    )


def get_or_create_body(code: str) -> Body:
    if code not in INVENTED_BODIES:
        return Body.objects.get(code=code)
    name, kind, prefix = INVENTED_BODIES[code]
    body, _ = Body.objects.get_or_create(
        code=code,
        defaults={
            "name": name,
            "kind": kind,
            "prefix": prefix,
            "area_id": LINCOLNSHIRE,
            "source": "invented for tests",
            "confidence": "confirmed",
        },
    )
    return body


@dataclass(frozen=True, slots=True)
class Told:
    """A case that holds something in every place from which an identity could leak."""

    case_id: UUID
    reference: str
    secrets: tuple[str, ...] = (NAME, FULL_NAME, NUMBER, PLACE, PLAN)


def tell(by: Actor) -> Told:
    """Open such a case: an adult with a name, a safe number, a place and a plan."""
    case = opening.open_case(by=by)
    opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=by)
    texts = {"called": NAME, "full_name": FULL_NAME, "date_of_birth": "1998-02-03", "where_now": PLACE}
    actions.update_some_person_answers(case_id=case.pk, texts=texts, language_tag="ro", by=by)
    actions.record_danger_check(
        case_id=case.pk, answer=ImmediateDangerOrInjuryAnswer.NEITHER, note="Calm today", by=by
    )
    actions.record_contact_channel(
        case_id=case.pk, kind=ContactChannelKind.CALL, safe=ChannelSafety.YES, detail=NUMBER, note="", by=by
    )
    actions.write_safety_plan(
        case_id=case.pk, plan=PLAN, watched="", if_missing="", review_on=None, seen_number=0, by=by
    )
    return Told(case.pk, case.reference)


@shared_world
def told(cast: Cast) -> Told:
    """The worker's case, with everything told."""
    return tell(cast.worker.actor)


def sign_in(client: Client, user: User) -> Client:
    """Sign the client in as the user, with the second factor given."""
    client.force_login(user, backend="handrail.platform.access.authentication.IntactAccountBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return client


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser without a screen, signed in as a user."""
    return lambda user: sign_in(Client(), user)
