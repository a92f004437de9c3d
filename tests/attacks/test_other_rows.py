"""Rows of another process: no address, no link and no field of a form reaches them; a refusal does not tell of them."""

import re

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext

from parvis.answer_desk.models import Draft
from parvis.processes.models import Process
from tests import factories
from tests.answer_desk.making import make_answers
from tests.attacks.pages import filled
from tests.attacks.test_inputs import Visit
from tests.attacks.world import FORMS, SPECIAL, hidden, paper
from tests.house_rules.test_routes import ROUTES, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
IDS = {"public_id", "code", "token", "batch", "article_slug"}
NAMED = {name: ids for name, route in ROUTES.items() if (ids := IDS & set(route.pattern.regex.groupindex))}
CROSSED = [name for name in NAMED if "slug" in ROUTES[name].pattern.regex.groupindex]


@pytest.fixture
def undone():
    """All that the test writes is undone, so that the world stays as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def elsewhere(world, django_db_blocker):
    """The same rows of another process, by the same names; and a browser of someone with every role of the desk."""
    with django_db_blocker.unblock():
        process, author = factories.make_process(slug="elsewhere"), world.people["author"]
        bill = factories.make_bill(process)
        contribution = factories.make_contribution(process, author=author)
        rows = {"process": process.slug, "contribution": contribution.public_id}
        rows |= {"article": bill.articles.first().slug, "proposal": factories.make_contribution(process).public_id}
        rows |= factories.make_synthesis(process, contribution)
        rows["handover"] = factories.make_handover(process).public_id
        rows |= factories.make_follow_up(process, contribution, rows["node"])
        rows |= make_answers(process, contribution, rows["node"])
        rows |= {**paper(process, world.people, slip="SLJPCQDEFH"), **hidden(process, author, world.people)}
        Draft.objects.filter(public_id=rows["prepared"]).update(bulk="b" * 22)
        everyone = factories.make_staff("organiser", "decider", "guarantor", "moderator", "clerk")
        return process, rows, browser(everyone)


@pytest.mark.parametrize("name", sorted(name for name in CROSSED if NAMED[name] != {"article_slug"}))
def test_the_rows_of_a_process_are_not_found_under_another(name, world, elsewhere):
    """An article is named by its number, in each process."""
    process, _rows, client = elsewhere
    for send in (client.get, client.post):
        with transaction.atomic():
            assert send(world.address(name, slug=process.slug)).status_code in (404, 405)
            transaction.set_rollback(True)


def test_a_private_link_or_a_receipt_opens_nothing_of_another_process(world, elsewhere):
    _process, rows, _client = elsewhere
    visitor = world.browser("anonymous")
    for name in ("synthesis:dispute_by_receipt", "decisions:reply_by_receipt", "follow_up:check_by_receipt"):
        theirs = rows[SPECIAL.get(name, {}).get("public_id", "contribution")]
        assert visitor.get(world.address(name, public_id=theirs)).status_code == 404, name
    for sort, row in (("c", "contribution"), ("c", "proposal"), ("n", "node")):
        address = world.address("answer_desk:service_answer", sort=sort, public_id=rows[row])
        assert visitor.get(address).status_code == visitor.post(address, {"seen": 0}).status_code == 404


# Fields of forms -----------------------------------------------------------------------------------------------------


def ways(model: type[models.Model], deep: int = 3) -> list[str]:
    """From a row of a model to its process, in as many steps at most."""
    if model is Process:
        return ["pk"]
    links = [field for field in model._meta.fields if field.is_relation] if deep else []
    return [f"{link.name}__{way}" for link in links for way in ways(link.related_model, deep - 1)]


MODELS = [model for model in apps.get_models() if model.__module__.startswith("parvis.")]
WAYS = {model: found for model in MODELS if (found := ways(model))}
TABLES = {model._meta.db_table: model for model in WAYS}


def of(process: Process, model: type[models.Model]) -> list[str]:
    """The rows of a table that belong to a process."""
    mine = Q(*[(way, process.pk) for way in WAYS[model]], _connector=Q.OR)
    return sorted(map(repr, model.objects.filter(mine).values_list()))


def astride(model: type[models.Model]) -> bool:
    """The table has a row that stands in two processes at once."""
    one, *others = WAYS[model]
    rows = [model.objects.exclude(**{one: None}).exclude(**{other: None}) for other in others]
    return any(some.exclude(**{one: F(other)}).exists() for some, other in zip(rows, others, strict=True))


def written(seen: CaptureQueriesContext) -> set[type[models.Model]]:
    """Tables that were written to, among those whose rows belong to a process."""
    found = (re.match(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "?(\w+)', query["sql"]) for query in seen)
    return {TABLES[match[1]] for match in found if match and match[1] in TABLES}


@pytest.fixture(scope="module")
def as_it_was(elsewhere, django_db_blocker):
    with django_db_blocker.unblock():
        return {model: (of(elsewhere[0], model), astride(model)) for model in WAYS}


@pytest.mark.parametrize(("name", "role"), [(name, roles[0]) for name, roles in FORMS.items()])
def test_a_form_never_reaches_the_rows_of_another_process(name, role, world, elsewhere, as_it_was, undone):
    """The id of a row, in any field, becomes that of the same row elsewhere; then with fields the form has not."""
    process, rows, _client = elsewhere
    theirs = {world.rows[row]: rows[row] for row in rows if world.rows.get(row, rows[row]) != rows[row]}
    visit = Visit(world, name, role)
    sent = {field: [theirs.get(one, one) for one in values] for field, values in filled(visit.form()).items()}
    more = {row: [rows[row]] for row in ("node", "contribution", "process", "article")}
    more |= {"c": [rows["contribution"]], "n": [rows["node"]], "bulk": ["b" * 22], "parent": [rows["node"]]}
    more |= {"draft": [f"{rows['prepared']}:1"], "members": [rows["contribution"]]}
    for values in (sent, {**sent, **more, "once": ["another-key"]}):
        with CaptureQueriesContext(connection) as seen:
            assert visit.send(values).status_code < 500
        for model in written(seen):
            assert (of(process, model), astride(model)) == as_it_was[model], model.__name__


# What a refusal tells ------------------------------------------------------------------------------------------------

OF_THE_DESK = [name for name in NAMED if "desk/" in str(ROUTES[name].pattern) or name.startswith("answer_desk:")]
PUBLIC_ROWS = {"answer_desk:answer", "deputies:revoke"}  # of a contribution, or of a delegation, which anyone can read


@pytest.mark.parametrize("role", ["anonymous", "operator"])
def test_a_desk_that_refuses_does_not_tell_what_exists(role, world):
    client, told = world.browser(role), []
    for name in set(OF_THE_DESK) - PUBLIC_ROWS:
        here = world.address(name)
        nowhere = here
        for row in {value for value in world.rows.values() if len(value) >= 10 and f"/{value}/" in here}:
            nowhere = nowhere.replace(row, re.sub(r"\w", "Z", row))
        for send in (client.get, client.post):
            with transaction.atomic():
                real = send(here).status_code
                if real in (403, 404) and (other := send(nowhere).status_code) != real:
                    told.append(f"{name}: {real}, {other}")
                transaction.set_rollback(True)
    assert not told, "\n".join(told)
