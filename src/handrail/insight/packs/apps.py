from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "handrail.insight.packs"
    label = "insight_packs"
    verbose_name = "Board packs"
