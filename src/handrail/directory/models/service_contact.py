"""A single person who works for a service: never published, shown to workers alone."""

from django.db import models

from handrail.directory.models.service import EMAIL_ERRORS, Service
from handrail.platform.access.model_fields import ShortTextField


class ServiceContact(models.Model):
    """The one person to ask for at a service. Without a name there is no row."""

    personal_fields = ("name", "phone", "email")

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, primary_key=True, related_name="person_to_ask"
    )
    name = ShortTextField(
        "Contact name",
        max_length=120,
        blank=True,
        help_text="Only workers who are signed in can see this. Never published.",
    )
    phone = ShortTextField("Their own phone", max_length=32, blank=True, default="")
    email = models.EmailField("Their own email", blank=True, default="", error_messages=EMAIL_ERRORS)

    def __str__(self) -> str:
        return f"contact of service {self.pk}"
