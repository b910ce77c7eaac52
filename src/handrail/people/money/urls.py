"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.people.gaps import views
from handrail.people.money.views import case_money, funds, requests

CASE = "cases/<str:reference>/money"
ONE = "money/requests/<uuid:request_id>"
FUND = "money/funds/<int:fund_id>"

urlpatterns: list[URLPattern] = [
    path("money/", requests.money, name="money"),
    path(f"{ONE}/", requests.money_request, name="money_request"),
    path(f"{ONE}/approve/", requests.approve_money, name="approve_money"),
    path(f"{ONE}/refuse/", requests.refuse_money, name="refuse_money"),
    path(f"{ONE}/review/", requests.review_money, name="review_money"),
    path(f"{ONE}/take-back/", requests.cancel_money, name="cancel_money"),
    path(f"{ONE}/bought/", requests.buy_money, name="buy_money"),
    path(f"{ONE}/receipt/", requests.receipt_money, name="receipt_money"),
    path(f"{ONE}/check/", requests.reconcile_money, name="reconcile_money"),
    path("money/funds/", funds.funds, name="funds"),
    path("money/funds/add/", funds.add_fund, name="add_fund"),
    path(f"{FUND}/", funds.fund, name="fund"),
    path(f"{FUND}/rules/", funds.change_terms, name="change_terms"),
    path(f"{FUND}/year/", funds.set_budget, name="set_budget"),
    path(f"{FUND}/year/<int:budget_id>/close/", funds.close_budget, name="close_budget"),
    path(f"{FUND}/close/", funds.close_fund, name="close_fund"),
    path("money/missing/", views.gaps, name="gaps"),
    path("money/missing/table.csv", views.gaps_csv, name="gaps_csv"),
    path("money/missing/<slug:need>/<slug:month>/", views.gap_cases, name="gap_cases"),
    path(f"{CASE}/", case_money.case_money, name="case_money"),
    path(f"{CASE}/ask/", case_money.ask_money, name="ask_money"),
    path(f"{CASE}/paid-instead/", case_money.paid_instead, name="paid_instead"),
]
