from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "handrail.assurance.recommendations"
    label = "assurance_recommendations"
    verbose_name = "Recommendations"
