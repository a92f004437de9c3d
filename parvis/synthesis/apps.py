from django.apps import AppConfig


class SynthesisConfig(AppConfig):
    name = "parvis.synthesis"
    label = "synthesis"
