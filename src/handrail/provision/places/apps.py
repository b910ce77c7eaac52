from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "handrail.provision.places"
    label = "provision_places"
    verbose_name = "Places"
