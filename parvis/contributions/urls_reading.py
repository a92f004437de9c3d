from django.urls import path, re_path

from .views import groups, reading

urlpatterns = [
    path("p/<slug:slug>/contributions/", reading.contribution_list, name="list"),
    path("p/<slug:slug>/contributions.atom", reading.feed, name="feed"),
    re_path(r"^p/(?P<slug>[-\w]+)/contributions\.(?P<format>csv|json)$", reading.download, name="download"),
    path("p/<slug:slug>/people/", groups.people, name="people"),
    re_path(r"^p/(?P<slug>[-\w]+)/people\.(?P<format>csv|json)$", groups.people_file, name="people_file"),
    path("c/<str:public_id>/", reading.detail, name="detail"),
    path("c/<str:public_id>/card.png", reading.card, name="card"),
    path("c/<str:public_id>/versions/", reading.versions, name="versions"),
    path("c/<str:public_id>/groups/", groups.results, name="groups"),
    re_path(r"^c/(?P<public_id>[^/]+)/groups\.(?P<format>csv|json)$", groups.results_file, name="groups_file"),
]
