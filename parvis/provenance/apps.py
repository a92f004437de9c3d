from importlib import import_module

from django.apps import AppConfig


class ProvenanceConfig(AppConfig):
    name = "parvis.provenance"
    label = "provenance"

    def ready(self) -> None:
        for name in ("steps", "watching"):
            import_module(f"parvis.provenance.{name}")
