from django.urls import include, path

app_name = "exchange"
urlpatterns = [
    path("", include("parvis.exchange.urls_me")),
]
