"""The address of take-up."""

from django.urls import URLPattern, path

from handrail.insight.take_up import views

urlpatterns: list[URLPattern] = [path("figures/take-up/", views.take_up, name="take_up")]
