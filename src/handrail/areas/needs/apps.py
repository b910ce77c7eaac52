from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "handrail.areas.needs"
    label = "needs"
    verbose_name = "Needs assessments"
