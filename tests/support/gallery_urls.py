"""The gallery, one question page and the sign-in pages that the layout links to, without the rest of the site."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.gallery import GallerySampleForm, gallery

QUESTION = """{% extends "question.html" %}
{% from "components/form.html" import fields %}{% from "components/button.html" import press %}
{% from "components/question.html" import urgent_line %}
{% block title %}All questions{% endblock %}
{% block question %}{{ urgent_line("Ring 999 first.", "You can come back to this page.") }}
<h1 class="app-title">All questions</h1>
<form method="post" novalidate>{{ csrf_input }}{{ fields(form) }}{{ press("Continue") }}</form>
<p class="app-skip"><a class="govuk-link" href="/design/">Skip for now</a></p>{% endblock %}"""


def question(request: HttpRequest) -> HttpResponse:
    """Every kind of field on one page, to be sent and to come back with its errors."""
    context = {
        "form": bind_form(GallerySampleForm, request),
        "question_number": 2,
        "question_total": 6,
        "saved": "2:11am",
        "back_href": "/design/",
        "training": True,
    }
    return HttpResponse(engines["jinja2"].from_string(QUESTION).render(context, request))


urlpatterns = [path("design/", gallery), path("question/", question), path("", include("allauth.urls"))]
