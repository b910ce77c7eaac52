from django.apps import AppConfig


class DirectoryHousingConfig(AppConfig):
    name = "handrail.directory.housing"
    label = "directory_housing"
    verbose_name = "Housing"
