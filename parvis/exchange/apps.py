from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "parvis.exchange"
    label = "exchange"
