from django.urls import include, path

from . import views_data

app_name = "exchange"
urlpatterns = [
    path("data/", views_data.data, name="data"),
    path("p/<slug:slug>/open-data.zip", views_data.process_zip, name="process_zip"),
    path("", include("parvis.exchange.urls_me")),
]
