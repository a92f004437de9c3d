"""What the instance holds about me, and leaving."""

from django.urls import path

from . import views_me

urlpatterns = [
    path("me/data/", views_me.my_data, name="my_data"),
    path("me/data.json", views_me.my_data_file, name="my_data_file"),
    path("me/consents/", views_me.consents, name="consents"),
    path("me/delete/", views_me.delete_account, name="delete_account"),
]
