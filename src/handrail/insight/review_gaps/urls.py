"""The addresses of what is done about gaps of a review."""

from django.urls import URLPattern, path

from handrail.insight.review_gaps import views

urlpatterns: list[URLPattern] = [
    path("places/review/add/", views.PromiseGapActionPage.as_view(), name="review_action"),
    path(
        "places/review/<uuid:action_id>/done/",
        views.ReportGapActionProgressPage.as_view(),
        name="finish_review_action",
    ),
]
