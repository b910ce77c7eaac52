from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "handrail.areas.partnerships"
    label = "partnerships"
    verbose_name = "Partnerships"
