"""What a locked-out person sees."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any
) -> HttpResponse:
    """Too many wrong tries: say how long to wait, and whom to ask."""
    return render(request, "locked_out.html", status=429)
