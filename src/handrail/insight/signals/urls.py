"""The addresses of signals."""

from django.urls import URLPattern, path

from handrail.insight.signals import views

urlpatterns: list[URLPattern] = [
    path("figures/signals/", views.signals, name="signals"),
    path("figures/signals/<uuid:signal_id>/", views.signal, name="signal"),
    path(
        "figures/signals/<uuid:signal_id>/decide/", views.DecideOnSignalPage.as_view(), name="decide_signal"
    ),
    path(
        "figures/signals/<uuid:signal_id>/intervene/",
        views.StartInterventionPage.as_view(),
        name="start_intervention",
    ),
]
