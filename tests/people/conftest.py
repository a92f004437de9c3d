import pytest


@pytest.fixture(autouse=True)
def _in_english(in_english):
    """Every page of accounts is read in English."""
