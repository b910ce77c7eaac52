"""Django's name for this room."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """The log of signals."""

    name = "handrail.insight.signals"
    label = "insight_signals"
    verbose_name = "Signals"
