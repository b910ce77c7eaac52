"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.platform.surveys.views import public_survey, surveys

SURVEY_PATH = "surveys/<uuid:survey_id>"
QUESTION_PATH = f"{SURVEY_PATH}/questions/<int:number>"

urlpatterns: list[URLPattern] = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/add/", surveys.AddSurveyPage.as_view(), name="add_survey"),
    path(f"{SURVEY_PATH}/", surveys.survey, name="survey"),
    path(f"{SURVEY_PATH}/change/", surveys.ChangeSurveyPage.as_view(), name="change_survey"),
    path(
        f"{SURVEY_PATH}/questions/add/", surveys.AddSurveyQuestionPage.as_view(), name="add_survey_question"
    ),
    path(f"{QUESTION_PATH}/", surveys.ChangeSurveyQuestionPage.as_view(), name="change_survey_question"),
    path(
        f"{QUESTION_PATH}/remove/", surveys.RemoveSurveyQuestionPage.as_view(), name="remove_survey_question"
    ),
    path(
        f"{QUESTION_PATH}/in/<slug:language>/",
        surveys.TranslateSurveyQuestionPage.as_view(),
        name="translate_survey_question",
    ),
    path(
        f"{SURVEY_PATH}/languages/add/", surveys.AddSurveyLanguagePage.as_view(), name="add_survey_language"
    ),
    path(
        f"{SURVEY_PATH}/languages/<slug:language>/",
        surveys.ChangeSurveyLanguagePage.as_view(),
        name="change_survey_language",
    ),
    path(f"{SURVEY_PATH}/open/", surveys.OpenSurveyPage.as_view(), name="open_survey"),
    path(
        f"{SURVEY_PATH}/papers/add/", surveys.AddSurveyAnswerFromPaperPage.as_view(), name="add_paper_answer"
    ),
    path("survey/<str:token>/", public_survey.public_survey, name="public_survey"),
    path("survey/<str:token>/thanks/", public_survey.survey_thanks, name="survey_thanks"),
]
