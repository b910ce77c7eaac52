from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "handrail.people.contacts"
    label = "contacts"
