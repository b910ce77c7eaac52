"""What is sent is read before any page: in letters that can be kept, and no more of it than the memory bears."""

import codecs
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import parse_header_parameters


class RefuseNonUtf8RequestsMiddleware:
    """Browsers send UTF-8. Other letters can stand for halves of letters, which no database keeps."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_utf8_content_type(request.META.get("CONTENT_TYPE", "")):
            raise BadRequest("Text must be sent as UTF-8.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Read it, and say so where it is too much."""
        try:
            request.POST  # noqa: B018 - asked for is read
        except RequestDataTooBig:
            return render(request, "413.html", status=413)
        return None


def is_utf8_content_type(content_type: str) -> bool:
    """Whether a Content-Type names UTF-8, or no letters at all."""
    charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False
