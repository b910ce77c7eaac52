"""The addresses of bags on a case."""

from django.urls import URLPattern, path

from handrail.people.bags.views import issues

CASE = "cases/<str:reference>/bags"

urlpatterns: list[URLPattern] = [
    path(f"{CASE}/", issues.GiveBagPage.as_view(), name="give_bag"),
    path(f"{CASE}/<uuid:issue_id>/take-back/", issues.TakeBagBackPage.as_view(), name="take_bag_back"),
    path(f"{CASE}/<uuid:issue_id>/said/", issues.RecordBagFeedbackPage.as_view(), name="say_of_bag"),
]
