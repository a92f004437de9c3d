"""What the gallery shows: invented, in French because French is longer."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.core.validators import MaxLengthValidator

from analysis.redline import Piece

from . import icons
from .translated import Translated, TranslatedFormField

LONG = (
    "Remplacement de la dernière passerelle inaccessible du quartier des Tanneurs-Supérieurs par un cheminement "
    "continu, éclairé et praticable en fauteuil, y compris les jours de marché"
)

PACT = {
    "kind_label": "Concertation",
    "kind_words": "Vos propositions peuvent changer le texte. La commission décide et motive sa réponse.",
    "rows": [
        ("Qui décide", ["La commission des lois, puis l’Assemblée"]),
        ("Ce qui peut changer", ["Les articles 1 à 30", "Le calendrier d’application"]),
        ("Ce qui ne changera pas", ["Le principe d’ouverture par défaut", "Le budget voté"]),
        ("Ce qui est promis", ["Une réponse motivée à chaque amendement"]),
        ("Signé par", ["La présidente de la commission, le 12 septembre"]),
    ],
    "clock": "La rapporteure doit répondre avant le 6 novembre.",
}

LOOP = [
    {"label": "S’informer", "when": "du 12 sept.", "state": "done"},
    {"label": "Contribuer", "when": "26 sept. – 18 oct.", "state": "done"},
    {"label": "Synthèse", "when": "64 % lue", "state": "now"},
    {"label": "Réponses", "when": "avant le 6 nov.", "state": "next"},
    {"label": "Décision", "when": "séance du 19 janv.", "state": "next"},
    {"label": "Suites", "when": "chaque trimestre", "state": "next"},
]

JOURNEY = [
    {
        "title": "Seuil atteint",
        "when": date(2026, 10, 17),
        "detail": "500 soutiens, dans les trois groupes",
        "state": "done",
    },
    {"title": "Rédaction vérifiée", "when": date(2026, 10, 21), "detail": "recevable", "url": "#journey"},
    {"title": "Porté par une députée de la commission", "when": date(2026, 10, 28), "detail": LONG, "state": "now"},
    {"title": "Vote en commission", "when": "le 13 janv.", "state": "next"},
    {"title": "Retiré par son auteur", "when": "", "state": "stopped"},
]

DIFF = [
    ("=", "Les codes sources sont publiés dans un délai "),
    ("-", "raisonnable"),
    ("=", " "),
    ("+", "de six mois à compter de leur mise en service"),
    ("=", "."),
    Piece(("-", " Ils sont placés sous une licence libre."), 1),
    ("=", " Un décret fixe les conditions de cette publication."),
    Piece(("+", " Ils sont placés sous une licence libre."), 1),
]

PROSE = """Une **idée** simple, en *trois* temps :

1. écouter ;
2. écrire ;
3. répondre.

> « Nous attendons ce banc depuis 2019. »

Voir [le relevé](https://example.org/releve).

<script>alert(1)</script> et [ce lien](javascript:alert(1)) ne font rien.

# Un titre devient une ligne en gras"""


class GalleryForm(forms.Form):
    heading = forms.CharField(
        label="Titre de votre proposition", help_text="Une seule idée, en une phrase.", max_length=120
    )
    body = forms.CharField(label="Votre proposition", widget=forms.Textarea, max_length=300, required=False)
    kind = forms.ChoiceField(
        label="Ce que vous apportez",
        choices=[("idea", "Une idée"), ("story", "Une expérience"), ("source", "Une source")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Quartier", choices=[("", "Choisissez"), ("a", "Les Tanneurs"), ("b", "La Gare")])
    title = TranslatedFormField(label="Intitulé", help_text="Tel qu’il paraîtra sur la page de la démarche.")
    day = forms.DateField(label="Jour", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    consent = forms.BooleanField(label="J’accepte que mon opinion soit publiée", help_text="Sous mon nom choisi.")


WRONG = {"heading": LONG, "body": "Bonjour", "kind": "x", "place": ""}
MESSAGES = {
    "heading": {"max_length": "Le titre compte %(show_value)d caractères : il en faut %(limit_value)d au plus."},
    "kind": {"required": "Choisissez ce que vous apportez.", "invalid_choice": "Choisissez l’une des trois formes."},
    "place": {"required": "Choisissez votre quartier."},
    "consent": {"required": "Cochez la case pour publier votre opinion."},
}


def form_in_error() -> GalleryForm:
    form = GalleryForm(WRONG, prefix="wrong")
    form.data = {f"wrong-{key}": value for key, value in WRONG.items()}
    for name, messages in MESSAGES.items():
        form.fields[name].error_messages.update(messages)
        for validator in form.fields[name].validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = messages["max_length"]
    return form


def content() -> dict:
    first = date(2026, 9, 26)
    return {
        "pact": PACT,
        "loop": LOOP,
        "loop_open": [{**step, "state": ["done", "now", *["next"] * 4][n]} for n, step in enumerate(LOOP)],
        "journey": JOURNEY,
        "diff": DIFF,
        "prose_text": PROSE,
        "long": LONG,
        "form": GalleryForm(),
        "wrong_form": form_in_error(),
        "points": [(first + timedelta(days=n), (n * 37) % 53 + (90 if n in (0, 20) else 0)) for n in range(23)],
        "icons": icons.PATHS,
        "moment": datetime(2026, 11, 1, 13, 5, tzinfo=UTC),
        "start": first,
        "end": date(2026, 10, 18),
        "title": Translated(fr="Le texte de l’institution", en="The institution’s text"),
        "only_french": Translated(fr="Seulement en français"),
        "crumbs": [("Démarches", "#main"), ("Communs numériques", "#main"), ("Article 4", "")],
    }
