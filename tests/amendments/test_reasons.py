"""Each reason the analysis gives has its words, in both languages."""

from typing import get_args

import pytest
from django.utils.translation import override

from analysis.legistics.refusals import Reason
from analysis.merging.merge import Why
from parvis.amendments import reasons


def test_each_reason_has_words():
    assert set(reasons.TOGETHER) == set(get_args(Why))
    assert set(reasons.ALONE) == set(get_args(Reason))


@pytest.mark.parametrize(("language", "words"), [("fr", "au même endroit"), ("en", "at the same place")])
def test_two_insertions_at_one_place(language, words):
    with override(language):
        assert words in reasons.why("same place", 2)
