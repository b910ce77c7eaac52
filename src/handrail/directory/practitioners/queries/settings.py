"""The settings that are in force for an organisation on a day."""

import datetime

from handrail.directory.practitioners.models import DeploymentSettings


def get_deployment_settings(body_id: int, on: datetime.date) -> DeploymentSettings:
    """The row in force; an unsaved one with the start values where the body has set none by then."""
    rows = DeploymentSettings.objects.filter(body=body_id, since__lte=on)
    return rows.order_by("-since").first() or DeploymentSettings(body_id=body_id)


def list_deployment_settings(body_id: int) -> list[DeploymentSettings]:
    """All that the body set, the newest first, each with who set it."""
    return list(DeploymentSettings.objects.filter(body=body_id).select_related("set_by").order_by("-since"))
