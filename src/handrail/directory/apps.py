from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "handrail.directory"
    label = "directory"
    verbose_name = "Directory"
