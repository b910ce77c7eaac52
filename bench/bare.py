"""The bare page: the same session, person, middleware and layout as any page; no rules, no door, no trail."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines

from handrail.platform.access.models import User
from handrail.platform.ui.navigation import get_layout_context

PAGE = '{% extends "layout.html" %}{% block content %}<h1 class="app-title">Nothing</h1>{% endblock %}'


def bare(request: HttpRequest) -> HttpResponse:
    """What a page costs before it says anything."""
    assert isinstance(request.user, User)
    return HttpResponse(_template().render(get_layout_context(request, request.user.actor, "cases"), request))


@cache
def _template() -> Any:
    """Compiled once, as the templates of every page are."""
    return engines["jinja2"].from_string(PAGE)
