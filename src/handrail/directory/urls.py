"""The addresses of services, of lists that are imported, and of stores."""

from django.urls import URLPattern, path

from handrail.directory.stores import acts as store_acts
from handrail.directory.stores import pages as store_pages
from handrail.directory.views import imports, pilots, service_list, services
from handrail.platform.records.act_pages import make_addresses

SERVICE = "services/<int:service_id>"
PILOT = "pilots/<int:pilot_id>"

service_urlpatterns: list[URLPattern] = [
    path("services/add/", services.AddServicePage.as_view(), name="add_service"),
    path("services/", service_list.ServicesPage.as_view(), name="services"),
    path(f"{SERVICE}/", services.service, name="service"),
    path(f"{SERVICE}/change/", services.EditServicePage.as_view(), name="edit_service"),
    path(f"{SERVICE}/state/", services.ChangeServiceStatePage.as_view(), name="service_state"),
    path(f"{SERVICE}/free/", services.SetFreePlacesPage.as_view(), name="service_free"),
    path(f"{SERVICE}/checked/", services.mark_service_checked_today, name="service_checked"),
    path(f"{SERVICE}/trial/", pilots.ExtendPilotPage.as_view(), name="extend_trial"),
    path(f"{SERVICE}/pilot/", pilots.pilot, name="pilot"),
    path(f"{SERVICE}/pilot/outcomes/add/", pilots.AddPilotMeasurePage.as_view(), name="add_pilot_measure"),
    path(
        f"{SERVICE}/pilot/outcomes/<int:measure_id>/",
        pilots.AddPilotResultPage.as_view(),
        name="add_pilot_result",
    ),
    path("pilots/", pilots.own_pilots, name="own_pilots"),
    path("pilots/add/", pilots.AddNonServicePilotPage.as_view(), name="add_own_pilot"),
    path(f"{PILOT}/", pilots.own_non_service_pilot, name="own_pilot"),
    path(f"{PILOT}/change/", pilots.ChangeNonServicePilotPage.as_view(), name="change_own_pilot"),
    path(f"{PILOT}/extend/", pilots.ExtendPilotPage.as_view(), name="extend_own_pilot"),
    path(f"{PILOT}/outcomes/add/", pilots.AddPilotMeasurePage.as_view(), name="add_own_pilot_measure"),
    path(
        f"{PILOT}/outcomes/<int:measure_id>/",
        pilots.AddPilotResultPage.as_view(),
        name="add_own_pilot_result",
    ),
    path("services/import/", imports.ImportServicesPage.as_view(), name="import_services"),
    path("services/import/template.csv", imports.csv_import_template, name="import_template"),
    path("services/import/<uuid:import_id>/", imports.ImportReportPage.as_view(), name="import_report"),
]
urlpatterns: list[URLPattern] = [*service_urlpatterns, *make_addresses(store_acts, store_pages)]
