from importlib import import_module

from django.apps import AppConfig


class AmendmentsConfig(AppConfig):
    name = "parvis.amendments"
    label = "amendments"

    def ready(self) -> None:
        import_module("parvis.amendments.guard")
