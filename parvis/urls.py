"""All routes. Pages carry their language first; what machines read does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("parvis.site.urls_machines")),
    *i18n_patterns(
        path("", include("parvis.contributions.urls")),  # first: most of what is read
        path("", include("parvis.site.urls")),
        path("", include("parvis.coauthors.urls")),
        path("", include("parvis.ui.urls")),
        path("", include("parvis.people.urls")),
        path("", include("parvis.processes.urls")),
        path("", include("parvis.amendments.urls")),  # before texts: p/<slug>/text/amendments/ is no article
        path("", include("parvis.provenance.urls")),  # before texts: p/<slug>/text/v/2/words/ is no article
        path("", include("parvis.texts.urls")),
        path("", include("parvis.synthesis.urls")),
        path("", include("parvis.channels.urls")),
        path("", include("parvis.decisions.urls")),
        path("", include("parvis.deputies.urls")),
        path("", include("parvis.answer_desk.urls")),
        path("", include("parvis.follow_up.urls")),
        path("", include("parvis.handover.urls")),
        path("", include("parvis.outcomes.urls")),
        path("", include("parvis.workshop.urls")),
        path("", include("parvis.moderation.urls")),
        path("", include("parvis.notifications.urls")),
        path("", include("parvis.exchange.urls")),
        path("", include("parvis.rehearsal.urls")),
        path("account/", include("parvis.people.urls_allauth")),
    ),
]
handler400 = "parvis.ui.errors.bad_request"
handler403 = "parvis.ui.errors.forbidden"
handler404 = "parvis.ui.errors.not_found"
handler500 = "parvis.ui.errors.server_error"
