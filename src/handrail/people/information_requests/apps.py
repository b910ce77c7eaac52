from django.apps import AppConfig


class InformationRequestsConfig(AppConfig):
    name = "handrail.people.information_requests"
    label = "information_requests"
    verbose_name = "Requests for information"
