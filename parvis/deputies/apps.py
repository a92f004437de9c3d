from importlib import import_module

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "parvis.deputies"
    label = "deputies"

    def ready(self) -> None:
        import_module("parvis.deputies.pacts")
