"""Django's name for this room."""

from django.apps import AppConfig


class TakeUpConfig(AppConfig):
    """For its templates: it holds no table."""

    name = "handrail.insight.take_up"
    label = "insight_take_up"
    verbose_name = "From referral to result"
