from django.apps import AppConfig


class BagsConfig(AppConfig):
    name = "handrail.provision.bags"
    label = "provision_bags"
    verbose_name = "Bags"
