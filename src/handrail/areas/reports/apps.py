from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "handrail.areas.reports"
    label = "reports"
    verbose_name = "Reports"
