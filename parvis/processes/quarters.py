"""The quarters of a place and how many people live in each: the ground of the resemblance of those who take part."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from parvis.ledger import actions as ledger
from parvis.territories.models import Territory
from parvis.ui import page_cache

from .models import Process


@dataclass(frozen=True)
class Line:
    """A quarter as it is typed; people: None when it is not known."""

    name: str
    people: int | None


def known(place: Territory) -> list[Territory]:
    return list(Territory.objects.filter(parent=place).order_by("slug"))


def written(place: Territory) -> list[Line]:
    return [Line(str(part.name), part.population) for part in known(place)]


@transaction.atomic
def write(process: Process, *, lines: list[Line], population: int | None, source: str) -> None:
    """Write the population of a place and of its quarters; a name not known yet makes a quarter, one left out stays.

    It changes every process of the place, and the public record says it.
    """
    place = Territory.objects.select_for_update().get(pk=process.territory_id)
    parts = {fold(name): part for part in known(place) for name in part.name.values()}
    for line in lines:
        part = parts.get(fold(line.name)) or made(place, line.name)
        changed(part, line.people, source)
    changed(place, population, source)
    quarters = [{"name": line.name, "people": line.people} for line in lines]
    body = {"place": place.slug, "people": population, "quarters": quarters, "source": source}
    public = process.public_id if process.published_at else ""  # a draft leaves no public trace
    ledger.record("population.written", process=public, body=body)
    for slug in Process.objects.filter(territory=place).values_list("slug", flat=True):
        page_cache.bump(slug)


def changed(territory: Territory, people: int | None, source: str) -> None:
    if territory.population != people:
        territory.population, territory.population_source = people, source if people is not None else ""
        territory.save(update_fields=["population", "population_source"])
    elif people is not None and source:
        territory.population_source = source
        territory.save(update_fields=["population_source"])


def made(place: Territory, name: str) -> Territory:
    slug = free = slugify(name)[:70] or "quarter"
    if Territory.objects.filter(slug=free).exists():
        slug = free = f"{place.slug}-{slug}"[:76]
    number = 1
    while Territory.objects.filter(slug=free).exists():
        number += 1
        free = f"{slug}-{number}"
    return Territory.objects.create(slug=free, name={"fr": name, "en": name}, kind="quarter", parent=place)


def fold(name: str) -> str:
    return " ".join(name.split()).casefold()
