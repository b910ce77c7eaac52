from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "handrail.assurance.reports"
    label = "assurance_reports"
    verbose_name = "Reports"
