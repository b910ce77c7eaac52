"""The addresses of the figures of unmet needs."""

from django.urls import URLPattern, path

from handrail.people.gaps import views

urlpatterns: list[URLPattern] = [
    path("money/missing/", views.gaps, name="gaps"),
    path("money/missing/table.csv", views.download_unmet_need_gaps_csv, name="gaps_csv"),
    path("money/missing/<slug:need>/<slug:month>/", views.show_cases_with_unmet_need, name="gap_cases"),
]
