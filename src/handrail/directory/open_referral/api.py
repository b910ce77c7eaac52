"""The published directory: the nine addresses of Open Referral UK 3.0. Nothing in it that may not leave."""

import re
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from handrail.directory.open_referral import schemas, serializers
from handrail.directory.published_vocabulary import TAXONOMIES, TAXONOMY_BY_ID, TERM_BY_ID, TERMS
from handrail.directory.queries.published_services import (
    PublishedServiceFilter,
    derive_service_at_location_id,
    find_published_service,
    list_published_services_and_total,
)

BASE = "/api/open-referral/"
PROFILE = "https://github.com/OpenReferralUK/uk-profile"
POSTCODE_PATTERN = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)( ?\d[A-Z]{2})?")
MAX_PER_PAGE = 100
MAX_PAGE = 1_000_000
ERROR_RESPONSES = {404: schemas.ApiProblem, 422: schemas.ApiProblem}

api = NinjaAPI(
    title="Handrail directory of services",
    version="3.0",
    description="Published services for survivors of modern slavery. Open Referral UK 3.0 (HSDS-UK-3.0). No "
    "key needed.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="open_referral",
)
router = Router(tags=["directory"])


class PagingParameters(Schema):
    """Which page."""

    page: Annotated[int, Field(1, ge=1, le=MAX_PAGE, description="Page number, from 1")]
    per_page: Annotated[int, Field(50, ge=1, le=MAX_PER_PAGE, description="Results on a page")]

    @property
    def start(self) -> int:
        """How many come before."""
        return (self.page - 1) * self.per_page


class ServiceFilterParameters(PagingParameters):
    """What is looked for."""

    search: Annotated[str, Field("", max_length=100, description="In names and descriptions")]
    taxonomy_term_id: Annotated[UUID | None, Field(None, description="Services with this term")]
    taxonomy_id: Annotated[UUID | None, Field(None, description="Services with any term of this list")]
    minimum_age: Annotated[
        int | None, Field(None, ge=0, le=200, description="Services whose youngest age is at least this")
    ]
    maximum_age: Annotated[
        int | None, Field(None, ge=0, le=200, description="Services whose oldest age is at most this")
    ]
    day: Annotated[
        str | None,
        Field(None, pattern="^(MO|TU|WE|TH|FR|SA|SU)$", description="Services whose hours name this day"),
    ]
    start_time: Annotated[
        str | None,
        Field(
            None,
            pattern="^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
            description="Hours are in words: with a time, only what can be had at any time is certain",
        ),
    ]
    end_time: Annotated[
        str | None,
        Field(
            None,
            pattern="^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$",
            description="As start_time",
        ),
    ]


class NearbyFilterParameters(ServiceFilterParameters):
    """What is looked for at a place."""

    postcode: Annotated[
        str, Field("", max_length=12, description="Services in the same postcode district, like PE21")
    ]
    proximity: Annotated[
        int | None,
        Field(None, ge=0, le=1_000_000, description="Metres. Distances are not known: the district decides"),
    ]


class NotPublishedError(Exception):
    """There is no such thing among what is published."""


