"""What may be published of the directory: plain values with nothing in them that may not leave.

Only services that say so, never a safe house, never a place where somebody sleeps. Of those, what is for workers
alone stays here: how to refer, whom to ask, what is waited for, who wrote it. And where a text that is published
names the one person who works there, or their number, the whole text stays here too. An organisation that bears
the name of somebody who works there alone is that person: it stays here, with everything it does.
"""

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from handrail.directory.models import Service, ServiceContact
from handrail.directory.need_and_service_kinds import (
    HIDDEN_KINDS,
    get_service_kind,
    list_service_kinds_for_need,
)
from handrail.directory.published_vocabulary import NAMESPACE, TERMS, VocabularyTerm, list_taxonomy_terms
from handrail.platform.kernel.messages import join_texts

STATUSES: Final = {
    "open": "active",
    "planned": "inactive",
    "funded": "inactive",
    "paused": "temporarily closed",
}
DAYS: Final = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
ALWAYS: Final = "any time"
LOCATION_ID_MASK: Final = UUID("00000000-0000-0000-5a1e-0a1e0a1e0a1e")
WEEKEND: Final = ("SA", "SU")
TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "rev"})
MIN_NUMBER_DIGITS: Final = 9  # the end of a number is the same with 0 and with +44 before it


@dataclass(frozen=True, slots=True)
class PublishedService:
    """One service, as anybody may read it."""

    id: UUID
    name: str
    description: str
    status: str
    provider_id: UUID
    provider: str
    provider_kind: str
    website: str
    email: str
    phone: str
    fees: str
    cost_pence: int | None
    minimum_age: int | None
    maximum_age: int | None
    assured_on: datetime.date | None
    changed_at: datetime.datetime | None
    hours: str
    areas: tuple[tuple[str, str], ...]
    everywhere: bool
    languages: tuple[tuple[str, str], ...]
    address: tuple[str, str, str] | None
    terms: tuple[VocabularyTerm, ...]


@dataclass(frozen=True, slots=True)
class PublishedServiceFilter:
    """What a reader of the published directory asks for."""

    search: str = ""
    term: VocabularyTerm | None = None
    taxonomy: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    day: str = ""
    has_time_filter: bool = False
    district: str = ""


def list_published_services_and_total(
    asked: PublishedServiceFilter, *, start: int, size: int
) -> tuple[list[PublishedService], int]:
    """Some of the published services, by name. A search costs one more statement.

    Args:
        asked: which services.
        start: how many are passed over.
        size: how many are given at most.

    Returns:
        The services, and how many there are in all.
    """
    rows = _select_publishable_services_with_related().filter(
        *_list_conditions_of_published_service_filter(asked)
    )
    if asked.search:
        rows = rows.exclude(pk__in=_list_ids_matching_withheld_text_only(rows, asked.search))
    return _make_published_services(rows[start : start + size]), rows.order_by().count()


def find_published_service(key: UUID) -> PublishedService | None:
    """The published service with that key."""
    return next(
        iter(_make_published_services(_select_publishable_services_with_related().filter(key=key))), None
    )


def select_publishable_services() -> QuerySet[Service]:
    """The services that may be published: two statements.

    The database refuses `public` on a bed; this asks once more. And no body that is one person by name.
    """
    rows = Service.objects.filter(public=True, safe_house=False, state__in=STATUSES)
    return rows.exclude(kind__in=HIDDEN_KINDS).exclude(provider__in=_get_ids_of_bodies_named_after_workers())


def _get_ids_of_bodies_named_after_workers() -> set[int]:
    """Bodies that bear the name of one of their workers, in any order of its parts and with whatever beside it."""
    said = ServiceContact.objects.order_by().values_list(
        "service__provider_id", "service__provider__name", "name"
    )
    return {
        body
        for body, title, person in said.distinct()
        if _is_service_named_after_person(_get_folded_name_parts(title), _get_folded_name_parts(person))
    }


def _is_service_named_after_person(title: frozenset[str], person: frozenset[str]) -> bool:
    """The same name; or all of a name of two parts or more: one part alone may be anybody's."""
    return bool(person) and (title == person or (len(person) > 1 and person <= title))


def _get_folded_name_parts(name: str) -> frozenset[str]:
    """A name without accents, capitals, marks, titles and order."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - TITLES


def derive_service_at_location_id(key: UUID) -> UUID:
    """The id of a service at its place. Asked of that id, it gives back the service's own."""
    return UUID(int=key.int ^ LOCATION_ID_MASK.int)


def derive_organisation_id(code: str) -> UUID:
    """The id of an organisation in the published directory."""
    return uuid5(NAMESPACE, f"organisation:{code}")


def _select_publishable_services_with_related() -> QuerySet[Service]:
    rows = select_publishable_services().select_related("provider").prefetch_related("areas", "languages")
    return rows.order_by("name", "id")


