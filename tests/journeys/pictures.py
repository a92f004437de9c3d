"""Pictures of every page for people who review: `python -m tests.journeys.pictures FOLDER [WORD…]`.

Each page of the table of house_rules/pages.py, as each role, from top to bottom: wide, on a telephone, in the dark,
on paper, and in English. With words, only the pictures whose names hold one of them.
"""

import os
import re
import sys
from pathlib import Path

WAYS = {  # the second language is seen once, wide: its words have other lengths
    "wide": {"width": 1280},
    "narrow": {"width": 390},
    "dark": {"width": 1280, "dark": True},
    "dark-narrow": {"width": 390, "dark": True},
    "paper": {"width": 720},  # an A4 sheet without its margins
    "english": {"width": 1280, "language": "en-GB"},
}
OFFICIALS = ("decider", "guarantor")  # of the demonstration: the table has no page for them alone
THEIRS = (
    "site:home",
    "site:me",
    "people:account",
    "people:second_factor",
    "decisions:owed",
    "processes:desk",
    "site:process",
    "decisions:answers",
    "answer_desk:answer",
    "contributions:detail",
)
BUSY = "resident"  # of the demonstration: has said much


def name_of(page) -> str:
    return re.sub(r"[^\w.=-]+", "-", f"{page}").strip("-").replace("--", "-")


def take(site, folder: Path, words: list[str]) -> None:
    from tests.house_rules.pages import PAGES, Page
    from tests.house_rules.test_accessibility import send

    wanted = [*PAGES, *(Page(route, role) for role in OFFICIALS for route in THEIRS), Page("site:me", BUSY)]
    for way, options in WAYS.items():
        windows: dict = {}
        for page in wanted:
            name = f"{name_of(page)}-{way}.png"
            if words and not any(word in name for word in words):
                continue
            if page.role not in windows:
                windows[page.role] = site.visit(page.role, reduced_motion="reduce", **options)
            window = windows[page.role]
            window.emulate_media(media="print" if way == "paper" else "screen")
            window.goto(site.world.address(page, "en" if way == "english" else "fr"))
            if page.press:
                window.eval_on_selector_all("main details", "folds => folds.forEach(fold => fold.open = true)")
                window.emulate_media(media="screen")
                send(window, page.press)
                window.emulate_media(media="print" if way == "paper" else "screen")
            window.screenshot(path=folder / name, full_page=True)
            print(name, flush=True)
        for context in site.contexts:
            context.close()
        site.contexts.clear()


def main(folder: Path, words: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()

    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    from parvis.exchange.demonstration import loading
    from parvis.people.models import Person
    from tests.browser import chromium
    from tests.demo_site import demonstration
    from tests.house_rules import world

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser, demonstration(browser) as site:
            site.world = world.build()
            site.people = site.world.people
            for role, _name, address in loading.accounts():
                site.people.setdefault(role, Person.objects.get(email=address))
            take(site, folder, words)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit("Say where to put the pictures: python -m tests.journeys.pictures FOLDER [WORD…]")
    main(Path(sys.argv[1]), sys.argv[2:])
