"""Tells the trail from where each request comes: a coarse network, and a mark of the device."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from handrail.platform.access.models import User
from handrail.platform.audit.request_source import (
    RequestSource,
    format_coarse_network,
    provide_request_source_to_audit_records,
)
from handrail.platform.signin.device_cookie import get_known_device_id_of_user

MARK_LENGTH = 8  # hexadecimal digits: enough to tell the devices of one account apart


class RequestSourceMiddleware:
    """While a request is answered, records say where it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with provide_request_source_to_audit_records(partial(_find_request_source, request)):
            return self.get_response(request)


def _find_request_source(request: HttpRequest, user_id: str) -> RequestSource:
    """The address is the proxy's where no proxy is named in the settings (site/proxy_headers.py)."""
    network = format_coarse_network(str(request.META.get("REMOTE_ADDR", "")))
    user = request.user
    if not isinstance(user, User) or str(user.pk) != user_id:
        return RequestSource(network)
    return RequestSource(network, _get_device_mark(request, user))


def _get_device_mark(request: HttpRequest, user: User) -> str:
    """Differs for each account, so that a shared device does not tell who sits together."""
    device = get_known_device_id_of_user(request, user)
    said = f"{user.pk} {device}"
    return (
        salted_hmac("handrail.device-mark", said, algorithm="sha256").hexdigest()[:MARK_LENGTH]
        if device
        else ""
    )
