from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "handrail.people.personal_data"
    label = "personal_data"
    verbose_name = "A person's data"
