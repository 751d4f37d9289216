"""The portfolio: what grows, what was solved and lasted, what came back, what works for which need (P4, P6, F8).

A **Fact** is one problem as the portfolio counts it: derived from the records, kept in the transaction of the deeds
that change it. A **figure** is a number under a code ("fate:solved", "rounds:reframed:3"); what one fact adds to which
figures is said once, in `figures.py`. A **Tally** is a sum of one figure over the problems of a firm that were put on
the table in one month, for a **slice** of them (all, or one kind of problem). Whoever reads less than the whole firm
has it added up from the facts, by the same function.

- `reckoning.py` makes facts from records; `following.py` hears of deeds and keeps facts and tallies.
- `scope.py` says whose problems are meant: of whom, of which kind, of which months; always within what a seat may see.
- `reading.py` is the page, `rows.py` the problems behind each number, `export.py` both as a file.

Problems are counted with the month in which they were put on the table, whatever happened to them later, so that all
shares on a page speak of the same problems. What runs out is counted now.
"""
