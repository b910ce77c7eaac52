"""From published services to the shapes of the standard. Ids are made from ids, so that they never change."""

from math import ceil
from typing import Any
from uuid import UUID, uuid5

from handrail.directory.open_referral import schemas
from handrail.directory.published_vocabulary import (
    TAXONOMY_BY_CODE,
    VocabularyTaxonomy,
    VocabularyTerm,
    derive_term_id,
    list_taxonomy_terms,
)
from handrail.directory.queries.published_services import PublishedService, derive_service_at_location_id

VERSION = "1"
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"


def make_page_envelope(shown: list[Any], *, total: int, number: int, per_page: int) -> dict[str, Any]:
    """A page of a list, as the standard wants it.

    Args:
        shown: the entities of this page.
        total: how many there are in all.
        number: of the page, from 1.
        per_page: how many a page holds.

    Returns:
        The envelope by the names of the standard.
    """
    pages = max(1, ceil(total / per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(shown),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not shown,
        "contents": shown,
    }


def make_taxonomy_term(found: VocabularyTerm) -> schemas.TaxonomyTerm:
    """One term."""
    parent = derive_term_id("need", found.parent) if found.parent else None
    taxonomy = TAXONOMY_BY_CODE[found.taxonomy]
    return schemas.TaxonomyTerm(
        id=found.id,
        name=found.name,
        description=found.description,
        parent_id=parent,
        taxonomy=taxonomy.name,
        taxonomy_id=taxonomy.id,
        term_uri=found.uri,
        term=found.code,
    )


def make_taxonomy_summary(found: VocabularyTaxonomy) -> schemas.TaxonomySummary:
    """One list of terms, without its terms."""
    return schemas.TaxonomySummary(
        id=found.id, name=found.name, description=found.description, uri=found.uri, version=VERSION
    )


def make_taxonomy(found: VocabularyTaxonomy) -> schemas.OpenReferralTaxonomy:
    """One list of terms."""
    terms = [make_taxonomy_term(each) for each in list_taxonomy_terms(found.code)]
    return schemas.OpenReferralTaxonomy(**make_taxonomy_summary(found).model_dump(), taxonomy_terms=terms)


def make_service_summary(found: PublishedService) -> schemas.OpenReferralServiceSummary:
    """One service, without what there may be several of."""
    return schemas.OpenReferralServiceSummary(**_make_service_summary_fields(found))


def make_service(found: PublishedService) -> schemas.OpenReferralService:
    """One service, whole."""
    return schemas.OpenReferralService(
        **_make_service_summary_fields(found),
        phones=_make_phones(found) or None,
        schedules=_make_schedules(found) or None,
        service_areas=_make_service_areas(found),
        service_at_locations=[
            schemas.LocationOfService(
                id=derive_service_at_location_id(found.id),
                service_id=found.id,
                location_id=_derive_stable_id(found, "location"),
                location=_make_location(found),
            )
        ],
        languages=_make_languages(found) or None,
        cost_options=_make_cost_options(found) or None,
        attributes=[_make_term_attribute(found, each) for each in found.terms],
    )


def make_service_at_location_summary(found: PublishedService) -> schemas.ServiceAtLocationSummary:
    """A service at its place, in a list."""
    place = _make_location(found)
    return schemas.ServiceAtLocationSummary(
        id=derive_service_at_location_id(found.id),
        service_id=found.id,
        location_id=place.id,
        location=schemas.LocationSummary(id=place.id, location_type=place.location_type, name=place.name),
        service=make_service_summary(found),
    )


def make_service_at_location(found: PublishedService) -> schemas.ServiceAtLocation:
    """A service at its place, whole."""
    place = _make_location(found)
    return schemas.ServiceAtLocation(
        id=derive_service_at_location_id(found.id),
        service_id=found.id,
        location_id=place.id,
        location=place,
        service=make_service(found),
    )


def _make_service_summary_fields(found: PublishedService) -> dict[str, Any]:
    organization = schemas.Organization(
        id=found.provider_id, name=found.provider, description=found.provider_kind
    )
    return {
        "id": found.id,
        "organization_id": found.provider_id,
        "name": found.name,
        "description": found.description or None,
        "url": found.website or None,
        "email": found.email or None,
        "status": found.status,
        "fees": found.fees or None,
        "minimum_age": found.minimum_age,
        "maximum_age": found.maximum_age,
        "assured_date": found.assured_on.isoformat() if found.assured_on else None,
        "last_modified": found.changed_at.isoformat() if found.changed_at else None,
        "organization": organization,
    }


def _derive_stable_id(found: PublishedService, what: str) -> UUID:
    return uuid5(found.id, what)


def _make_phones(found: PublishedService) -> list[schemas.Phone]:
    if not found.phone:
        return []
    return [
        schemas.Phone(
            id=_derive_stable_id(found, "phone"), number=found.phone, description="The organisation’s number"
        )
    ]


def _make_schedules(found: PublishedService) -> list[schemas.Schedule]:
    if not found.hours:
        return []
    return [
        schemas.Schedule(id=_derive_stable_id(found, "hours"), service_id=found.id, description=found.hours)
    ]


def _make_service_areas(found: PublishedService) -> list[schemas.ServiceArea]:
    if found.everywhere:
        name = "England and Wales"
        return [_make_service_area(found, "everywhere", name, None)]
    return [_make_service_area(found, code, name, f"{AREA}{code}") for code, name in found.areas]


def _make_service_area(found: PublishedService, code: str, name: str, uri: str | None) -> schemas.ServiceArea:
    return schemas.ServiceArea(
        id=_derive_stable_id(found, f"area {code}"),
        service_id=found.id,
        name=name,
        service_area=name,
        uri=uri,
    )


def _make_languages(found: PublishedService) -> list[schemas.OpenReferralLanguage]:
    return [
        schemas.OpenReferralLanguage(
            id=_derive_stable_id(found, f"language {tag}"), service_id=found.id, name=name, code=tag
        )
        for tag, name in found.languages
    ]


def _make_cost_options(found: PublishedService) -> list[schemas.CostOption]:
    if found.cost_pence is None:
        return []
    amount = schemas.pence_to_pounds(found.cost_pence)
    return [
        schemas.CostOption(
            id=_derive_stable_id(found, "cost"), service_id=found.id, option="Price", amount=amount
        )
    ]


def _make_location(found: PublishedService) -> schemas.Location:
    key = _derive_stable_id(found, "location")
    if found.address is None:
        return schemas.Location(id=key, location_type="virtual", name=found.name)
    street, town, postcode = found.address
    address = schemas.Address(
        id=_derive_stable_id(found, "address"),
        location_id=key,
        address_1=street,
        city=town,
        state_province=found.areas[0][1] if found.areas else town,
        postal_code=postcode,
        country="GB",
        address_type="physical",
    )
    return schemas.Location(id=key, location_type="physical", name=found.name, addresses=[address])


def _make_term_attribute(found: PublishedService, each: VocabularyTerm) -> schemas.TermAttribute:
    return schemas.TermAttribute(
        id=_derive_stable_id(found, f"term {each.id}"),
        link_id=found.id,
        link_type="service",
        taxonomy_term_id=each.id,
        taxonomy_term=make_taxonomy_term(each),
    )
