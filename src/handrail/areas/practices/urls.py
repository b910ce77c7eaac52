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
    path("practices/", library.PracticeLibraryPage.as_view(), name="practices"),
    path("practices/file/", library.practice_library_csv, name="practices_file"),
    path("practices/planned/", planned_practices.planned_practices_with_outcomes, name="practices_planned"),
    path("practices/like/", similar_areas.similar_areas, name="practices_like"),
    path("practices/sort/", theme_and_section_sorting.practices_to_classify, name="practices_to_sort"),
    path("practices/<slug:key>/", practice.one_practice, name="practice"),
    path(
        "practices/<slug:key>/became/",
        planned_practices.RecordPracticeOutcomePage.as_view(),
        name="practice_became",
    ),
    path(
        "practices/<slug:key>/sort/",
        theme_and_section_sorting.ClassifyPracticePage.as_view(),
        name="practice_sort",
    ),
    path(
        "practices/<slug:key>/out/",
        theme_and_section_sorting.RemovePracticeFromLibraryPage.as_view(),
        name="practice_out",
    ),
]
