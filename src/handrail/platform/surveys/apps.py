from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "handrail.platform.surveys"
    label = "surveys"
    verbose_name = "Surveys"
