"""Weeds cannot hide: what was sold, what spreads, silence, rhythm, weeding, being stuck, accounts (T1–T6, T8, T9).

A **PromisedOutcome** is what was sold, with its measure; a **Touch** says that a problem touches it. A **Link** says
that one problem is a cause of another. A **Rhythm** is how often the client gets an **Account**, agreed by both.
Somebody who is **Stuck** asks for help. **Weeding** is the short review that ends with a **Decision** on each problem.
**CareLetters** are an expert's daily letter: what runs out before the next one.

`spread.py` is the arithmetic of clocks that follow each other, `graph.py` draws them, `figures.py` counts silences and
answers: plain Python.
"""
