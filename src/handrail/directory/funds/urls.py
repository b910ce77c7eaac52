"""The addresses of funds."""

from django.urls import URLPattern, path

from handrail.directory.funds import views

FUND = "money/funds/<int:fund_id>"

urlpatterns: list[URLPattern] = [
    path("money/funds/", views.funds, name="funds"),
    path("money/funds/add/", views.AddFundPage.as_view(), name="add_fund"),
    path(f"{FUND}/", views.fund, name="fund"),
    path(f"{FUND}/rules/", views.ChangeFundTermsPage.as_view(), name="change_terms"),
    path(f"{FUND}/year/", views.SetFundBudgetPage.as_view(), name="set_budget"),
    path(f"{FUND}/year/<int:budget_id>/close/", views.CloseFundBudgetPage.as_view(), name="close_budget"),
    path(f"{FUND}/close/", views.CloseFundPage.as_view(), name="close_fund"),
]
