"""A page about the published directory, and its description for machines."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from handrail.directory.open_referral.api import BASE, api
from handrail.directory.queries.published_services import (
    PublishedServiceFilter,
    list_published_services_and_total,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

ADDRESSES = (
    ("", "What this is, and which standard it follows"),
    ("services", "Services, in pages"),
    ("services/{id}", "One service, whole"),
    ("service_at_locations", "Services at their places, in pages"),
    ("service_at_locations/{id}", "One service at its place, whole"),
    ("taxonomies", "The lists of terms"),
    ("taxonomies/{id}", "One list with its terms"),
    ("taxonomy_terms", "All terms"),
    ("taxonomy_terms/{id}", "One term"),
)


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    return JsonResponse(api.get_openapi_schema(path_prefix=BASE))


class AboutPublishedDirectoryPageContext(TypedDict):
    """What open_referral/about.html shows."""

    count: int
    base: str
    addresses: list[tuple[str, str]]


@requires_permission(Permission.VIEW_SERVICES)
def about(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What of the directory everybody can read, and what never leaves it."""
    _, count = list_published_services_and_total(PublishedServiceFilter(), start=0, size=1)
    base = f"{settings.ADDRESS.rstrip('/')}{BASE}"
    shown: AboutPublishedDirectoryPageContext = {
        "count": count,
        "base": base,
        "addresses": [(f"{base}{end}", what) for end, what in ADDRESSES],
    }
    return render(
        request, "open_referral/about.html", {**get_layout_context(request, actor, "services"), **shown}
    )
