"""Asking to be told, and no longer."""

from parvis.people.models import Person

from ..models import Follow


def follow(*, person: Person, **what) -> None:
    """Be told what happens to one thing; a second call changes nothing. what: see about()."""
    Follow.objects.bulk_create([Follow(person=person, **what)], ignore_conflicts=True)


def unfollow(*, person: Person, **what) -> None:
    Follow.objects.filter(person=person, **about(**what)).delete()


def about(*, process=None, contribution=None, promise=None, territory=None) -> dict:
    """The four columns of a follow, one of which is given."""
    return {"process": process, "contribution": contribution, "promise": promise, "territory": territory}