@router.get(
    "/", response={200: schemas.ApiMetadata}, url_name="open_referral", operation_id="getAPIMetaInformation"
)
def api_metadata(request: HttpRequest) -> dict[str, str]:
    """What this is, and where it is described.

    Returns:
        Texts and addresses by the names of the standard.
    """
    url = f"{settings.ADDRESS.rstrip('/')}{BASE}openapi.json"
    return {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": url}


@router.get(
    "/services",
    response={200: schemas.ServicePage, 422: schemas.ApiProblem},
    url_name="open_referral_services",
    operation_id="getPaginatedListOfServices",
    exclude_none=True,  # what has no value is left out
)
def services(request: HttpRequest, filters: Query[ServiceFilterParameters]) -> Any:
    """One page of services, each without what there may be several of."""
    found, total = _list_services_and_total(filters, _make_service_filter(filters))
    return _make_page_envelope([serializers.make_service_summary(each) for each in found], total, filters)


@router.get(
    "/services/{id}",
    response={200: schemas.OpenReferralService, **ERROR_RESPONSES},
    url_name="open_referral_service",
    operation_id="getFullyNestedServiceById",
    exclude_none=True,  # what has no value is left out
)
def service(request: HttpRequest, id: UUID) -> Any:
    """One service, whole."""
    return serializers.make_service(_get_published_or_raise(find_published_service(id)))


@router.get(
    "/service_at_locations",
    response={200: schemas.ServiceAtLocationPage, 422: schemas.ApiProblem},
    url_name="open_referral_at_locations",
    operation_id="getPaginatedListOfServiceAtLocation",
    exclude_none=True,  # what has no value is left out
)
def services_at_locations(request: HttpRequest, filters: Query[NearbyFilterParameters]) -> Any:
    """One page of services at their places."""
    asked = _make_service_filter(filters, filters.postcode)
    found, total = _list_services_and_total(filters, asked)
    return _make_page_envelope(
        [serializers.make_service_at_location_summary(each) for each in found], total, filters
    )


@router.get(
    "/service_at_locations/{id}",
    response={200: schemas.ServiceAtLocation, **ERROR_RESPONSES},
    url_name="open_referral_at_location",
    operation_id="getFullyNestedServiceAtLocationById",
    exclude_none=True,  # what has no value is left out
)
def service_at_location(request: HttpRequest, id: UUID) -> Any:
    """One service at its place, whole."""
    return serializers.make_service_at_location(
        _get_published_or_raise(find_published_service(derive_service_at_location_id(id)))
    )


@router.get(
    "/taxonomies",
    response={200: schemas.TaxonomyPage, 422: schemas.ApiProblem},
    url_name="open_referral_taxonomies",
    operation_id="getPaginatedListOfTaxonomies",
    exclude_none=True,  # what has no value is left out
)
def taxonomies(request: HttpRequest, paged: Query[PagingParameters]) -> Any:
    """The lists of terms."""
    shown = TAXONOMIES[paged.start : paged.start + paged.per_page]
    return _make_page_envelope(
        [serializers.make_taxonomy_summary(each) for each in shown], len(TAXONOMIES), paged
    )


@router.get(
    "/taxonomies/{id}",
    response={200: schemas.OpenReferralTaxonomy, **ERROR_RESPONSES},
    url_name="open_referral_taxonomy",
    operation_id="getTaxonomyById",
    exclude_none=True,  # what has no value is left out
)
def taxonomy(request: HttpRequest, id: UUID) -> Any:
    """One list of terms."""
    return serializers.make_taxonomy(_get_published_or_raise(TAXONOMY_BY_ID.get(id)))


@router.get(
    "/taxonomy_terms",
    response={200: schemas.TermPage, 422: schemas.ApiProblem},
    url_name="open_referral_terms",
    operation_id="getPaginatedListOfTaxonomyTerms",
    exclude_none=True,  # what has no value is left out
)
def taxonomy_terms(request: HttpRequest, paged: Query[PagingParameters]) -> Any:
    """The terms of all lists."""
    shown = TERMS[paged.start : paged.start + paged.per_page]
    return _make_page_envelope([serializers.make_taxonomy_term(each) for each in shown], len(TERMS), paged)


@router.get(
    "/taxonomy_terms/{id}",
    response={200: schemas.TaxonomyTerm, **ERROR_RESPONSES},
    url_name="open_referral_term",
    operation_id="getTaxonomyTermById",
    exclude_none=True,  # what has no value is left out
)
def taxonomy_term(request: HttpRequest, id: UUID) -> Any:
    """One term."""
    return serializers.make_taxonomy_term(_get_published_or_raise(TERM_BY_ID.get(id)))


api.add_router("", router)


@api.exception_handler(NotPublishedError)
def handle_not_published(request: HttpRequest, error: Any) -> HttpResponse:
    """The same words for what never was, what has closed and what may not be published."""
    return api.create_response(request, {"detail": "Not found."}, status=404)


@api.exception_handler(ValidationError)
def handle_invalid_parameters(request: HttpRequest, error: Any) -> HttpResponse:
    """Which parameter, and what is wrong with it; never what was sent."""
    first = error.errors[0] if error.errors else {"loc": ("query",), "msg": "not understood"}
    return api.create_response(request, {"detail": f"{first['loc'][-1]}: {first['msg']}"}, status=422)


def _get_published_or_raise[T](found: T | None) -> T:
    if found is None:
        raise NotPublishedError
    return found


def _make_page_envelope(shown: list[Any], total: int, paged: PagingParameters) -> dict[str, Any]:
    return serializers.make_page_envelope(shown, total=total, number=paged.page, per_page=paged.per_page)


def _list_services_and_total(
    paged: PagingParameters, asked: PublishedServiceFilter | None
) -> tuple[list[Any], int]:
    return (
        list_published_services_and_total(asked, start=paged.start, size=paged.per_page) if asked else ([], 0)
    )


def _make_service_filter(
    filters: ServiceFilterParameters, postcode: str = ""
) -> PublishedServiceFilter | None:
    """What is asked for; None where it names a term, a list or a postcode that there is none of."""
    term = TERM_BY_ID.get(filters.taxonomy_term_id) if filters.taxonomy_term_id else None
    taxonomy = TAXONOMY_BY_ID.get(filters.taxonomy_id) if filters.taxonomy_id else None
    district = POSTCODE_PATTERN.fullmatch(" ".join(postcode.upper().split()))
    if (filters.taxonomy_term_id and not term) or (filters.taxonomy_id and not taxonomy):
        return None
    if postcode.strip() and not district:
        return None
    return PublishedServiceFilter(
        search=filters.search.replace("\0", "").strip(),
        term=term,
        taxonomy=taxonomy.code if taxonomy else "",
        minimum_age=filters.minimum_age,
        maximum_age=filters.maximum_age,
        day=filters.day or "",
        has_time_filter=bool(filters.start_time or filters.end_time),
        district=district[1] if district else "",
    )
