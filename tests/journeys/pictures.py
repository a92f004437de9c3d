"""Pictures of the main pages on the demonstration, for people who review: `python -m tests.journeys.pictures FOLDER`.

Each page is taken wide, on a telephone, and in the dark, from top to bottom.
"""

import os
import sys
from pathlib import Path

WAYS = {
    "wide": {"width": 1280},
    "narrow": {"width": 390},
    "dark": {"width": 1280, "dark": True},
}
BILL = "/fr/p/ombre-eau-fraicheur"
PAGES = {
    "home": ("anonymous", "/fr/"),
    "processes": ("anonymous", "/fr/p/"),
    "process-open": ("anonymous", f"{BILL}/"),
    "process-answering": ("anonymous", "/fr/p/place-du-marche/"),
    "process-decided": ("anonymous", "/fr/p/nuits-de-belle-rive/"),
    "pact": ("anonymous", f"{BILL}/pact/"),
    "path": ("anonymous", f"{BILL}/path/"),
    "bill": ("anonymous", f"{BILL}/text/"),
    "article": ("anonymous", f"{BILL}/text/article-2/"),
    "list": ("anonymous", f"{BILL}/contributions/?order=newest"),
    "search": ("anonymous", f"{BILL}/contributions/?order=newest&q=ombre&kind=proposal"),
    "five-start": ("anonymous", f"{BILL}/five-minutes/"),
    "five-step": ("anonymous", f"{BILL}/five-minutes/start/"),
    "answers": ("anonymous", "/fr/p/nuits-de-belle-rive/answers/"),
    "promises": ("anonymous", "/fr/promises/"),
    "bin": ("anonymous", f"{BILL}/bin/"),
    "sheet": ("anonymous", f"{BILL}/sheet/"),
    "data": ("anonymous", "/fr/data/"),
    "guide": ("anonymous", "/fr/guide/residents/"),
    "sign-in": ("anonymous", "/fr/sign-in/"),
    "refusal": ("anonymous", "/fr/desk/"),
    "not-found": ("anonymous", "/fr/nulle-part/"),
    "me": ("resident", "/fr/me/"),
    "account": ("resident", "/fr/me/account/"),
    "new-proposal": ("resident", f"{BILL}/new/proposal/"),
    "article-signed-in": ("resident", f"{BILL}/text/article-3/"),
    "desk": ("organiser", "/fr/desk/"),
    "dashboard": ("organiser", "/fr/desk/p/ombre-eau-fraicheur/"),
    "calendar": ("organiser", "/fr/desk/p/ombre-eau-fraicheur/calendar/"),
    "moderation": ("moderator", "/fr/desk/moderation/"),
    "counter": ("clerk", "/fr/desk/counter/"),
    "staff": ("operator", "/fr/desk/staff/"),
    "gallery": ("operator", "/fr/gallery/"),
}


def take(site, folder: Path) -> None:
    from parvis.contributions.models import Contribution

    said = Contribution.objects.visible().filter(process__slug="ombre-eau-fraicheur").order_by("-people")
    more = {
        kind: ("anonymous", said.filter(kind=kind).first().get_absolute_url())
        for kind in ("proposal", "modification", "experience", "argument")
    }
    for way, options in WAYS.items():
        windows: dict = {}
        for name, (role, address) in {**PAGES, **more}.items():
            if role not in windows:
                windows[role] = site.visit(role, **options)
            window = windows[role]
            window.goto(address)
            window.screenshot(path=folder / f"{name}-{way}.png", full_page=True)
            print(f"{name}-{way}.png")
    for context in site.contexts:
        context.close()
    site.contexts.clear()


def main(folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()

    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    from parvis.exchange.demonstration import loading
    from parvis.people.models import Person
    from tests.browser import chromium
    from tests.demo_site import demonstration

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser, demonstration(browser) as site:
            for role, _name, address in loading.accounts():
                site.people.setdefault(role, Person.objects.get(email=address))
            take(site, folder)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Say where to put the pictures: python -m tests.journeys.pictures FOLDER")
    main(Path(sys.argv[1]))
