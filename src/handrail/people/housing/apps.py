from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "handrail.people.housing"
    label = "housing"
    verbose_name = "Places"
