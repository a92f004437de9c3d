from importlib import import_module

from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "parvis.synthesis"
    label = "synthesis"

    def ready(self) -> None:
        import_module("parvis.synthesis.edition")
