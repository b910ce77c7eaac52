from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "handrail.people.money"
    label = "money"
    verbose_name = "Money"
