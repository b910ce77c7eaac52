"""From published services to the shapes of the standard. Ids are made from ids, so that they never change."""

from math import ceil
from typing import Any
from uuid import UUID, uuid5

from handrail.directory.queries.published import PublicService, location_id
from handrail.directory.vocabulary import TAXONOMY_BY_CODE, Taxonomy, Term, term_id, terms_of
from handrail.web.openreferral import shapes

VERSION = "1"
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"


def page(shown: list[Any], *, total: int, number: int, per_page: int) -> dict[str, Any]:
    """The envelope of a list."""
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


def term(found: Term) -> shapes.TaxonomyTerm:
    """One term."""
    parent = term_id("need", found.parent) if found.parent else None
    taxonomy = TAXONOMY_BY_CODE[found.taxonomy]
    return shapes.TaxonomyTerm(
        id=found.id,
        name=found.name,
        description=found.description,
        parent_id=parent,
        taxonomy=taxonomy.name,
        taxonomy_id=taxonomy.id,
        term_uri=found.uri,
        term=found.code,
    )


def taxonomy_head(found: Taxonomy) -> shapes.TaxonomyHead:
    """One list of terms, without its terms."""
    return shapes.TaxonomyHead(
        id=found.id, name=found.name, description=found.description, uri=found.uri, version=VERSION
    )


def taxonomy(found: Taxonomy) -> shapes.Taxonomy:
    """One list of terms."""
    terms = [term(each) for each in terms_of(found.code)]
    return shapes.Taxonomy(**taxonomy_head(found).model_dump(), taxonomy_terms=terms)


def head(found: PublicService) -> shapes.ServiceHead:
    """One service, without what there may be several of."""
    return shapes.ServiceHead(**_head(found))


def service(found: PublicService) -> shapes.Service:
    """One service, whole."""
    return shapes.Service(
        **_head(found),
        phones=_phones(found) or None,
        schedules=_schedules(found) or None,
        service_areas=_areas(found),
        service_at_locations=[
            shapes.AtLocation(
                id=location_id(found.id),
                service_id=found.id,
                location_id=_id(found, "location"),
                location=_location(found),
            )
        ],
        languages=_languages(found) or None,
        cost_options=_costs(found) or None,
        attributes=[_attribute(found, each) for each in found.terms],
    )


def at_location_head(found: PublicService) -> shapes.ServiceAtLocationHead:
    """A service at its place, in a list."""
    place = _location(found)
    return shapes.ServiceAtLocationHead(
        id=location_id(found.id),
        service_id=found.id,
        location_id=place.id,
        location=shapes.LocationHead(id=place.id, location_type=place.location_type, name=place.name),
        service=head(found),
    )


def at_location(found: PublicService) -> shapes.ServiceAtLocation:
    """A service at its place, whole."""
    place = _location(found)
    return shapes.ServiceAtLocation(
        id=location_id(found.id),
        service_id=found.id,
        location_id=place.id,
        location=place,
        service=service(found),
    )


def _head(found: PublicService) -> dict[str, Any]:
    organization = shapes.Organization(
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


def _id(found: PublicService, what: str) -> UUID:
    return uuid5(found.id, what)


def _phones(found: PublicService) -> list[shapes.Phone]:
    if not found.phone:
        return []
    return [shapes.Phone(id=_id(found, "phone"), number=found.phone, description="The organisation’s number")]


def _schedules(found: PublicService) -> list[shapes.Schedule]:
    if not found.hours:
        return []
    return [shapes.Schedule(id=_id(found, "hours"), service_id=found.id, description=found.hours)]


def _areas(found: PublicService) -> list[shapes.ServiceArea]:
    if found.everywhere:
        name = "England and Wales"
        return [_area(found, "everywhere", name, None)]
    return [_area(found, code, name, f"{AREA}{code}") for code, name in found.areas]


def _area(found: PublicService, code: str, name: str, uri: str | None) -> shapes.ServiceArea:
    return shapes.ServiceArea(
        id=_id(found, f"area {code}"), service_id=found.id, name=name, service_area=name, uri=uri
    )


def _languages(found: PublicService) -> list[shapes.Language]:
    return [
        shapes.Language(id=_id(found, f"language {tag}"), service_id=found.id, name=name, code=tag)
        for tag, name in found.languages
    ]


def _costs(found: PublicService) -> list[shapes.CostOption]:
    if found.cost_pence is None:
        return []
    amount = shapes.pounds(found.cost_pence)
    return [shapes.CostOption(id=_id(found, "cost"), service_id=found.id, option="Price", amount=amount)]


def _location(found: PublicService) -> shapes.Location:
    key = _id(found, "location")
    if found.address is None:
        return shapes.Location(id=key, location_type="virtual", name=found.name)
    street, town, postcode = found.address
    address = shapes.Address(
        id=_id(found, "address"),
        location_id=key,
        address_1=street,
        city=town,
        state_province=found.areas[0][1] if found.areas else town,
        postal_code=postcode,
        country="GB",
        address_type="physical",
    )
    return shapes.Location(id=key, location_type="physical", name=found.name, addresses=[address])


def _attribute(found: PublicService, each: Term) -> shapes.Attribute:
    return shapes.Attribute(
        id=_id(found, f"term {each.id}"),
        link_id=found.id,
        link_type="service",
        taxonomy_term_id=each.id,
        taxonomy_term=term(each),
    )
