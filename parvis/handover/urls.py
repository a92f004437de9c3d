from django.urls import path

from . import views

app_name = "handover"
urlpatterns = [
    path("p/<slug:slug>/handed-over/", views.handed_over, name="handed_over"),
    path("p/<slug:slug>/handed-over/<str:public_id>.json", views.file, name="file"),
    path("desk/p/<slug:slug>/hand-over/", views.hand_over, name="hand_over"),
]
