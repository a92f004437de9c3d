from django.urls import path

from .urls_allauth import second_factor
from .views import account, organisations, sign_in, staff

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("me/account/", account.account, name="account"),
    path("me/email/", account.email, name="email"),
    path("me/email/code/", account.email_code, name="email_code"),
    path("me/email/forget/", account.forget_addresses, name="forget_addresses"),
    path("me/sessions/end/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("me/second-factor/", second_factor, name="second_factor"),
    path("me/organisations/", organisations.organisations, name="organisations"),
    path("desk/staff/", staff.staff, name="staff"),
    path("desk/staff/<str:public_id>/revoke/", staff.revoke, name="revoke"),
]
