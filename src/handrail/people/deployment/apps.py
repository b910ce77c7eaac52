"""Django's name for this package."""

from django.apps import AppConfig

from handrail.people.cases.signals import person_identified


class DeploymentConfig(AppConfig):
    """Requests for somebody to be sent, and what became of them."""

    name = "handrail.people.deployment"
    label = "deployment"

    def ready(self) -> None:
        """Raise a request whenever a force that deploys to every victim has identified one."""
        from handrail.people.deployment.actions import requests  # noqa: PLC0415 - needs the models

        person_identified.connect(
            requests.raise_request_for_identified_person, dispatch_uid="deployment.identified"
        )
