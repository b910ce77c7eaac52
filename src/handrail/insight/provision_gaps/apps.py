"""Django's name for this room."""

from django.apps import AppConfig


class ProvisionGapsConfig(AppConfig):
    """For its templates: its actions lie in `review_gaps`."""

    name = "handrail.insight.provision_gaps"
    label = "insight_provision_gaps"
    verbose_name = "Gaps in provision"
