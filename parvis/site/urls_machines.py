"""Routes without a language: the front door, health, files for robots."""

urlpatterns: list = []
