from importlib import import_module

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "parvis.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        import_module("parvis.outcomes.steps")
