from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "handrail.platform.administration"
    label = "administration"
    verbose_name = "Administration"
