from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "handrail.areas.prevention"
    label = "prevention"
    verbose_name = "Prevention"
