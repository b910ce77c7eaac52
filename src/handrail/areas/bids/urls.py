"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.bids.views import bids, evaluations, pilots, posts, targets

CALL_PATH = "bids/calls/<uuid:call_id>"
BID_PATH = "bids/<uuid:bid_id>"
TARGET_PATH = f"{BID_PATH}/targets/<int:number>"
PILOT_PATH = "evaluations/pilots/<int:pilot_id>"
EVALUATION_PATH = "evaluations/<uuid:evaluation_id>"
LINE_PATH = f"{EVALUATION_PATH}/lines/<int:number>"

urlpatterns: list[URLPattern] = [
    path("bids/", bids.bids, name="bids"),
    path("bids/calls/add/", bids.AddFundingCallPage.as_view(), name="add_funding_call"),
    path(f"{CALL_PATH}/", bids.funding_call, name="funding_call"),
    path(f"{CALL_PATH}/change/", bids.ChangeFundingCallPage.as_view(), name="change_funding_call"),
    path(f"{CALL_PATH}/interest/", bids.RecordExpressionOfInterestPage.as_view(), name="express_interest"),
    path(f"{CALL_PATH}/bids/add/", bids.AddBidPage.as_view(), name="add_bid"),
    path("bids/posts/", posts.shared_staff_posts, name="shared_posts"),
    path("bids/posts/<uuid:post_id>/", posts.shared_staff_post, name="shared_post"),
    path(f"{BID_PATH}/", bids.bid, name="bid"),
    path(f"{BID_PATH}/change/", bids.ChangeBidPage.as_view(), name="change_bid"),
    path(f"{BID_PATH}/sent/", bids.RecordBidSentPage.as_view(), name="send_bid"),
    path(f"{BID_PATH}/decision/", bids.RecordBidDecisionPage.as_view(), name="decide_bid"),
    path(f"{BID_PATH}/posts/add/", posts.LinkStaffPostToBidPage.as_view(), name="link_bid_post"),
    path(f"{BID_PATH}/conditions/add/", bids.AddConditionPage.as_view(), name="add_bid_condition"),
    path(
        f"{BID_PATH}/conditions/<int:number>/",
        bids.ChangeConditionPage.as_view(),
        name="change_bid_condition",
    ),
    path(f"{BID_PATH}/targets/add/", targets.AddTargetPage.as_view(), name="add_bid_target"),
    path(f"{TARGET_PATH}/", targets.bid_target, name="bid_target"),
    path(f"{TARGET_PATH}/people.csv", targets.bid_target_csv, name="bid_target_csv"),
    path(f"{TARGET_PATH}/change/", targets.ChangeTargetPage.as_view(), name="change_bid_target"),
    path(
        f"{TARGET_PATH}/planned/add/",
        targets.AddPlannedSectorAndLanguageGroupPage.as_view(),
        name="plan_group",
    ),
    path(
        f"{TARGET_PATH}/planned/<int:group_id>/",
        targets.ChangePlannedSectorAndLanguageGroupPage.as_view(),
        name="change_planned_group",
    ),
    path(f"{TARGET_PATH}/reached/add/", targets.RecordPeopleReachedPage.as_view(), name="record_delivery"),
    path(
        f"{TARGET_PATH}/reached/<int:delivery_id>/correct/",
        targets.CorrectPeopleReachedPage.as_view(),
        name="correct_delivery",
    ),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
    path("evaluations/add/", evaluations.AddEvaluationPage.as_view(), name="add_evaluation"),
    path("evaluations/pilots/add/", pilots.RecordNewPilotPage.as_view(), name="start_pilot"),
    path(f"{PILOT_PATH}/", pilots.pilot_overview, name="pilot_plan"),
    path(f"{PILOT_PATH}/pack.zip", pilots.pilot_evidence_pack_zip, name="pilot_pack"),
    path(f"{PILOT_PATH}/change/", pilots.ChangePlannedPilotPage.as_view(), name="change_planned_pilot"),
    path(f"{PILOT_PATH}/theory/", pilots.SaveTheoryOfChangeOfPilotPage.as_view(), name="write_pilot_plan"),
    path(f"{PILOT_PATH}/outcomes/add/", pilots.AddPilotOutcomePage.as_view(), name="add_pilot_outcome"),
    path(
        f"{PILOT_PATH}/outcomes/<int:measure_id>/",
        pilots.RecordPilotOutcomeNumbersPage.as_view(),
        name="record_pilot_numbers",
    ),
    path(f"{PILOT_PATH}/baseline/", pilots.FreezeBaselinePage.as_view(), name="fix_baseline"),
    path(f"{PILOT_PATH}/posts/add/", pilots.LinkStaffPostToPilotPage.as_view(), name="link_pilot_post"),
    path(f"{PILOT_PATH}/decision/", pilots.RecordPilotDecisionPage.as_view(), name="decide_pilot"),
    path(f"{EVALUATION_PATH}/", evaluations.evaluation, name="evaluation"),
    path(f"{EVALUATION_PATH}/change/", evaluations.ChangeEvaluationPage.as_view(), name="change_evaluation"),
    path(
        f"{EVALUATION_PATH}/lines/add/", evaluations.AddOwnCountComparisonPage.as_view(), name="add_own_line"
    ),
    path(
        f"{EVALUATION_PATH}/lines/add-published/",
        evaluations.AddPublishedFigureComparisonPage.as_view(),
        name="add_published_line",
    ),
    path(f"{LINE_PATH}/remove/", evaluations.RemoveEvaluationComparisonPage.as_view(), name="remove_line"),
    path(
        f"{LINE_PATH}/cite/", evaluations.RecordSpecificationCitingComparisonPage.as_view(), name="cite_line"
    ),
    path(
        f"{EVALUATION_PATH}/others/add/",
        evaluations.AddThirdPartyFigurePage.as_view(),
        name="add_figure_of_others",
    ),
    path(
        f"{EVALUATION_PATH}/posts/add/",
        evaluations.LinkStaffPostToEvaluationPage.as_view(),
        name="link_evaluation_post",
    ),
    path(
        f"{EVALUATION_PATH}/publish/",
        evaluations.PublishEvaluationPage.as_view(),
        name="publish_evaluation",
    ),
]
