"""The addresses of services, of lists that are imported, and of stores."""

from django.urls import URLPattern, path

from handrail.directory.stores.urls import urlpatterns as stores
from handrail.directory.views import imports, service_list, services

SERVICE = "services/<int:service_id>"

service_urlpatterns: list[URLPattern] = [
    path("services/add/", services.add_service, name="add_service"),
    path("services/", service_list.services, name="services"),
    path(f"{SERVICE}/", services.service, name="service"),
    path(f"{SERVICE}/change/", services.edit_service, name="edit_service"),
    path(f"{SERVICE}/state/", services.service_state, name="service_state"),
    path(f"{SERVICE}/free/", services.service_free, name="service_free"),
    path(f"{SERVICE}/checked/", services.service_checked, name="service_checked"),
    path(f"{SERVICE}/trial/", services.extend_trial, name="extend_trial"),
    path("services/import/", imports.import_services, name="import_services"),
    path("services/import/template.csv", imports.import_template, name="import_template"),
    path("services/import/<uuid:arrival_id>/", imports.import_report, name="import_report"),
]
urlpatterns: list[URLPattern] = [*service_urlpatterns, *stores]
