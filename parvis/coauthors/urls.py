from django.urls import path

from . import views

app_name = "coauthors"
urlpatterns = [
    path("c/<str:public_id>/authors/", views.invite, name="invite"),
    path("c/<str:public_id>/my-signature/", views.own, name="own"),
    path("sign-together/<str:token>/", views.sign, name="sign"),
]
