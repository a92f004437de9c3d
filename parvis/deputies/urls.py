from django.urls import path

from . import views

app_name = "deputies"
urlpatterns = [
    path("desk/deputies/", views.deputies, name="deputies"),
    path("desk/deputies/<str:public_id>/revoke/", views.revoke, name="revoke"),
]
