"""A page about the published directory, and its description for machines."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.directory.queries.published import Asked, published
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.openreferral.api import BASE, api

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


@door(Permission.VIEW_SERVICES)
def about(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What of the directory everybody can read, and what never leaves it."""
    _, count = published(Asked(), start=0, size=1)
    base = f"{settings.ADDRESS.rstrip('/')}{BASE}"
    shown = {"count": count, "base": base, "addresses": [(f"{base}{end}", what) for end, what in ADDRESSES]}
    return render(request, "openreferral/about.html", frame(request, actor, "services") | shown)
