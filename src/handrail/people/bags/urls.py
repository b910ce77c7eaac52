"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.people.bags.views import issues, stores

CASE = "cases/<str:reference>/bags"
STORE = "bags/<int:store_id>"
KIND = "bags/kinds/<int:kind_id>"

urlpatterns: list[URLPattern] = [
    path("bags/", stores.bags, name="bags"),
    path("bags/add/", stores.add_store, name="add_store"),
    path("bags/kinds/add/", stores.add_bag_kind, name="add_bag_kind"),
    path(f"{KIND}/", stores.bag_kind, name="bag_kind"),
    path(f"{KIND}/contents/", stores.change_bag, name="change_bag"),
    path(f"{KIND}/retire/", stores.retire_bag, name="retire_bag"),
    path(f"{STORE}/", stores.bag_store, name="bag_store"),
    path(f"{STORE}/close/", stores.close_bag_store, name="close_bag_store"),
    path(f"{STORE}/<int:kind_id>/in/", stores.deliver_bags, name="deliver_bags"),
    path(f"{STORE}/<int:kind_id>/off/", stores.write_off_bags, name="write_off_bags"),
    path(f"{STORE}/<int:kind_id>/count/", stores.count_bags, name="count_bags"),
    path(f"{STORE}/<int:kind_id>/order/", stores.reorder_bags, name="reorder_bags"),
    path(f"{CASE}/", issues.give_bag, name="give_bag"),
    path(f"{CASE}/<uuid:issue_id>/take-back/", issues.take_bag_back, name="take_bag_back"),
    path(f"{CASE}/<uuid:issue_id>/said/", issues.say_of_bag, name="say_of_bag"),
]
