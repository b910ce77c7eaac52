"""The addresses of published figures."""

from django.urls import URLPattern, path

from handrail.insight.publication import area_views, rule_change_views, views

urlpatterns: list[URLPattern] = [
    path("figures/", views.figures, name="figures"),
    path("figures/open-data/", views.open_data_page, name="figures_open_data"),
    path("figures/police-and-courts/", area_views.show_area_justice_figures, name="area_justice_figures"),
    path("figures/what-if/", rule_change_views.rule_changes, name="rule_changes"),
    path("figures/openapi.json", views.figures_openapi, name="figures_openapi"),
    path("figures/quarters.json", views.published_quarters_json, name="figures_quarters"),
    path("figures/<slug:quarter>/figures.csv", views.figures_csv, name="figures_csv"),
    path(
        "figures/<slug:quarter>/figures.csv-metadata.json",
        views.figures_csv_description,
        name="figures_csv_description",
    ),
    path("figures/<slug:quarter>/figures.json", views.figures_json, name="figures_json"),
]
