"""How much one account, or one address without an account, may ask of a worker, and how much costly work runs at once.

Counted in the memory of each worker: a page costs no write, and a limit holds for each worker by itself. Searches by
name, refusals, sign-ins and links are counted over all workers (platform/audit/request_limits.py).
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

MINUTE, TEN_MINUTES = 60, 600  # seconds
MOST_KEPT = 10_000
PAGES = {429: "429.html", 503: "503.html"}
COSTLY_AT_ONCE = 2  # of the four threads of a worker (site/page_server.py): the others go on answering pages


class SlidingWindow:
    """The moments at which each key asked, as far back as the window."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.asked: dict[str, deque[float]] = {}
        self.lock = threading.Lock()

    def is_over(self, key: str, most: int) -> bool:
        """Count one more, and say whether the key has asked too often. Nothing is counted where `most` is 0."""
        if not most:
            return False
        now = time.monotonic()
        with self.lock:
            if len(self.asked) > MOST_KEPT:
                self.asked.clear()
            times = self.asked.setdefault(key, deque(maxlen=most + 1))
            while times and times[0] <= now - self.seconds:
                times.popleft()
            times.append(now)
            return len(times) > most


class RequestRatesMiddleware:
    """429 where somebody asks too often; 503 where enough costly pages are being made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.requests, self.files = SlidingWindow(MINUTE), SlidingWindow(TEN_MINUTES)
        self.places = threading.BoundedSemaphore(COSTLY_AT_ONCE)
        self.costly: frozenset[str] = import_string(settings.COSTLY_PAGES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "has_costly_place", False):
                self.places.release()

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Once the address is known, and before its page is asked."""
        key = _get_rate_limit_key(request)
        if self.requests.is_over(key, settings.REQUESTS_A_MINUTE):
            return _make_too_many_requests_response(request, 429, MINUTE)
        name = request.resolver_match.url_name if request.resolver_match else None
        if name not in self.costly:
            return None
        if self.files.is_over(key, settings.FILES_IN_TEN_MINUTES):
            return _make_too_many_requests_response(request, 429, TEN_MINUTES)
        if not self.places.acquire(blocking=False):
            return _make_too_many_requests_response(request, 503, MINUTE)
        request.has_costly_place = True  # type: ignore[attr-defined]
        return None


def _get_rate_limit_key(request: HttpRequest) -> str:
    return (
        f"account {request.user.pk}" if request.user.pk else f"address {request.META.get('REMOTE_ADDR', '')}"
    )


def _make_too_many_requests_response(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    response = render(request, PAGES[status], status=status)
    response.headers["Retry-After"] = str(seconds)
    return response
