from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "handrail.platform.documents"
    label = "documents"
    verbose_name = "Documents"
