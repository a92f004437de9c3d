from django.urls import path, re_path

from . import views

app_name = "provenance"
urlpatterns = [
    path("c/<str:public_id>/words/", views.followed, name="followed"),
    path("p/<slug:slug>/text/v/<int:number>/words/", views.version, name="version"),
    re_path(
        r"^p/(?P<slug>[-\w]+)/text/v/(?P<number>[1-9][0-9]{0,3})/words\.(?P<format>json|csv)$", views.file, name="file"
    ),
    path("p/<slug:slug>/text/v/<int:number>/<slug:article_slug>/words/", views.article, name="article"),
]
