from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "handrail.areas.intelligence"
    label = "intelligence"
    verbose_name = "Intelligence"
