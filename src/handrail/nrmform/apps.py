from django.apps import AppConfig


class NrmformConfig(AppConfig):
    name = "handrail.nrmform"
    label = "nrmform"
