from django.apps import AppConfig


class StoresConfig(AppConfig):
    name = "handrail.directory.stores"
    label = "directory_stores"
    verbose_name = "Stores"
