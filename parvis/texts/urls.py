from django.urls import path, re_path

from . import views, views_anchors, views_desk, views_files, views_tabling, views_versions

app_name = "texts"
urlpatterns = [
    path("p/<slug:slug>/text/", views.bill, name="bill"),
    path("p/<slug:slug>/text/versions/", views_versions.versions, name="versions"),
    path("p/<slug:slug>/text/v/<int:number>/", views.former, name="former"),
    re_path(
        r"^p/(?P<slug>[-\w]+)/text/v/(?P<number>[1-9][0-9]{0,3})\.(?P<kind>xml|html|docx|pdf|md)$",
        views_files.download,
        name="download",
    ),
    path("p/<slug:slug>/text/v/<int:number>/changes/", views_versions.changes, name="changes"),
    path("p/<slug:slug>/text/v/<int:number>/<slug:article_slug>/", views.former_article, name="former_article"),
    path(
        "p/<slug:slug>/text/v/<int:number>/<slug:article_slug>/changes/",
        views_versions.article_changes,
        name="article_changes",
    ),
    path("p/<slug:slug>/text/<slug:article_slug>/", views.article, name="article"),
    path("p/<slug:slug>/text/<slug:article_slug>/card.png", views.card, name="card"),
    path("desk/p/<slug:slug>/text/import/", views_desk.import_text, name="import"),
    path("desk/p/<slug:slug>/text/version/", views_tabling.new_version, name="new_version"),
    path("desk/p/<slug:slug>/text/tabling/", views_tabling.tabling, name="tabling"),
    path("desk/p/<slug:slug>/text/amendments/", views_anchors.anchors, name="anchors"),
    path("desk/p/<slug:slug>/text/amendments/<str:public_id>/", views_anchors.anchor, name="anchor"),
    path("desk/p/<slug:slug>/text/explanations/", views_desk.explanations, name="explanations"),
]
