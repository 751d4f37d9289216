"""The coach: a plain library that reads language for the rooms. Text in, findings out, each with its place in the text
and its reason; it knows no records, sends nothing anywhere and never blocks.

`read` reads a text for blame and its kin (F2, T7), `rung` reads what an answer names (L2), `questions` says what to ask
next (L3), `verdict` how far off a request was (L4), `advice` finds steering in a question (L5), `forms` holds the ways
to say "we" (F1), `worddiff` shows what changed between two wordings (F1, F3). Its sentences are English and marked with
`text.N_`; whoever shows them translates them.
"""

from .engine import read
from .report import FLAGS, KINDS, Finding, Report

__all__ = ["FLAGS", "KINDS", "Finding", "Report", "read"]
