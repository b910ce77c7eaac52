"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.needs.views import assessments, evidence, findings

NEEDS_PATH = "needs/<uuid:assessment_id>"
EVIDENCE_PATH = f"{NEEDS_PATH}/evidence/<int:number>"
QUOTE_PATH = f"{NEEDS_PATH}/quotes/<int:quote_id>"
FINDING_PATH = f"{NEEDS_PATH}/findings/<int:number>"
INTENTION_PATH = f"{NEEDS_PATH}/intentions/<int:number>"

urlpatterns: list[URLPattern] = [
    path("needs/", assessments.needs, name="needs"),
    path("needs/add/", assessments.AddNeedsAssessmentPage.as_view(), name="add_needs_assessment"),
    path(f"{NEEDS_PATH}/", assessments.needs_assessment, name="needs_assessment"),
    path(
        f"{NEEDS_PATH}/change/",
        assessments.ChangeNeedsAssessmentPage.as_view(),
        name="change_needs_assessment",
    ),
    path(f"{NEEDS_PATH}/phases/", assessments.needs_figures_by_phase, name="needs_phases"),
    path(f"{NEEDS_PATH}/publish/", assessments.PublishNeedsPage.as_view(), name="publish_needs"),
    path(f"{NEEDS_PATH}/published/", assessments.published_needs_assessment, name="published_needs"),
    path(f"{NEEDS_PATH}/files/<slug:form>/", assessments.published_needs_assessment_file, name="needs_file"),
    path(f"{NEEDS_PATH}/evidence/add/", evidence.AddNeedsEvidencePage.as_view(), name="add_needs_evidence"),
    path(
        f"{NEEDS_PATH}/evidence/figure/", evidence.AddFigureAsEvidencePage.as_view(), name="take_needs_figure"
    ),
    path(
        f"{NEEDS_PATH}/evidence/survey/",
        evidence.AddSurveyResultAsEvidencePage.as_view(),
        name="take_needs_survey",
    ),
    path(f"{EVIDENCE_PATH}/", evidence.ChangeNeedsEvidencePage.as_view(), name="change_needs_evidence"),
    path(
        f"{EVIDENCE_PATH}/remove/", evidence.RemoveNeedsEvidencePage.as_view(), name="remove_needs_evidence"
    ),
    path(f"{EVIDENCE_PATH}/quotes/add/", evidence.AddQuotePage.as_view(), name="add_quote"),
    path(f"{QUOTE_PATH}/check/", evidence.ConfirmQuoteAnonymousPage.as_view(), name="check_quote"),
    path(f"{QUOTE_PATH}/remove/", evidence.RemoveQuotePage.as_view(), name="remove_quote"),
    path(f"{NEEDS_PATH}/findings/add/", findings.AddFindingPage.as_view(), name="add_finding"),
    path(f"{FINDING_PATH}/", findings.ChangeFindingPage.as_view(), name="change_finding"),
    path(f"{FINDING_PATH}/remove/", findings.RemoveFindingPage.as_view(), name="remove_finding"),
    path(
        f"{NEEDS_PATH}/recommendations/add/",
        findings.AddNeedsRecommendationPage.as_view(),
        name="add_needs_recommendation",
    ),
    path(
        f"{NEEDS_PATH}/recommendations/<int:number>/",
        findings.ChangeNeedsRecommendationPage.as_view(),
        name="change_needs_recommendation",
    ),
    path(
        f"{NEEDS_PATH}/intentions/add/",
        findings.AddCommissioningIntentionPage.as_view(),
        name="add_intention",
    ),
    path(f"{INTENTION_PATH}/", findings.ChangeIntentionPage.as_view(), name="change_intention"),
    path(f"{INTENTION_PATH}/decide/", findings.DecideIntentionPage.as_view(), name="decide_intention"),
]
