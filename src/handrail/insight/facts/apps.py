from django.apps import AppConfig


class CaseFactsConfig(AppConfig):
    name = "handrail.insight.facts"
    label = "insight_facts"
    verbose_name = "Pseudonymous case facts"
