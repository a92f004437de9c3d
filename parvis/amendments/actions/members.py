"""Keeping who may carry."""

from django.db import transaction
from django.utils.text import slugify

from parvis.ledger import actions as ledger
from parvis.people.models import Person
from parvis.ui import page_cache

from ..models import Member

TOLD = ("kind", "name", "function", "body", "group", "page_url", "since", "until")


@transaction.atomic
def keep_member(member: Member | None = None, *, person: Person | None = None, **said) -> Member:
    """Write a member, new or known; the same again changes nothing. said: TOLD. The slug never changes."""
    made = member or Member(slug=free_slug(slugify(said["name"])[:70] or "member"))
    before = None if member is None else (content(member), member.person_id)
    for name in TOLD:
        setattr(made, name, said[name])
    made.person = person
    if before == (content(made), made.person_id):
        return made
    made.save()
    if before is None or before[0] != content(made):
        act = "member.added" if before is None else "member.changed"
        ledger.record(act, object=made.public_id, body=content(made))
    page_cache.bump(page_cache.EVERYTHING)
    return made


def account(address: str, language: str) -> Person:
    """Of this address, made when there is none: nobody learns here who has one."""
    return Person.objects.by_email(address) or Person.objects.create_user(address, language=language)


def content(member: Member) -> dict[str, str]:
    """As the public record tells it: never their account."""
    days = {name: day.isoformat() if (day := getattr(member, name)) else "" for name in ("since", "until")}
    return {"slug": member.slug} | {name: getattr(member, name) for name in TOLD[:6]} | days


def free_slug(stem: str) -> str:
    taken = set(Member.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return stem if stem not in taken else next(s for n in range(2, 100_000) if (s := f"{stem}-{n}") not in taken)
