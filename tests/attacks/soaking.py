"""Hostile words put into every field that holds words, straight in the database: forms are tested with theirs."""

from collections import Counter

from django.apps import apps
from django.db import models

from parvis.ui.translated import TranslatedField
from tests.attacks.payloads import ALL

LONG_ENOUGH = "Une raison se dit en quatre-vingts signes au moins, pour que chacun la comprenne bien."
NOT_TYPED = {  # codes, and words of ours
    *("language", "password", "digest", "missing", "batch", "side", "of", "measure", "legal_profile", "art9_ground"),
    "Handover.content",
    *("bulk", "fingerprint", "frozen", "scan_fingerprint", "method", "mark", "version"),
    *("DelegatedSignature.words", "verification", "text_stage", "Heading.kind", "ImportBatch.source"),
}
NO_PAGE = {  # of the machinery: no page shows them
    "ledger.Entry",
    "search.Document",
    "people.Identifier",
    "people.Code",
    "people.Limit",
    "notifications.Undeliverable",
    "notifications.Edition",
    "notifications.Digest",
    "people.IdempotencyKey",
    "contributions.ImportedRow",
    "parvis_site.JobRun",
    "parvis_site.Heartbeat",
}


def stored(payload: str) -> str:
    """What the database can hold of it: PostgreSQL refuses NUL, forms strip it (tested with the forms)."""
    return payload.replace("\x00", "")


PAYLOADS = [stored(payload) for payload in ALL]
WIDTH = 400  # characters of a shelf: the title of a bill; narrower fields hold as much over their rows
NARROW = 120  # a field this wide holds each text somewhere; a narrower one, those that fit
taken: Counter = Counter()  # how many payloads of a shelf each narrow field has held so far


def together() -> list[list[str]]:
    """The payloads, as many together as fit in WIDTH."""
    shelves, left = [], WIDTH
    for payload in PAYLOADS:
        left -= len(payload) + 1
        if left < 0 or not shelves:
            shelves.append([])
            left = WIDTH - len(payload)
        shelves[-1].append(payload)
    return shelves


def alone() -> list[list[str]]:
    return [[payload] for payload in PAYLOADS]


def typed(model) -> list[models.Field]:
    """The fields of a model that hold words someone typed."""
    if model._meta.label in NO_PAGE:
        return []
    codes = (models.EmailField, models.URLField, models.SlugField)
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, (models.CharField, models.TextField, TranslatedField))
        and not (isinstance(field, codes) or field.choices or field.unique)
        and not {field.name, f"{model.__name__}.{field.name}"} & NOT_TYPED
    ]


OURS = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
TYPED = {model: fields for model in OURS if (fields := typed(model))}


def word(field: models.Field, payloads: list[str]):
    """The value of a field full of payloads; a narrow one holds the next ones that fit."""
    if isinstance(field, TranslatedField):
        return dict.fromkeys(("fr", "en"), "\n".join(payloads))
    if not field.max_length:
        return "\n".join([*payloads, LONG_ENOUGH if field.name in ("reason", "motive") else ""]).strip("\n")
    key = (field, payloads[0])
    start = taken[key] % len(payloads)
    held: list[str] = []
    for payload in payloads[start:] + payloads[:start]:
        if held and len("\n".join([*held, payload])) > field.max_length:
            break
        held.append(payload)
    taken[key] += len(held)
    return "\n".join(held)[: field.max_length]


def words(model, payloads: list[str]) -> dict:
    return {field.name: word(field, payloads) for field in TYPED[model]}


def soak(payloads: list[str], *rows) -> None:
    for row in rows:
        type(row).objects.filter(pk=row.pk).update(**words(type(row), payloads))


def lacking() -> list[str]:
    """Each field and the payloads no row of it holds, for fields wide enough."""
    return [
        f"{model._meta.label}.{field.name}: {payload[:60]!r}"
        for model, fields in TYPED.items()
        for field in fields
        if not field.max_length or field.max_length >= NARROW
        for held in ["\0".join(map(read, model.objects.values_list(field.name, flat=True)))]
        for payload in PAYLOADS
        if payload[: field.max_length] not in held
    ]


def read(value) -> str:
    return "\0".join(value.values()) if isinstance(value, dict) else value
