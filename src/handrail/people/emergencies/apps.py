from django.apps import AppConfig


class EmergenciesConfig(AppConfig):
    name = "handrail.people.emergencies"
    label = "emergencies"
    verbose_name = "Emergency access"
