"""How far people who took part resemble the population."""

from collections.abc import Sequence


def resemblance(people: Sequence[int], population: Sequence[int]) -> float:
    """One less the dissimilarity index: 1 - 1/2 * sum |p_i - q_i|, in [0, 1]; 1 when both have the same shares.

    people, population: numbers by group, in the same order; p_i and q_i are their shares. The index is the share of
    participants who would have to come from another group for both to have the same shares.
    Raises ValueError when the groups differ in number or one of the two holds nobody.
    Source: O. D. Duncan and B. Duncan, A Methodological Analysis of Segregation Indexes, American Sociological
    Review 20 (2), 1955, pp. 210-217.
    """
    if len(people) != len(population) or not sum(people) or not sum(population):
        raise ValueError("Both need the same groups and at least one person.")
    came, live = sum(people), sum(population)
    apart = sum(abs(mine / came - theirs / live) for mine, theirs in zip(people, population, strict=True))
    return min(1.0, max(0.0, 1 - apart / 2))
