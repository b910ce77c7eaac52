"""Around everything else: probes are answered at once, each request gets a number for the log and is counted."""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from uuid import uuid4

from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from handrail.platform.kernel.request_number import current_request_number
from handrail.platform.monitoring import views
from handrail.platform.monitoring.metrics import count_request
from handrail.platform.vault.key_fingerprints import find_key_faults

OUT_OF_SERVICE = (
    "Handrail is out of service. Nothing is lost. Whoever runs it here can see what is wrong in its log.\n"
    "Nid yw Handrail ar gael. Nid oes dim wedi'i golli.\n"
)
log = logging.getLogger(__name__)
PROBES = {"/health/live": views.health_live, "/health/ready": views.health_ready, "/metrics": views.metrics}


class AnswerHealthProbesMiddleware:
    """A probe comes by number or name, with or without TLS: it meets no list of hosts, no session and no redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        is_read = request.method in ("GET", "HEAD")
        response = probe(request) if is_read else HttpResponseNotAllowed(["GET", "HEAD"])
        response["Cache-Control"] = "no-store"
        return response


class RefuseRequestsIfKeysDoNotFitMiddleware:
    """With another key no page is answered: it could neither open nor record anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if faults := find_key_faults():
            log.error("No page is answered. %s", " ".join(fault.words.replace("\n", " ") for fault in faults))
            return HttpResponse(
                OUT_OF_SERVICE,
                status=503,
                content_type="text/plain; charset=utf-8",
                headers={"Retry-After": "300"},
            )
        return self.get_response(request)


class SqlStatementTimer:
    """The seconds that statements took."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, run: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(*arguments)
        finally:
            self.seconds += time.perf_counter() - began


class RequestMetricsMiddleware:
    """The number is ours: one that a stranger sends could be another request's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = current_request_number.set(uuid4().hex)
        began, timer = time.perf_counter(), SqlStatementTimer()
        try:
            with ExitStack() as timed:
                for connection in connections.all():
                    timed.enter_context(connection.execute_wrapper(timer))
                response = self.get_response(request)
            seconds = time.perf_counter() - began
            count_request(request, status=response.status_code, seconds=seconds, in_database=timer.seconds)
            response["X-Request-Id"] = current_request_number.get()
            return response
        finally:
            current_request_number.reset(token)
