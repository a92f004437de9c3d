"""All the answers kept of the Grand Débat, 242,000 texts: `-s` prints what grouping them costs."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.real_data import real_data


@pytest.mark.drill
def test_all_answers_are_grouped_by_theme():
    real_data("grand-debat-answers")
    command = [sys.executable, "-m", "benchmarks.texts", "all"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory, texts, found, held = map(float, done.stdout.split())
    print(f"\n{texts:,.0f} texts: {seconds:,.0f} s, {memory:,.0f} MB; {found:,.0f} themes hold {held:,.0f}")
    assert texts > 200_000
    assert held > 0.8 * texts
