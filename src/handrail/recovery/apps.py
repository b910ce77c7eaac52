from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "handrail.recovery"
    label = "recovery"
