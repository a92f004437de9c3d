from django.urls import path

from . import views

app_name = "texts"
urlpatterns = [
    path("p/<slug:slug>/text/", views.bill, name="bill"),
    path("p/<slug:slug>/text/<slug:article_slug>/", views.article, name="article"),
]
