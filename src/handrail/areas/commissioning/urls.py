"""The addresses of commissioning."""

from django.urls import URLPattern, path

from handrail.areas.commissioning.views import lines, money, reviews, stops

LINE = "commissioning/services/<uuid:line_id>"
REVIEW = f"{LINE}/reviews/<int:number>"

urlpatterns: list[URLPattern] = [
    path("commissioning/services/", lines.service_lines, name="service_lines"),
    path("commissioning/services/add/", lines.AddCommissionedServicePage.as_view(), name="add_line"),
    path("commissioning/rules/", lines.commissioning_rules, name="commissioning_rules"),
    path("commissioning/published/", money.published_spending_files, name="published_spending"),
    path(
        "commissioning/published/<slug:body_code>/spending/<slug:month>.csv",
        money.published_spending_month_file,
        name="published_month",
    ),
    path(
        "commissioning/published/<slug:body_code>/<slug:file>.csv",
        money.published_agreements_file,
        name="published_file",
    ),
    path(f"{LINE}/", lines.service_line, name="service_line"),
    path(f"{LINE}/ocds.json", lines.contract_ocds_json, name="line_ocds"),
    path(f"{LINE}/change/", lines.ChangeCommissionedServicePage.as_view(), name="change_line"),
    path(f"{LINE}/terms/", lines.ChangeAgreementTermsPage.as_view(), name="change_line_terms"),
    path(f"{LINE}/directory/", lines.LinkServiceToDirectoryPage.as_view(), name="link_directory"),
    path(f"{LINE}/evaluation/", lines.LinkEvaluationToServicePage.as_view(), name="link_service_evaluation"),
    path(f"{LINE}/provider-ended/", lines.RecordProviderEndedPage.as_view(), name="provider_ended"),
    path(f"{LINE}/replace-provider/", lines.ReplaceProviderPage.as_view(), name="replace_provider"),
    path(f"{LINE}/move/<slug:stage>/", stops.MoveServiceToStagePage.as_view(), name="move_line"),
    path(f"{LINE}/sign/<slug:stage>/", stops.SignServiceDecisionPage.as_view(), name="sign_line"),
    path(f"{LINE}/plan/<slug:stage>/", stops.SavePlannedStagePage.as_view(), name="plan_stop"),
    path(
        f"{LINE}/notices/<int:number>/published/",
        stops.RecordNoticePublishedPage.as_view(),
        name="publish_line_notice",
    ),
    path(
        f"{LINE}/notices/<int:number>/not-needed/",
        stops.RecordNoticeNotNeededPage.as_view(),
        name="line_notice_not_needed",
    ),
    path(f"{LINE}/clauses/add/", stops.AddClausePage.as_view(), name="add_clause"),
    path(f"{LINE}/clauses/<int:number>/", stops.ChangeClausePage.as_view(), name="change_clause"),
    path(
        f"{LINE}/clauses/<int:number>/rests-on/",
        stops.CiteEvidenceInClausePage.as_view(),
        name="cite_in_clause",
    ),
    path(
        f"{LINE}/clauses/<int:number>/rests-on/document/",
        stops.CiteDocumentInClausePage.as_view(),
        name="cite_document",
    ),
    path(f"{LINE}/money/", money.service_award_and_claims, name="line_money"),
    path(f"{LINE}/money/award/", money.RecordAwardPage.as_view(), name="record_award"),
    path(f"{LINE}/money/amend/", money.AmendAwardPage.as_view(), name="amend_award"),
    path(f"{LINE}/money/quarters/add/", money.AddAwardQuarterPage.as_view(), name="add_quarter"),
    path(
        f"{LINE}/money/quarters/<str:quarter>/", money.ChangeAwardQuarterPage.as_view(), name="change_quarter"
    ),
    path(f"{LINE}/money/claims/add/", money.AddProviderClaimPage.as_view(), name="add_claim"),
    path(f"{LINE}/money/claims/<int:number>/", money.RecordClaimDecisionPage.as_view(), name="decide_claim"),
    path(f"{LINE}/money/underspend/", money.RecordUnderspendDecisionPage.as_view(), name="record_underspend"),
    path(f"{REVIEW}/", reviews.renewal_review, name="renewal_review"),
    path(f"{REVIEW}/report.<slug:form>", reviews.renewal_review_report_file, name="renewal_report"),
    path(f"{REVIEW}/risks/add/", reviews.AddReviewRiskPage.as_view(), name="add_review_risk"),
    path(f"{REVIEW}/risks/<int:risk>/", reviews.ChangeReviewRiskPage.as_view(), name="change_review_risk"),
    path(f"{REVIEW}/options/add/", reviews.AddRenewalOptionPage.as_view(), name="add_renewal_option"),
    path(
        f"{REVIEW}/options/<int:option>/",
        reviews.ChangeRenewalOptionPage.as_view(),
        name="change_renewal_option",
    ),
    path(f"{REVIEW}/said/", reviews.AddRenewalReviewStatementPage.as_view(), name="add_review_contribution"),
    path(
        f"{REVIEW}/figures/add/", reviews.AddReviewPerformanceFigurePage.as_view(), name="add_review_figure"
    ),
    path(f"{REVIEW}/words/add/", reviews.AddSurvivorWordsPage.as_view(), name="add_survivor_words"),
    path(
        f"{REVIEW}/words/<int:words>/check/",
        reviews.ConfirmSurvivorWordsAnonymousPage.as_view(),
        name="check_survivor_words",
    ),
    path(f"{REVIEW}/decide/", reviews.RecordRenewalDecisionPage.as_view(), name="decide_renewal"),
]
