"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.intelligence.views import district_map, outreach, reports

REPORT_PATH = "intelligence/<uuid:report_id>"

urlpatterns: list[URLPattern] = [
    path("outreach/", outreach.outreach, name="outreach"),
    path("outreach/add/", outreach.PlanOutreachPage.as_view(), name="plan_outreach"),
    path("outreach/<uuid:session_id>/", outreach.outreach_session, name="outreach_session"),
    path("outreach/<uuid:session_id>/longer/", outreach.ExtendOutreachPage.as_view(), name="extend_outreach"),
    path("outreach/<uuid:session_id>/cancel/", outreach.CancelOutreachPage.as_view(), name="cancel_outreach"),
    path(
        "outreach/<uuid:session_id>/back/",
        outreach.ConfirmOutreachSafeReturnPage.as_view(),
        name="confirm_return",
    ),
    path("intelligence/", reports.intelligence_reports, name="intelligence_reports"),
    path("intelligence/map/", district_map.intelligence_map, name="intelligence_map"),
    path("intelligence/add/", reports.SubmitIntelligenceReportPage.as_view(), name="write_intelligence"),
    path(f"{REPORT_PATH}/", reports.intelligence_report, name="intelligence_report"),
    path(f"{REPORT_PATH}/change/", reports.ChangeUnclearedReportPage.as_view(), name="rewrite_intelligence"),
    path(
        f"{REPORT_PATH}/clear/<slug:scheme>/",
        reports.GradeAndClearReportPage.as_view(),
        name="clear_intelligence",
    ),
    path(f"{REPORT_PATH}/return/", reports.SendReportBackPage.as_view(), name="return_intelligence"),
    path(f"{REPORT_PATH}/results/", reports.RecordReportResultsPage.as_view(), name="count_intelligence"),
]
