from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "handrail.assurance.practices"
    label = "assurance_practices"
    verbose_name = "Practices"
