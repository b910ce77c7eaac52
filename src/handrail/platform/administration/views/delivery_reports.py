"""Where mail and text services send their delivery reports: pages for machines, which prove themselves."""

import json
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from handrail.platform.outbox.delivery_reports import record_report_of_notify
from handrail.platform.ui.access_control import public

LONGEST_REPORT: Final = 64 * 1024


@csrf_exempt  # from another server, which proves itself by the token
@require_POST
@public("takes a delivery report from whoever has the token of GOV.UK Notify's callback, and shows nothing")
def take_notify_delivery_report(request: HttpRequest) -> HttpResponse:
    """One report of GOV.UK Notify. Without a token in the settings there is no such page."""
    sent = request.META.get("HTTP_AUTHORIZATION", "")
    token = settings.DELIVERY_REPORTS_TOKEN
    if not token or not constant_time_compare(sent, f"Bearer {token}"):
        return _answer_that_there_is_no_such_page()
    report = _read_report(request)
    if report is None:
        return HttpResponseBadRequest("No report.\n", content_type="text/plain; charset=utf-8")
    record_report_of_notify(report)
    return HttpResponse(status=204)


@csrf_exempt  # as above
@require_POST
@public(
    "takes delivery reports from the mail service that has the password of its callback, and shows nothing"
)
def take_mail_service_delivery_report(request: HttpRequest) -> HttpResponse:
    """Reports of the mail service, in its own form, which anymail reads."""
    if not settings.DELIVERY_REPORTS_TOKEN or not settings.MAIL_SERVICE:
        return _answer_that_there_is_no_such_page()
    return _find_tracking_view(settings.MAIL_SERVICE)(request)


@lru_cache(maxsize=2)
def _find_tracking_view(service: str) -> Callable[[HttpRequest], HttpResponse]:
    """The view by which anymail reads this service's reports."""
    module = import_module(f"anymail.webhooks.{service}")
    name = next(name for name in vars(module) if name.endswith("TrackingWebhookView"))
    view: Callable[[HttpRequest], HttpResponse] = getattr(module, name).as_view()
    return view


def _read_report(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > LONGEST_REPORT:
        return None
    try:
        report = json.loads(request.body)
    except ValueError:
        return None
    return report if isinstance(report, dict) else None


def _answer_that_there_is_no_such_page() -> HttpResponse:
    return HttpResponseNotFound("No such page.\n", content_type="text/plain; charset=utf-8")
