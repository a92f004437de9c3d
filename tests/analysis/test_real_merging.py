"""The Senate's amendments to the social security finance bill of 2018, beside its own list of discussion."""

from benchmarks import merging as bench
from tests.real_data import real_data


def test_the_order_of_discussion_is_the_one_published():
    real_data("senat-amendments/raw/liste_discussion_63.json")
    found = bench.measure_order()
    assert found["good"] / found["pairs"] >= 0.96
    assert 1 - found["article wrong"] / found["article pairs"] >= 0.97


def test_identical_amendments_are_those_the_senate_told_identical():
    real_data("senat-amendments/raw/liste_discussion_63.json")
    theirs, ours, both = bench.measure_same()
    assert ours == both, "none is told identical that the Senate does not"
    assert both / theirs >= 0.9


def test_many_amendments_to_one_bill_are_merged_at_once():
    real_data("bills-html/pjl18-218.html")
    seconds, same, conflicts, tried = bench.measure_merge()
    assert same < bench.COUNT and conflicts
    assert seconds + tried < 8  # 1.3 on the machine alone
