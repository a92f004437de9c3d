"""What the instance holds about me, and leaving."""

from django.urls import path

from . import views_join, views_me

urlpatterns = [
    path("me/data/", views_me.my_data, name="my_data"),
    path("me/data.json", views_me.my_data_file, name="my_data_file"),
    path("me/consents/", views_me.consents, name="consents"),
    path("me/other-address/", views_join.other_address, name="other_address"),
    path("me/other-address/code/", views_join.other_code, name="other_code"),
    path("me/other-address/confirm/", views_join.other_confirm, name="other_confirm"),
    path("me/delete/", views_me.delete_account, name="delete_account"),
]
