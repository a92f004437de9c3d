"""The geometry of small charts: numbers in, SVG attributes out, as text that no language changes."""

from datetime import timedelta
from itertools import pairwise


def shares(*counts: int | None) -> list[dict[str, str]]:
    """Parts of a bar, left to right: x and width in per cent, empty parts left out by width "0"."""
    numbers = [max(0, int(count or 0)) for count in counts]
    total = sum(numbers) or 1
    edges = [0]
    for value in numbers:
        edges.append(edges[-1] + value)
    return [{"x": per_cent(a, total), "width": per_cent(b - a, total)} for a, b in pairwise(edges)]


def per_cent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}".rstrip("0").rstrip(".") + "%"


def day_bars(points, height: int = 120, width: int = 720) -> dict:
    """Bars of a chart by day; points: [(date, count)], in order. Days without a point are drawn empty."""
    counts = dict(points)
    if not counts:
        return {"bars": [], "highest": 0, "total": 0}
    first, last = min(counts), max(counts)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    highest = max(counts.values())
    step = width / len(days)
    gap = min(2.0, step / 4)
    bars = []
    for place, day in enumerate(days):
        value = counts.get(day, 0)
        tall = height * value / (highest or 1)
        bars.append(
            {
                "x": f"{place * step:.2f}",
                "y": f"{height - tall:.2f}",
                "width": f"{max(step - gap, 0.5):.2f}",
                "height": f"{tall:.2f}",
                "day": day,
                "value": value,
            }
        )
    return {
        "bars": bars,
        "highest": highest,
        "highest_day": max(days, key=lambda day: counts.get(day, 0)),
        "total": sum(counts.values()),
        "first": first,
        "last": last,
        "height": str(height),
        "width": str(width),
    }
