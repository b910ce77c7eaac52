"""The addresses of signals."""

from collections.abc import Sequence

from django.urls import URLPattern, path

from handrail.insight.signals import trend_views, views
from handrail.insight.signals.answers import SignalAnswerSource

urlpatterns: list[URLPattern] = [
    path("figures/trends/", trend_views.trends, name="trends"),
    path("figures/signals/", views.signals, name="signals"),
    path(
        "figures/signals/<uuid:signal_id>/decide/",
        views.RecordSignalDecisionPage.as_view(),
        name="decide_signal",
    ),
    path(
        "figures/signals/<uuid:signal_id>/intervene/",
        views.StartInterventionPage.as_view(),
        name="start_intervention",
    ),
]


def make_signal_page_address(answers: Sequence[SignalAnswerSource]) -> URLPattern:
    """The page of one signal, with what the rooms of areas say of it: this room imports none of them."""
    return path("figures/signals/<uuid:signal_id>/", views.signal, {"answers": answers}, name="signal")
