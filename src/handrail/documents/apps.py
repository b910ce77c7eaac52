from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "handrail.documents"
    label = "documents"
    verbose_name = "Documents"
