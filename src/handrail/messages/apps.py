from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "handrail.messages"
    label = "handrail_messages"
    verbose_name = "Messages"
