"""L14, by whoever knows the rule: every world that would be told alike is made, and none gives a small group away."""

from collections import defaultdict
from itertools import chain, combinations, product
from random import Random

import pytest

from analysis.representation import resemblance
from analysis.small_groups import Block, blocks, coarser

NAMES = "abcde"


def subsets(names):
    return chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1))


@pytest.mark.parametrize(("least", "most", "count"), [(2, 5, 3), (3, 8, 3), (3, 6, 4), (4, 10, 3)])
def test_L14_no_group_under_the_threshold_can_be_worked_out_by_who_knows_the_rule_and_the_total(least, most, count):
    names = NAMES[:count]
    worlds = defaultdict(list)
    for people in product(range(most + 1), repeat=count):
        world = dict(zip(names, people, strict=True))
        worlds[sum(people), tuple(blocks(world, least))].append(world)
    for (total, told), alike in worlds.items():
        if not told or total > count * most / 2:  # beyond it, larger worlds that would be told alike were not made
            continue
        for some in subsets(names):
            found = {sum(world[name] for name in some) for world in alike}
            assert len(found) > 1 or not 0 < min(found) < least, (total, told, some)


def test_L14_random_groups_are_told_in_blocks_of_at_least_eleven_that_add_up():
    chance = Random(14)
    for _round in range(5000):
        groups = {name: chance.choice([0, chance.randint(1, 10), chance.randint(11, 90)]) for name in NAMES}
        told = blocks(groups)
        assert all(block.people == 0 or block.people >= 11 for block in told)
        assert not told or sum(block.people for block in told) == sum(groups.values())
        assert all(sum(groups[name] for name in block.groups) == block.people for block in told)


def test_L14_results_are_never_finer_than_who_took_part():
    chance = Random(41)
    for _round in range(3000):
        groups = {name: chance.choice([0, chance.randint(1, 10), chance.randint(11, 90)]) for name in NAMES}
        known = blocks(groups)
        answered = {name: chance.randint(0, people) for name, people in groups.items()}
        for block in coarser(answered, known):
            inside = [one for one in known if set(one.groups) <= set(block.groups)]
            assert sorted(name for one in inside for name in one.groups) == sorted(block.groups)
            assert block.people == 0 or block.people >= 11


def test_a_small_group_takes_the_smallest_large_one_with_it():
    assert blocks({"a": 50, "b": 20, "c": 5}) == [Block(("a",), 50), Block(("b", "c"), 25)]
    assert blocks({"a": 50, "b": 6, "c": 7}) == [Block(("a",), 50), Block(("b", "c"), 13)]
    assert blocks({"a": 50, "b": 10, "c": 10, "d": 30}) == [Block(("a",), 50), Block(("b", "c", "d"), 50)]
    assert blocks({"a": 50, "b": 0}) == [Block(("a",), 50), Block(("b",), 0)]
    assert blocks({"a": 50, "b": 3}) == [] == blocks({"a": 4, "b": 9})


def test_resemblance_is_one_less_the_dissimilarity_index():
    assert resemblance([10, 20], [100, 200]) == 1
    assert resemblance([10, 0], [0, 10]) == 0
    ages = resemblance([30, 80, 95, 84, 9], [3000, 3200, 2800, 2100, 900])
    assert round(1 - ages, 3) == 0.194
    with pytest.raises(ValueError, match="same groups"):
        resemblance([0], [1])
