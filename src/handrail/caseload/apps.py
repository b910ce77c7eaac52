from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "handrail.caseload"
    label = "caseload"
