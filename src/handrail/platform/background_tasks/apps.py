from django.apps import AppConfig


class BackgroundTasksConfig(AppConfig):
    name = "handrail.platform.background_tasks"
    label = "background_tasks"
    verbose_name = "Files being made"
