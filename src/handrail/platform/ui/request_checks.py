"""What is refused before any page sees it, and the headers that every answer carries, files of the pages too."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

type GetResponse = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
OUR_OWN_PAGES = ("same-origin", "none")
"""What a browser says in Sec-Fetch-Site of a request from our pages, or from the person alone (W3C Fetch Metadata)."""
RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
HEADERS = {
    RESOURCE_POLICY: "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

log = logging.getLogger("handrail.security")


class CrossOriginResponseHeadersMiddleware:
    """No other site embeds what we answer; what says that it is for everybody (CORS) stays so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Access-Control-Allow-Origin" in response.headers:
            response.headers[RESOURCE_POLICY] = "cross-origin"
        return response


class RefuseUnsafeRequestsMiddleware:
    """Methods that no page takes, forms that another site sent, and programs that ask in clear."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return _make_refusal_response(405, "That is not a way to ask here.")
        if (
            settings.BEHIND_TLS
            and not request.is_secure()
            and request.path.startswith(settings.MACHINE_PATHS)
        ):
            return _make_refusal_response(403, "Ask by https.")
        if request.method == "POST" and _is_from_another_site(request):
            log.warning("A form from another site was refused.", extra={"request": request})
            return render(request, "403_csrf.html", status=403)
        return self.get_response(request)


def _is_from_another_site(request: HttpRequest) -> bool:
    """By the browser's own word, which no page can forge. Whoever says nothing is checked by the token alone."""
    return request.headers.get("Sec-Fetch-Site", "none") not in OUR_OWN_PAGES


def _make_refusal_response(status: int, words: str) -> HttpResponse:
    response = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    if status == 405:
        response.headers["Allow"] = ", ".join(METHODS)
    return response
