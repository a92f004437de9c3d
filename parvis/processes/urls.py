"""Routes of processes. The pages of the desk that look at every domain are written by the site, above us."""

from django.urls import include, path

from .views import reading

app_name = "processes"
urlpatterns = [
    path("p/<slug:slug>/pact/", reading.pact, name="pact"),
    path("p/<slug:slug>/path/", reading.path, name="path"),
    path("", include("parvis.site.urls_desk")),
]
