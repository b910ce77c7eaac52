"""Django's name for this room."""

from django.apps import AppConfig


class SurveyResultsConfig(AppConfig):
    """Its tables hold rounded numbers, and words that name nobody."""

    name = "handrail.insight.survey_results"
    label = "insight_survey_results"
    verbose_name = "Survey results"
