"""The addresses of take-up."""

from django.urls import URLPattern, path

from handrail.insight.take_up import views

urlpatterns: list[URLPattern] = [
    path("figures/take-up/", views.take_up, name="take_up"),
    path("figures/take-up/take-up.csv", views.download_take_up_csv, name="take_up_csv"),
]
