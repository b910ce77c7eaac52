"""Django's name for this package."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Papers."""

    name = "handrail.platform.files"
    label = "files"
