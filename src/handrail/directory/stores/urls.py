"""The addresses of stores and of kinds of bag."""

from django.urls import URLPattern, path

from handrail.directory.stores.views import bag_kinds, stores

STORE = "bags/<int:store_id>"
STOCK = f"{STORE}/<int:kind_id>"
KIND = "bags/kinds/<int:kind_id>"

urlpatterns: list[URLPattern] = [
    path("bags/", stores.bag_stores, name="bags"),
    path("bags/add/", stores.OpenStorePage.as_view(), name="add_store"),
    path("bags/kinds/add/", bag_kinds.AddBagKindPage.as_view(), name="add_bag_kind"),
    path(f"{KIND}/", bag_kinds.bag_kind, name="bag_kind"),
    path(f"{KIND}/contents/", bag_kinds.ChangeBagContentsPage.as_view(), name="change_bag"),
    path(f"{KIND}/retire/", bag_kinds.RetireBagKindPage.as_view(), name="retire_bag"),
    path(f"{STORE}/", stores.bag_store, name="bag_store"),
    path(f"{STORE}/close/", stores.CloseStorePage.as_view(), name="close_bag_store"),
    path(f"{STOCK}/in/", stores.RecordBagDeliveryPage.as_view(), name="deliver_bags"),
    path(f"{STOCK}/off/", stores.WriteOffBagsPage.as_view(), name="write_off_bags"),
    path(f"{STOCK}/count/", stores.CorrectBagCountPage.as_view(), name="count_bags"),
    path(f"{STOCK}/order/", stores.SetBagReorderLevelPage.as_view(), name="reorder_bags"),
]
