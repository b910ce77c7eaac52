"""The addresses of board packs."""

from django.urls import URLPattern, path

from handrail.insight.packs import views

SERIES_PATH = "board-packs/<uuid:series_id>"
PACK_PATH = "board-packs/pack/<uuid:pack_id>"

urlpatterns: list[URLPattern] = [
    path("board-packs/", views.packs, name="packs"),
    path("board-packs/add/", views.AddPackSeriesPage.as_view(), name="add_pack_series"),
    path(f"{SERIES_PATH}/", views.pack_series, name="pack_series"),
    path(f"{SERIES_PATH}/change/", views.ChangePackSeriesPage.as_view(), name="change_pack_series"),
    path(f"{SERIES_PATH}/order/", views.OrderPackMeasuresPage.as_view(), name="order_pack_measures"),
    path(f"{SERIES_PATH}/limits/", views.RestartControlLimitsPage.as_view(), name="restart_limits"),
    path(f"{SERIES_PATH}/next/", views.CreateNextPackPage.as_view(), name="make_next_pack"),
    path(f"{PACK_PATH}/", views.pack, name="pack"),
    path(f"{PACK_PATH}/pack.<slug:form>", views.board_pack_file, name="pack_file"),
    path(f"{PACK_PATH}/write/", views.EditPackTextsPage.as_view(), name="write_pack"),
    path(f"{PACK_PATH}/comments/<slug:measure>/", views.CommentOnPackPage.as_view(), name="comment_on_pack"),
    path(f"{PACK_PATH}/actions/add/", views.AddActionToPackPage.as_view(), name="promise_pack"),
    path(f"{PACK_PATH}/send/", views.SendPackToSignatoriesPage.as_view(), name="send_pack"),
    path(f"{PACK_PATH}/sign/", views.SignPackPage.as_view(), name="sign_pack"),
    path(f"{PACK_PATH}/correct/", views.CreateCorrectionEditionPage.as_view(), name="correct_pack"),
]
