"""A slip of the pen can be put right; a sentence cannot be changed under that name."""

import pytest

from analysis.spelling import same_but_spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Le budjet de 2027", "Le budget de 2027"),
        ("les arbes,les bancs", "Les arbres, les bancs."),
        ("Ou planter ?", "Où planter\u202f?"),
        ("l'ecole du quartier", "l’école du quartier"),
        ("la rue de la Tanenrie", "la rue de la Tannerie"),
        ("The pubilc square", "The public square"),
        ("Un banc\n\nUne fontaine ", "Un banc\nUne fontaine"),
    ],
)
def test_a_slip_is_put_right(before, after):
    assert same_but_spelling(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Le budget", "Le budget et les rues"),
        ("Le budget peut changer", "Le budget ne peut pas changer"),
        ("10 % des rues", "100 % des rues"),
        ("10 % des rues", "10 rues"),
        ("de 18 ans", "de 16 ans"),
        ("article L. 300-5", "article L. 300-6"),
        ("Un banc\nUne fontaine", "Un banc Une fontaine"),
        ("habitants inclus", "habitants exclus"),
        ("il se vend", "il ne vend"),
        ("Streets", ""),
        ("", "Streets"),
    ],
)
def test_a_sentence_is_not_changed(before, after):
    assert not same_but_spelling(before, after)
