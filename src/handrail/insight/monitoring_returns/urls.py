"""The addresses of monitoring returns."""

from django.urls import URLPattern, path

from handrail.insight.monitoring_returns.views import asked_counts, returns, templates

TEMPLATE_PATH = "monitoring-returns/templates/<uuid:template_id>"
RETURN_PATH = "monitoring-returns/<uuid:return_id>"

urlpatterns: list[URLPattern] = [
    path("monitoring-returns/", templates.monitoring_returns, name="monitoring_returns"),
    path(
        "monitoring-returns/add/",
        templates.AddMonitoringTemplatePage.as_view(),
        name="add_monitoring_template",
    ),
    path(f"{TEMPLATE_PATH}/", templates.monitoring_template, name="monitoring_template"),
    path(
        f"{TEMPLATE_PATH}/lines/add/",
        templates.AddMonitoringTemplateCountPage.as_view(),
        name="add_monitoring_line",
    ),
    path(
        f"{TEMPLATE_PATH}/lines/<int:number>/",
        templates.ChangeMonitoringTemplateCountPage.as_view(),
        name="change_monitoring_line",
    ),
    path(
        f"{TEMPLATE_PATH}/lines/<int:number>/take-out/",
        templates.RemoveMonitoringTemplateCountPage.as_view(),
        name="take_out_monitoring_line",
    ),
    path(
        f"{TEMPLATE_PATH}/use/",
        templates.ActivateMonitoringTemplatePage.as_view(),
        name="use_monitoring_template",
    ),
    path(
        f"{TEMPLATE_PATH}/next/",
        templates.CreateNextTemplateEditionPage.as_view(),
        name="next_monitoring_edition",
    ),
    path(
        f"{TEMPLATE_PATH}/returns/add/",
        returns.CreateMonitoringReturnPage.as_view(),
        name="make_monitoring_return",
    ),
    path("monitoring-returns/asked/", asked_counts.asked_counts, name="asked_counts"),
    path(
        "monitoring-returns/asked/<uuid:return_id>/<int:number>/",
        asked_counts.DiscloseExactCountPage.as_view(),
        name="give_exact_count",
    ),
    path(f"{RETURN_PATH}/", returns.monitoring_return, name="monitoring_return"),
    path(f"{RETURN_PATH}/return.csv", returns.monitoring_return_csv, name="monitoring_return_csv"),
    path(f"{RETURN_PATH}/fill/", returns.EnterMonitoringCountsPage.as_view(), name="fill_monitoring_return"),
    path(
        f"{RETURN_PATH}/hand-over/",
        returns.SubmitMonitoringReturnForSignaturePage.as_view(),
        name="hand_over_monitoring",
    ),
    path(
        f"{RETURN_PATH}/give-back/",
        returns.MoveMonitoringReturnToDraftPage.as_view(),
        name="give_back_monitoring",
    ),
    path(f"{RETURN_PATH}/sign/", returns.SignMonitoringReturnPage.as_view(), name="sign_monitoring_return"),
]
