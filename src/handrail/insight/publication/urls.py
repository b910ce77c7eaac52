"""The addresses of published figures."""

from django.urls import URLPattern, path

from handrail.insight.publication import views

urlpatterns: list[URLPattern] = [
    path("figures/", views.figures, name="figures"),
    path("figures/<slug:quarter>/figures.csv", views.figures_csv, name="figures_csv"),
    path(
        "figures/<slug:quarter>/figures.csv-metadata.json",
        views.figures_csv_description,
        name="figures_csv_description",
    ),
    path("figures/<slug:quarter>/figures.json", views.figures_json, name="figures_json"),
]
