"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.web.recommendations import listing, pages, updates

ONE = "recommendations/<slug:code>"

urlpatterns: list[URLPattern] = [
    path("recommendations/", listing.recommendations, name="recommendations"),
    path("recommendations/list.csv", listing.recommendations_csv, name="recommendations_csv"),
    path("recommendations/asked-of-us/", listing.asked_of_us, name="asked_of_us"),
    path("recommendations/asked-by-us/", listing.asked_by_us, name="asked_by_us"),
    path("recommendations/add/", pages.register, name="register_recommendation"),
    path(f"{ONE}/", pages.recommendation, name="recommendation"),
    path(f"{ONE}/addressees.csv", pages.addressees_csv, name="addressees_csv"),
    path(f"{ONE}/change/", pages.change, name="change_recommendation"),
    path(f"{ONE}/ask/", pages.ask, name="ask_for_updates"),
    path(f"{ONE}/decide/", pages.decide, name="decide_recommendation"),
    path(f"{ONE}/comment/", pages.comment, name="publish_comment"),
    path(f"{ONE}/promise/", pages.promise, name="promise_recommendation"),
    path(f"{ONE}/updates/<int:asking>/", updates.updates, name="updates"),
    path(f"{ONE}/updates/<int:asking>/answer/", updates.answer_update, name="answer_update"),
    path(f"{ONE}/updates/<int:asking>/decide/", updates.decide_update, name="decide_update"),
]
