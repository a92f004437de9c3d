from django.urls import path

from . import gallery, manifest

app_name = "ui"
urlpatterns = [
    path("manifest.webmanifest", manifest.web_manifest, name="manifest"),
    path("gallery/", gallery.gallery, name="gallery"),
]
