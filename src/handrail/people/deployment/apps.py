"""Django's name for this package."""

from django.apps import AppConfig

from handrail.directory.practitioners.signals import worker_key_changed
from handrail.people.cases.signals import person_identified


class DeploymentConfig(AppConfig):
    """Requests for somebody to be sent, and what became of them."""

    name = "handrail.people.deployment"
    label = "deployment"

    def ready(self) -> None:
        """Raise a request where a force deploys to every victim; let booked time follow who is one person."""
        from handrail.people.deployment.actions import booked_time, requests  # noqa: PLC0415 - need the models

        person_identified.connect(
            requests.create_request_for_identified_person, dispatch_uid="deployment.identified"
        )
        worker_key_changed.connect(
            booked_time.set_worker_key_of_booked_time, dispatch_uid="deployment.worker_key"
        )
