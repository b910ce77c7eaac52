"""Searching services for one person, over 50,000 of them: how fast, and how often the database is asked."""

import random
import uuid

from django.db import connection
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import HIDDEN_KINDS, KINDS
from handrail.platform.reference.models import Area, Body, Language

SERVICES = 50_000
BATCH = 2_000
RULES = {
    "ages": ("unknown", "any", "limits"),
    "genders": ("unknown", "any", "women", "men"),
    "dependants": ("unknown", "yes", "no"),
    "public_funds": ("unknown", "not_needed", "needed"),
    "status_rule": ("unknown", "any", "leave"),
    "interpreters": ("unknown", "yes", "no"),
}


def make_services(wanted: int = SERVICES) -> None:
    """Once: later runs find them. Written in bulk, each with an area and a language."""
    there = Service.objects.count()
    if there >= wanted:
        return
    chance = random.Random(5)
    providers = list(Body.objects.order_by("pk")[:200])
    areas, languages = list(Area.objects.all()), list(Language.objects.all())
    kinds = [kind.code for kind in KINDS if kind.code not in HIDDEN_KINDS]
    for begin in range(there, wanted, BATCH):
        made = Service.objects.bulk_create(
            _service(number, chance, providers, kinds) for number in range(begin, min(begin + BATCH, wanted))
        )
        reach = Service.areas.through
        reach.objects.bulk_create(
            reach(service_id=row.pk, area_id=chance.choice(areas).pk) for row in made if not row.everywhere
        )
        spoken = Service.languages.through
        spoken.objects.bulk_create(
            spoken(service_id=row.pk, language_id=chance.choice(languages).pk) for row in made
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _service(number: int, chance: random.Random, providers: list[Body], kinds: list[str]) -> Service:
    said = {name: chance.choice(choices) for name, choices in RULES.items()}
    limits = {"min_age": chance.choice((16, 18, 21))} if said["ages"] == "limits" else {}
    return Service(
        key=uuid.UUID(int=chance.getrandbits(128)),
        provider=chance.choice(providers),
        name=f"Service {number:06}",
        kind=chance.choice(kinds),
        state=chance.choices(("open", "planned", "paused", "closed"), (80, 8, 6, 6))[0],
        before=True,
        during=chance.random() < 0.8,
        after=chance.random() < 0.7,
        outside=chance.random() < 0.8,
        everywhere=chance.random() < 0.02,
        public=chance.random() < 0.5,
        changed_at=timezone.now(),
        **said,
        **limits,
    )


def pages(reference: str) -> dict[str, str]:
    """The pages that search, by what they are called in the table."""
    return {
        f"which services fit, of {SERVICES:,}": f"/cases/{reference}/services/",
        f"services, all {SERVICES:,}": "/services/?area=",
        f"published services, of {SERVICES:,}": "/api/open-referral/services",
    }
