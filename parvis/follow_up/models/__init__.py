from .decisions import ComparisonRow, Decision, MindChange
from .milestones import Evidence, Milestone, RealityCheck, Report

__all__ = ["ComparisonRow", "Decision", "Evidence", "Milestone", "MindChange", "RealityCheck", "Report"]
