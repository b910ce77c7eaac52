from django.apps import AppConfig


class CaseloadImportConfig(AppConfig):
    name = "handrail.people.caseload_import"
    label = "caseload_import"
    verbose_name = "Import of cases"
