"""Goals, outcomes, hesitations, the person’s own page, what they said of us."""

from django.urls import path

from handrail.people.recovery.views import (
    core_outcomes,
    feedback,
    goals,
    hesitations,
    person_page,
    support_plan,
)

CASE = "cases/<str:reference>"

urlpatterns = [
    path(f"{CASE}/plan/", support_plan.support_plan, name="support_plan"),
    path(
        f"{CASE}/plan/offer/<slug:kind>/", support_plan.OfferServiceFromPlanPage.as_view(), name="quick_offer"
    ),
    path(f"{CASE}/plan/provider/", support_plan.AddLocalProviderPage.as_view(), name="add_provider"),
    path(
        f"{CASE}/plan/provider/<uuid:provider_id>/end/",
        support_plan.EndLocalProviderPage.as_view(),
        name="end_provider",
    ),
    path(f"{CASE}/goals/add/", goals.AddGoalPage.as_view(), name="add_goal"),
    path(f"{CASE}/goals/<uuid:goal_id>/", goals.goal, name="goal"),
    path(f"{CASE}/goals/<uuid:goal_id>/follow/", goals.AddGoalVersionPage.as_view(), name="change_goal"),
    path(f"{CASE}/outcomes/", core_outcomes.outcomes, name="outcomes"),
    path(
        f"{CASE}/outcomes/<slug:outcome>/", core_outcomes.RecordOutcomeReviewPage.as_view(), name="look_back"
    ),
    path(f"{CASE}/holding-back/", hesitations.case_hesitations, name="holding_back"),
    path(f"{CASE}/holding-back/add/", hesitations.RecordHesitationPage.as_view(), name="say_why"),
    path(
        f"{CASE}/holding-back/<uuid:hesitation_id>/changed/",
        hesitations.RecordHesitationChangePage.as_view(),
        name="what_changed",
    ),
    path(
        f"{CASE}/holding-back/<uuid:hesitation_id>/correct/",
        hesitations.CorrectHesitationPage.as_view(),
        name="correct_why",
    ),
    path(
        f"{CASE}/holding-back/<uuid:hesitation_id>/take-back/",
        hesitations.TakeBackHesitationPage.as_view(),
        name="take_back_why",
    ),
    path(
        f"{CASE}/holding-back/changed/<uuid:change_id>/correct/",
        hesitations.CorrectHesitationChangePage.as_view(),
        name="correct_changed",
    ),
    path(
        f"{CASE}/holding-back/changed/<uuid:change_id>/take-back/",
        hesitations.TakeBackHesitationChangePage.as_view(),
        name="take_back_changed",
    ),
    path(f"{CASE}/said/", feedback.case_feedback, name="said_on_case"),
    path(f"{CASE}/said/add/", feedback.RecordFeedbackPage.as_view(), name="add_said"),
    path(f"{CASE}/said/<uuid:feedback_id>/", feedback.case_feedback_detail, name="said_one"),
    path(
        f"{CASE}/said/<uuid:feedback_id>/answer/", feedback.AnswerFeedbackPage.as_view(), name="answer_said"
    ),
    path(f"{CASE}/for-them/", person_page.choose_contents_of_page_shown_to_victim, name="their_page"),
    path(f"{CASE}/for-them/show/", person_page.support_page_shown_to_victim, name="show_their_page"),
    path("said-of-us/", feedback.feedback_about_organisation, name="said_of_us"),
    path("what-changed/", hesitations.hesitation_figures_of_organisation, name="what_changed_figures"),
]
