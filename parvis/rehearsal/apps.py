from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "parvis.rehearsal"
    label = "rehearsal"
