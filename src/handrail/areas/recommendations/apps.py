from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "handrail.areas.recommendations"
    label = "recommendations"
    verbose_name = "Recommendations"