def _list_conditions_of_published_service_filter(asked: PublishedServiceFilter) -> list[Q]:
    wanted: list[tuple[object, Q]] = [
        (asked.search, Q(name__icontains=asked.search) | Q(description__icontains=asked.search)),
        (asked.minimum_age is not None, Q(min_age__gte=asked.minimum_age or 0)),
        (asked.maximum_age is not None, Q(max_age__lte=asked.maximum_age or 0)),
        (asked.term, _services_with_term_q(asked.term)),
        (asked.taxonomy, _services_with_taxonomy_q(asked.taxonomy)),
        (asked.day, _open_on_weekday_q(asked.day)),
        (asked.has_time_filter, Q(hours__icontains=ALWAYS)),
        (asked.district, Q(postcode__startswith=f"{asked.district} ")),
    ]
    return [narrows for given, narrows in wanted if given]


def _list_ids_matching_withheld_text_only(rows: QuerySet[Service], search: str) -> list[int]:
    """Services found only by a text that stays here: else a name or number could be guessed at, letter by letter."""
    whom = [f"person_to_ask__{name}" for name in ("name", "phone", "email")]
    said = rows.order_by().filter(person_to_ask__isnull=False).values_list("pk", "name", "description", *whom)
    return [
        pk
        for pk, title, about, name, phone, email in said
        if not _is_found_in_publishable_text(
            search, (title, about), ServiceContact(name=name, phone=phone, email=email)
        )
    ]


def _is_found_in_publishable_text(search: str, texts: tuple[str, ...], person: ServiceContact) -> bool:
    return any(search.lower() in text.lower() and not mentions_contact_person(text, person) for text in texts)


def _services_with_term_q(term: VocabularyTerm | None) -> Q:
    if term is None:
        return Q()
    if term.field == "need":
        return Q(kind__in=[kind.code for kind in list_service_kinds_for_need(str(term.value))])
    return Q(**{term.field: term.value})


def _services_with_taxonomy_q(taxonomy: str) -> Q:
    found = Q(pk__in=[])
    for term in list_taxonomy_terms(taxonomy):
        found |= _services_with_term_q(term)
    return found


def _open_on_weekday_q(day: str) -> Q:
    """Hours are in words here: those that name the day, or every day."""
    named = (
        Q(hours__icontains=DAYS.get(day, "")) | Q(hours__icontains=ALWAYS) | Q(hours__icontains="every day")
    )
    return named if day in WEEKEND else named | Q(hours__icontains="weekdays")


def _make_published_services(rows: QuerySet[Service]) -> list[PublishedService]:
    found = list(rows)
    people = {person.pk: person for person in ServiceContact.objects.filter(pk__in=[row.pk for row in found])}
    return [_make_published_service(row, people.get(row.pk)) for row in found]


def _make_published_service(row: Service, person: ServiceContact | None) -> PublishedService:
    def leaves(text: str) -> str:
        return "" if person and mentions_contact_person(text, person) else text

    place = (row.address, row.town, row.postcode)
    return PublishedService(
        id=row.key,
        name=leaves(row.name) or get_service_kind(row.kind).name,
        description=leaves(row.description),
        status=STATUSES[row.state],
        provider_id=derive_organisation_id(row.provider.code),
        provider=row.provider.name,
        provider_kind=row.provider.get_kind_display(),
        website=leaves(row.website),
        email=leaves(row.contact_email),
        phone=leaves(row.contact_phone),
        fees=leaves(_format_service_fees(row)),
        cost_pence=row.cost_pence,
        minimum_age=row.min_age,
        maximum_age=row.max_age,
        assured_on=row.assured_on,
        changed_at=row.changed_at,
        hours=leaves(row.hours),
        areas=tuple((area.code, area.name) for area in row.areas.all()),
        everywhere=row.everywhere,
        languages=tuple((language.tag, language.name) for language in row.languages.all()),
        address=place if all(place) and leaves(join_texts(place, " ")) else None,
        terms=tuple(term for term in TERMS if _service_has_term(row, term)),
    )


def _format_service_fees(row: Service) -> str:
    said = {"free": "Free"}.get(row.cost, "")
    return join_texts((part for part in (said, row.cost_note) if part), ". ")


def _service_has_term(row: Service, term: VocabularyTerm) -> bool:
    value = get_service_kind(row.kind).need if term.field == "need" else getattr(row, term.field)
    return bool(value == term.value)


def mentions_contact_person(text: str, person: ServiceContact) -> bool:
    """Whether a text holds the name, the number or the address of the one person who works there."""
    lower, digits = text.lower(), re.sub(r"\D", "", text)
    number = re.sub(r"\D", "", person.phone)
    parts = [part for part in re.split(r"\W+", person.name.lower()) if len(part) > 2]
    found = set(re.split(r"\W+", lower))
    return (
        any(part in found for part in parts)
        or bool(person.name and person.name.lower() in lower)
        or bool(person.email and person.email.lower() in lower)
        or (len(number) > 5 and number[-MIN_NUMBER_DIGITS:] in digits)
    )
