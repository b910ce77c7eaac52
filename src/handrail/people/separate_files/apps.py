from django.apps import AppConfig


class SeparateFilesConfig(AppConfig):
    name = "handrail.people.separate_files"
    label = "separate_files"
    verbose_name = "Separate files of one person"
