"""Django's name for this room."""

from django.apps import AppConfig


class MonitoringReturnsConfig(AppConfig):
    """Its tables name bodies and counts, never a person."""

    name = "handrail.insight.monitoring_returns"
    label = "insight_monitoring_returns"
    verbose_name = "Monitoring returns"
