"""Routes of what people say. c/… is one contribution, p/…/contributions a list, p/…/five-minutes the short path."""

from django.urls import include, path

app_name = "contributions"
urlpatterns = [
    path("", include("parvis.contributions.urls_reading")),
    path("", include("parvis.contributions.urls_writing")),
    path("", include("parvis.contributions.urls_path")),
]
