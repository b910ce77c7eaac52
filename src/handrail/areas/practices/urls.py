"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.practices.views import (
    library,
    planned_practices,
    practice,
    similar_areas,
    theme_and_section_sorting,
)

urlpatterns: list[URLPattern] = [
    path("practices/", library.PracticesPage.as_view(), name="practices"),
    path("practices/file/", library.practices_file, name="practices_file"),
    path("practices/planned/", planned_practices.practices_planned, name="practices_planned"),
    path("practices/like/", similar_areas.similar_areas, name="practices_like"),
    path("practices/sort/", theme_and_section_sorting.practices_to_sort, name="practices_to_sort"),
    path("practices/<slug:key>/", practice.one_practice, name="practice"),
    path(
        "practices/<slug:key>/became/",
        planned_practices.RecordPracticeOutcomePage.as_view(),
        name="practice_became",
    ),
    path(
        "practices/<slug:key>/sort/",
        theme_and_section_sorting.SortPracticeByThemePage.as_view(),
        name="practice_sort",
    ),
    path(
        "practices/<slug:key>/out/",
        theme_and_section_sorting.RemovePracticeFromLibraryPage.as_view(),
        name="practice_out",
    ),
]
