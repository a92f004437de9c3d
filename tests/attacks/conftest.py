import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A World, shared by the tests of a module; nothing of it stays."""
    from tests.attacks.world import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def canaries(world, django_db_blocker):
    """What is secret, with who may read it all the same."""
    from tests.attacks.canaries import put

    with django_db_blocker.unblock():
        return put(world)


@pytest.fixture
def quiet(caplog):
    """No log: thousands of refusals are expected."""
    caplog.set_level("CRITICAL")
