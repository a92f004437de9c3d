from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "parvis.decisions"
    label = "decisions"

    def ready(self) -> None:
        for name in ("outcomes", "owing"):
            import_module(f"parvis.decisions.{name}")
