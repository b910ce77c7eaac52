"""The addresses of stores and of kinds of bag."""

from django.urls import URLPattern, path

from handrail.directory.stores.views import kinds, stores

STORE = "bags/<int:store_id>"
STOCK = f"{STORE}/<int:kind_id>"
KIND = "bags/kinds/<int:kind_id>"

urlpatterns: list[URLPattern] = [
    path("bags/", stores.bags, name="bags"),
    path("bags/add/", stores.AddStorePage.as_view(), name="add_store"),
    path("bags/kinds/add/", kinds.AddBagKindPage.as_view(), name="add_bag_kind"),
    path(f"{KIND}/", kinds.bag_kind, name="bag_kind"),
    path(f"{KIND}/contents/", kinds.ChangeBagPage.as_view(), name="change_bag"),
    path(f"{KIND}/retire/", kinds.RetireBagPage.as_view(), name="retire_bag"),
    path(f"{STORE}/", stores.bag_store, name="bag_store"),
    path(f"{STORE}/close/", stores.CloseBagStorePage.as_view(), name="close_bag_store"),
    path(f"{STOCK}/in/", stores.DeliverBagsPage.as_view(), name="deliver_bags"),
    path(f"{STOCK}/off/", stores.WriteOffBagsPage.as_view(), name="write_off_bags"),
    path(f"{STOCK}/count/", stores.CountBagsPage.as_view(), name="count_bags"),
    path(f"{STOCK}/order/", stores.ReorderBagsPage.as_view(), name="reorder_bags"),
]
