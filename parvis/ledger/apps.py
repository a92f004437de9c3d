from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "parvis.ledger"
    label = "ledger"
