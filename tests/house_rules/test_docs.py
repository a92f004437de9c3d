"""The documents say what is true of the house: their links resolve, their languages match, their lists are whole."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from markdown_it import MarkdownIt

from parvis.cli import COMMANDS
from parvis.site.shelves import DOCS, FILE, SHELVES, paper
from parvis.ui.typography import typo

ROOT = settings.BASE_DIR
LANGUAGES = [code for code, _name in settings.LANGUAGES]
OF_THE_REPOSITORY = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
TEMPLATES = sorted((ROOT / "parvis").glob("*/templates/**/*.html"))
NEEDED = {
    "guide": {
        *("residents", "offline", "organisers", "synthesis", "deciders", "members"),
        *("clerks", "moderators", "journalists"),
    },
    "method": {
        "people",
        "resemblance",
        "views",
        "declared",
        "contributions",
        "orders",
        "days",
        "coverage",
        "quotations",
        "suggestions",
        "promises",
        "paragraphs",
        "comparison",
        "wording",
        "sources",
        "merging",
        "search",
        "receipts",
        "record",
    },
}
PLACES = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users)/|\.\./shared")
UNFINISHED = re.compile(r"\bTODO\b|\bFIXME\b|lorem ipsum", re.IGNORECASE)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def links(file: Path) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(file.read_text(encoding="utf-8"))
    inside = [child for token in tokens for child in token.children or []]
    return [str(child.attrGet("href")) for child in inside if child.type == "link_open"]


def anchors(file: Path) -> set[str]:
    from django.utils.text import slugify

    lines = file.read_text(encoding="utf-8").splitlines()
    return {slugify(line.lstrip("#").strip()) for line in lines if line.startswith("#")}


@pytest.mark.parametrize("shelf", NEEDED)
def test_each_guide_and_each_method_exists_in_every_language(shelf):
    found = {language: set() for language in LANGUAGES}
    for file in (DOCS / shelf).glob("*.md"):
        match = FILE.fullmatch(file.name)
        assert match and match["language"], f"{file.name}: written name.language.md"
        found[match["language"]].add(match["name"])
    assert found["fr"] == found["en"]
    assert found["fr"] >= NEEDED[shelf]
    assert set(SHELVES[shelf].order) == NEEDED[shelf]


@pytest.mark.parametrize("file", OF_THE_REPOSITORY, ids=named)
def test_each_link_between_documents_leads_to_a_file(file):
    for href in links(file):
        if re.match(r"[a-z]+:", href):
            continue
        path, _hash, anchor = href.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists() and target.is_relative_to(ROOT), f"{named(file)}: {href}"
        assert not anchor or anchor in anchors(target), f"{named(file)}: {href}"


@pytest.mark.parametrize("file", [f for shelf in NEEDED for f in sorted((DOCS / shelf).glob("*.md"))], ids=named)
def test_guides_and_methods_link_to_papers_of_the_site_in_their_own_language(file):
    language = FILE.fullmatch(file.name)["language"]
    for href in links(file):
        name = Path(href.partition("#")[0]).name
        match = FILE.fullmatch(name)
        assert match, f"{named(file)}: {href} is not shown on the site"
        assert match["language"] in (language, None), f"{named(file)}: {href}"


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.fr.md")), ids=named)
def test_french_documents_have_french_typography(file):
    text = file.read_text(encoding="utf-8")
    assert text == typo(text)


@pytest.mark.parametrize("file", OF_THE_REPOSITORY, ids=named)
def test_documents_name_no_place_of_their_authors_and_are_finished(file):
    text = file.read_text(encoding="utf-8")
    for pattern in (PLACES, UNFINISHED):
        assert not (found := pattern.search(text)), found and found[0]


def test_each_dependency_has_its_reason():
    said = set()
    for line in (DOCS / "adr" / "0002-dependencies.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| package", "| ---")):
            said |= set(re.split(r",\s*", line.split("|")[1].strip()))
    required = set()
    for name in ("app", "dev"):
        for line in (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                required.add(re.match(r"[A-Za-z0-9-]+", line)[0])
    assert said == required
    assert len(required) <= 40


def test_the_list_of_decisions_names_each_one():
    listed = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    for file in sorted((DOCS / "adr").glob("0*.md")):
        assert f"({file.name})" in listed, f"docs/adr/README.md does not list {file.name}"


def test_each_number_leads_to_a_method_that_exists():
    asked = {}
    for template in TEMPLATES:
        for name in re.findall(r'"ui/method\.html" name="([\w-]+)"', template.read_text(encoding="utf-8")):
            asked.setdefault(name, []).append(named(template))
    assert asked, "no template links a number to its method"
    for name, templates in asked.items():
        for language in LANGUAGES:
            assert paper("method", name, language), f"{templates}: docs/method/{name}.{language}.md"
    assert asked.keys() >= {
        "people",
        "resemblance",
        "views",
        "declared",
        "contributions",
        "orders",
        "days",
        "promises",
        "paragraphs",
        "comparison",
        "receipts",
    }


def test_each_document_the_code_speaks_of_is_there():
    for file in sorted((ROOT / "parvis").rglob("*.py")):
        for name in re.findall(r"docs/[\w/-]+\.md", file.read_text(encoding="utf-8")):
            assert (ROOT / name).is_file(), f"{named(file)} speaks of {name}"


def test_each_command_the_documents_speak_of_exists():
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for file in OF_THE_REPOSITORY:
        text = file.read_text(encoding="utf-8")
        assert set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", text, re.MULTILINE)) <= {
            *((name, "") for name in made),
            *(("", name) for name in made),
        }, named(file)
        assert set(re.findall(r"(?:`|^)parvis ([a-z_]+)", text, re.MULTILINE)) <= COMMANDS.keys(), named(file)
