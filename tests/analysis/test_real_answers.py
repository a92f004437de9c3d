"""Real answers: copies sent again are found among them, and themes hold what their names say."""

from analysis.copies import copies
from analysis.themes import themes
from benchmarks import texts as bench
from tests.real_data import real_data


def test_lightly_edited_campaigns_are_found_in_ten_thousand_answers():
    real_data("grand-debat-answers")
    texts, campaigns = bench.with_campaigns(bench.answers(10_000))
    found = copies(texts)
    recalled, grouped = bench.recovered(found, campaigns)
    assert recalled / sum(campaign >= 0 for campaign in campaigns) >= 0.98
    assert recalled / grouped >= 0.98


def test_three_thousand_answers_make_themes_that_speak_of_their_words():
    real_data("grand-debat-answers")
    texts = bench.answers(3_000)
    found = themes(texts)
    assert 60 <= len(found) <= 120
    assert sum(len(theme.members) for theme in found) >= 0.8 * len(texts)
    speaking = [any(word in texts[n].lower() for n in theme.members) for theme in found for word in theme.words]
    assert all(speaking)
