from importlib import import_module

from django.apps import AppConfig


class AmendmentsConfig(AppConfig):
    name = "parvis.amendments"
    label = "amendments"

    def ready(self) -> None:
        for name in ("guard", "steps", "sub_amendments", "watching"):
            import_module(f"parvis.amendments.{name}")
