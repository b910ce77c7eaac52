"""The addresses of bags on a case."""

from django.urls import URLPattern, path

from handrail.people.bags.views import issued_bags

CASE = "cases/<str:reference>/bags"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/", issued_bags.IssueBagPage.as_view(), name="give_bag"),
    path(f"{CASE}/<uuid:issue_id>/take-back/", issued_bags.UndoBagIssuePage.as_view(), name="take_bag_back"),
    path(f"{CASE}/<uuid:issue_id>/said/", issued_bags.RecordBagFeedbackPage.as_view(), name="say_of_bag"),
]
