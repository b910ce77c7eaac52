from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "handrail.provision.money"
    label = "provision_money"
    verbose_name = "Money"
