"""The addresses of signals."""

from django.urls import URLPattern, path

from handrail.insight.signals import trend_views, views

urlpatterns: list[URLPattern] = [
    path("figures/trends/", trend_views.trends, name="trends"),
    path("figures/signals/", views.signals, name="signals"),
    path("figures/signals/<uuid:signal_id>/", views.signal, name="signal"),
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
