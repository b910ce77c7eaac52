"""The addresses of recommendations. areas/home adds the page of one recommendation, with its panels."""

from django.urls import URLPattern, path

from handrail.areas.recommendations.views import lists, recommendations, updates

RECOMMENDATION_PATH = "recommendations/<slug:code>"

urlpatterns: list[URLPattern] = [
    path("recommendations/", lists.RecommendationsPage.as_view(), name="recommendations"),
    path("recommendations/list.csv", lists.recommendations_csv, name="recommendations_csv"),
    path("recommendations/asked-of-us/", lists.show_update_requests_to_us, name="asked_of_us"),
    path("recommendations/asked-by-us/", lists.show_update_requests_by_us, name="asked_by_us"),
    path(
        "recommendations/add/",
        recommendations.RegisterRecommendationPage.as_view(),
        name="register_recommendation",
    ),
    path(f"{RECOMMENDATION_PATH}/addressees.csv", recommendations.addressees_csv, name="addressees_csv"),
    path(
        f"{RECOMMENDATION_PATH}/change/",
        recommendations.ChangeRecommendationPage.as_view(),
        name="change_recommendation",
    ),
    path(f"{RECOMMENDATION_PATH}/ask/", recommendations.RequestUpdatesPage.as_view(), name="ask_for_updates"),
    path(
        f"{RECOMMENDATION_PATH}/decide/",
        recommendations.CloseOrReopenRecommendationPage.as_view(),
        name="decide_recommendation",
    ),
    path(
        f"{RECOMMENDATION_PATH}/comment/",
        recommendations.RecordPublishedCommentPage.as_view(),
        name="publish_comment",
    ),
    path(
        f"{RECOMMENDATION_PATH}/promise/",
        recommendations.PromiseActionPage.as_view(),
        name="promise_recommendation",
    ),
    path(f"{RECOMMENDATION_PATH}/updates/<int:asking>/", updates.show_update_request, name="updates"),
    path(
        f"{RECOMMENDATION_PATH}/updates/<int:asking>/answer/",
        updates.GiveUpdatePage.as_view(),
        name="answer_update",
    ),
    path(
        f"{RECOMMENDATION_PATH}/updates/<int:asking>/decide/",
        updates.CloseOrReopenUpdateRequestPage.as_view(),
        name="decide_update",
    ),
]
