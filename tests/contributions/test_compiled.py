"""A compiled query gives what the same queryset gives, for any value."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from parvis.contributions.compiled import Compiled, moment, number, text
from parvis.contributions.models import Contribution
from tests.factories import make_contribution, make_process

pytestmark = pytest.mark.django_db


def test_the_marks_give_way_to_the_values():
    first, second = make_process(), make_process()
    for process in (first, second):
        for title in ("Trees", "Roads"):
            make_contribution(process, title=title)
    now = timezone.now()

    def build(process, title, until):
        return Contribution.objects.filter(process=process, title=title, said_at__lt=until).select_related("process")

    compiled = Compiled(build, process=number(1), title=text(), until=moment())
    for process, title, until in (
        (first.pk, "Trees", now + timedelta(days=1)),
        (second.pk, "Roads", now + timedelta(days=1)),
        (second.pk, "Roads", now - timedelta(days=1)),
        (first.pk, "Trees' OR 1=1 --", now),
    ):
        assert compiled(process=process, title=title, until=until) == list(build(process, title, until))
    (found,) = compiled(process=second.pk, title="Trees", until=now + timedelta(days=1))
    assert found.process == second


def test_values_are_converted_as_usual():
    contribution = make_contribution(make_process(), title="Trees")
    compiled = Compiled(
        lambda pk: Contribution.objects.filter(pk=pk).values("title", "said_at", name=F("process__title")), pk=number()
    )
    assert compiled(pk=contribution.pk) == [
        {"title": "Trees", "said_at": contribution.said_at, "name": contribution.process.title}
    ]


def test_a_mark_the_query_does_not_hold_is_an_error():
    compiled = Compiled(lambda pk: Contribution.objects.filter(title__icontains=pk), pk=text())
    with pytest.raises(ValueError, match="pk"):
        compiled(pk="x")


def test_models_beside_are_made_too_and_what_was_not_read_is_read_later():
    process = make_process()
    parent = make_contribution(process, title="Trees")
    for above in (parent, None):
        make_contribution(process, title="Roads", parent=above)

    def build(process):
        rows = Contribution.objects.filter(process=process).select_related("parent", "process__pact").order_by("pk")
        return rows.only("title", "parent__title", "process__title", "process__pact__link").annotate(
            address=F("process__slug")
        )

    found = Compiled(build, process=number())(process=process.pk)
    for ours, usual in zip(found, build(process.pk), strict=True):
        assert ours.get_deferred_fields() == usual.get_deferred_fields()
        assert (ours.parent, ours.address, ours._state.adding) == (usual.parent, process.slug, False)
    _parent, under, alone = found
    assert (under.parent.title, under.kind, alone.parent) == ("Trees", parent.kind, None)
    alone.title = "Streets"
    alone.save()
    assert Contribution.objects.get(pk=alone.pk).title == "Streets"


def test_tuples_are_tuples():
    contribution = make_contribution(make_process(), title="Trees")
    compiled = Compiled(lambda pk: Contribution.objects.filter(pk=pk).values_list("title", "said_at"), pk=number())
    assert compiled(pk=contribution.pk) == [("Trees", contribution.said_at)]
    flat = Compiled(lambda pk: Contribution.objects.filter(pk=pk).values_list("title", flat=True), pk=number())
    with pytest.raises(ValueError, match="Flat"):
        flat(pk=contribution.pk)
