from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "handrail.people.conferences"
    label = "conferences"
    verbose_name = "Case conferences and joint visits"
