"""Figures beside their limits: one line each, and bench.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    limit: float | None
    aim: float | None
    higher_is_better: bool
    detail: str

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return "printed"
        good = self.value >= self.limit if self.higher_is_better else self.value <= self.limit
        return "ok" if good else "short"


FIGURES: list[Figure] = []


def figure(name, value, unit="", *, limit=None, aim=None, higher_is_better=True, detail="") -> None:
    made = Figure(name, round(float(value), 3), unit, limit, aim, higher_is_better, detail)
    FIGURES.append(made)
    sign = ">=" if higher_is_better else "<="
    bound = f"{sign} {limit:g}" if limit is not None else "-"
    goal = f" (aim {aim:g})" if aim is not None else ""
    print(f"{name:<52} {made.value:>10g} {unit:<6} {bound:>9}{goal:<12} {made.verdict:<8} {detail}", flush=True)


def write(path: Path, **about) -> None:
    rows = [{**asdict(one), "verdict": one.verdict} for one in FIGURES]
    path.write_text(json.dumps({"about": about, "figures": rows}, indent=2))
