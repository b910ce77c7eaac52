from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "handrail.directory.funds"
    label = "directory_funds"
    verbose_name = "Funds"
