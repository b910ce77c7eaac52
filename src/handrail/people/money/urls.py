"""The addresses of money: requests, and the money of one case."""

from django.urls import URLPattern, path

from handrail.people.money.views import case_money, requests

CASE = "cases/<str:reference>/money"
ONE = "money/requests/<uuid:request_id>"

urlpatterns: list[URLPattern] = [
    path("money/", requests.fund_request_list, name="money"),
    path(f"{ONE}/", requests.show_fund_request, name="money_request"),
    path(f"{ONE}/approve/", requests.ApproveFundRequestPage.as_view(), name="approve_money"),
    path(f"{ONE}/refuse/", requests.RefuseFundRequestPage.as_view(), name="refuse_money"),
    path(f"{ONE}/review/", requests.ReviewMoneySpentBeforeApprovalPage.as_view(), name="review_money"),
    path(f"{ONE}/take-back/", requests.CancelFundRequestPage.as_view(), name="cancel_money"),
    path(f"{ONE}/bought/", requests.RecordFundPurchasePage.as_view(), name="buy_money"),
    path(f"{ONE}/receipt/", requests.RecordFundReceiptPage.as_view(), name="receipt_money"),
    path(f"{ONE}/check/", requests.ReconcileFundRequestPage.as_view(), name="reconcile_money"),
    path(f"{CASE}/", case_money.case_money, name="case_money"),
    path(f"{CASE}/ask/", case_money.RequestFundPage.as_view(), name="ask_money"),
    path(f"{CASE}/paid-instead/", case_money.RecordPaymentByOtherThanFundPage.as_view(), name="paid_instead"),
]
