from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "handrail.people.recovery"
    label = "recovery"
