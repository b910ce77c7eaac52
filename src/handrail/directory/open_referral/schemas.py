"""What the published directory answers, in the shapes of the UK profile of Open Referral, version 3.0.

What has no value is left out, never sent as null or as nothing between quotes.
"""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

Uri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]


class OpenReferralEntity(Schema):
    """One entity."""

    model_config = ConfigDict(extra="forbid")


class ApiMetadata(OpenReferralEntity):
    """What this is, and where it is described."""

    version: Literal["HSDS-UK-3.0"]
    profile: Uri
    openapi_url: Uri


class TaxonomyTerm(OpenReferralEntity):
    """One term of one list."""

    id: UUID
    name: str
    description: str
    parent_id: UUID | None = None
    taxonomy: str
    taxonomy_id: UUID
    term_uri: Uri
    term: str


class TaxonomySummary(OpenReferralEntity):
    """One list of terms, without its terms."""

    id: UUID
    name: str
    description: str
    uri: Uri
    version: str


class OpenReferralTaxonomy(TaxonomySummary):
    """One list of terms."""

    taxonomy_terms: list[TaxonomyTerm]


class Organization(OpenReferralEntity):
    """Who offers a service."""

    id: UUID
    name: str
    description: str


class Schedule(OpenReferralEntity):
    """When it can be had, in words."""

    id: UUID
    service_id: UUID
    description: str


class ServiceArea(OpenReferralEntity):
    """An area that it reaches."""

    id: UUID
    service_id: UUID
    name: str
    service_area: str
    uri: str | None = None


class OpenReferralLanguage(OpenReferralEntity):
    """A language that its people speak. The profile has no field for which; name and code are ours."""

    id: UUID
    service_id: UUID
    name: str
    code: str


class CostOption(OpenReferralEntity):
    """What it costs."""

    id: UUID
    service_id: UUID
    option: str
    amount: float


class Phone(OpenReferralEntity):
    """The organisation's number. Nobody's own."""

    id: UUID
    number: str
    description: str


class Address(OpenReferralEntity):
    """Where people may come."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical"]


class LocationSummary(OpenReferralEntity):
    """A place, or that there is none to go to."""

    id: UUID
    location_type: Literal["physical", "virtual"]
    name: str


class Location(LocationSummary):
    """A place with its addresses."""

    addresses: list[Address] | None = None


class TermAttribute(OpenReferralEntity):
    """A term that belongs to a service."""

    id: UUID
    link_id: UUID
    link_type: Literal["service"]
    taxonomy_term_id: UUID
    taxonomy_term: TaxonomyTerm


class OpenReferralServiceSummary(OpenReferralEntity):
    """One service, without what there may be several of."""

    id: UUID
    organization_id: UUID
    name: str
    description: str | None = None
    url: Uri | None = None
    email: str | None = None
    status: Status
    fees: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: str | None = None
    last_modified: str | None = None
    organization: Organization


class LocationOfService(OpenReferralEntity):
    """A service's place, as the service tells it."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location


class OpenReferralService(OpenReferralServiceSummary):
    """One service, whole."""

    phones: list[Phone] | None = None
    schedules: list[Schedule] | None = None
    service_areas: list[ServiceArea] | None = None
    service_at_locations: list[LocationOfService]
    languages: list[OpenReferralLanguage] | None = None
    cost_options: list[CostOption] | None = None
    attributes: list[TermAttribute]


class ServiceAtLocationSummary(OpenReferralEntity):
    """A service at its place, in a list."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: LocationSummary
    service: OpenReferralServiceSummary


class ServiceAtLocation(OpenReferralEntity):
    """A service at its place, whole."""

    id: UUID
    service_id: UUID
    location_id: UUID
    location: Location
    service: OpenReferralService


class OpenReferralPage(OpenReferralEntity):
    """One page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool


class ServicePage(OpenReferralPage):
    """Services."""

    contents: list[OpenReferralServiceSummary]


class ServiceAtLocationPage(OpenReferralPage):
    """Services at their places."""

    contents: list[ServiceAtLocationSummary]


class TaxonomyPage(OpenReferralPage):
    """Lists of terms."""

    contents: list[TaxonomySummary]


class TermPage(OpenReferralPage):
    """Terms."""

    contents: list[TaxonomyTerm]


class ApiProblem(OpenReferralEntity):
    """What was wrong with what was asked, or that there is no such thing."""

    detail: str


def pence_to_pounds(pence: int) -> float:
    """Pounds, as the standard counts them."""
    return float(Decimal(pence) / 100)
