"""A single person who works for a service: never published, shown to workers alone."""

from django.db import models

from handrail.directory.models.service import Service


class ServiceContact(models.Model):
    """The one person to ask for at a service."""

    personal_fields = ("name", "phone", "email")

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, primary_key=True, related_name="person_to_ask"
    )
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=32, blank=True, default="")
    email = models.EmailField(blank=True, default="")

    def __str__(self) -> str:
        return f"contact of service {self.pk}"
