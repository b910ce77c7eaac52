"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.insight.survey_results import views

urlpatterns: list[URLPattern] = [
    path("surveys/<uuid:survey_id>/close/", views.CloseSurveyPage.as_view(), name="close_survey"),
    path("surveys/<uuid:survey_id>/result/", views.survey_result, name="survey_result"),
]
