from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "handrail.directory.housing"
    label = "directory_housing"
    verbose_name = "Housing"
