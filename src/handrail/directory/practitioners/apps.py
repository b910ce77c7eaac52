from django.apps import AppConfig


class PractitionersConfig(AppConfig):
    name = "handrail.directory.practitioners"
    label = "directory_practitioners"
    verbose_name = "Practitioners"
