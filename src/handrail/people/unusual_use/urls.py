"""Addresses of unusual use."""

from django.urls import URLPattern, path

from handrail.people.unusual_use import views

urlpatterns: list[URLPattern] = [
    path("unusual-use/", views.show_unusual_use_findings, name="unusual_use"),
    path(
        "unusual-use/<int:finding_id>/",
        views.RecordUnusualUseDecisionPage.as_view(),
        name="decide_unusual_use",
    ),
]
