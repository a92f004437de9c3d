from django.urls import path

from . import views, views_desk

app_name = "texts"
urlpatterns = [
    path("p/<slug:slug>/text/", views.bill, name="bill"),
    path("p/<slug:slug>/text/<slug:article_slug>/", views.article, name="article"),
    path("p/<slug:slug>/text/<slug:article_slug>/card.png", views.card, name="card"),
    path("desk/p/<slug:slug>/text/import/", views_desk.import_text, name="import"),
    path("desk/p/<slug:slug>/text/explanations/", views_desk.explanations, name="explanations"),
]
