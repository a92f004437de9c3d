"""Routes without a language: the front door, health, files for robots."""

from django.urls import path

from .views import health, machines

urlpatterns = [
    path("", machines.front_door),
    path("health/", health.show, name="health"),
    path("robots.txt", machines.robots),
    path("sitemap.xml", machines.sitemap),
    path(".well-known/security.txt", machines.security),
]
