from django.urls import path, re_path

from .views import reading

urlpatterns = [
    path("p/<slug:slug>/contributions/", reading.contribution_list, name="list"),
    path("p/<slug:slug>/contributions.atom", reading.feed, name="feed"),
    re_path(r"^p/(?P<slug>[-\w]+)/contributions\.(?P<format>csv|json)$", reading.download, name="download"),
    path("c/<str:public_id>/", reading.detail, name="detail"),
    path("c/<str:public_id>/card.png", reading.card, name="card"),
    path("c/<str:public_id>/versions/", reading.versions, name="versions"),
]
