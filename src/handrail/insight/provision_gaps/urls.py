"""The addresses of gaps in provision."""

from django.urls import URLPattern, path

from handrail.insight.provision_gaps import views

urlpatterns: list[URLPattern] = [
    path("figures/gaps/", views.provision_gaps, name="provision_gaps"),
    path("figures/gaps/act/", views.AddActionOnProvisionGapPage.as_view(), name="provision_action"),
]
