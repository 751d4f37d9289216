"""The coach: a plain library that reads language for the rooms. Text in, findings out, each with its place in the text
and its reason; it knows no records, sends nothing anywhere and never blocks.

`rung` reads what an answer names (L2), `questions` says what to ask next (L3), `verdict` how far off a request was
(L4), `advice` finds steering in a question (L5), `forms` holds the ways to say "we" (F1), `worddiff` shows what changed
between two wordings (F1, F3). Its sentences are English and marked with `text.N_`; whoever shows them translates them.
"""
