"""The addresses of the published directory: the nine of the standard, their description, and a page about them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from handrail.directory.open_referral.api import BASE, api
from handrail.directory.open_referral.views import about, openapi
from handrail.platform.ui.access_control import public

REASON = "the published directory: services that agreed to be published, and no one who is helped"


def make_view_public_with_cross_origin_header(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """The view for anybody, on any site: the standard asks for the header."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return public(REASON)(answer)


def _make_open_referral_url_patterns() -> list[URLPattern]:
    patterns: list[Any] = list(api.urls[0])
    return [
        path(
            f"{BASE.lstrip('/')}{pattern.pattern}",
            make_view_public_with_cross_origin_header(pattern.callback),
            name=pattern.name,
        )
        for pattern in patterns
        if str(pattern.name).startswith("open_referral")
    ]


urlpatterns: list[URLPattern] = [
    *_make_open_referral_url_patterns(),
    path(
        f"{BASE.lstrip('/')}openapi.json",
        make_view_public_with_cross_origin_header(openapi),
        name="open_referral_openapi",
    ),
    path("open-data/services/", about, name="open_referral_about"),
]
