from django.apps import AppConfig


class ReviewGapsConfig(AppConfig):
    name = "handrail.insight.review_gaps"
    label = "review_gaps"
    verbose_name = "Gaps found in reviews"
