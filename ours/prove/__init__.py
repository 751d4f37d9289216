"""Solved means measured and confirmed; and the client says how it is, also without being at a table (P1, P5, P6).

A **SolvedProposal** of either side says that a problem is solved: a measure reached what was wanted, or it is good
enough, in words. A person of the client's side confirms it (**Solved**) or says what is missing (**NotYet**).
**AskAgain** is the day on which it is asked whether it lasted, proposed by one side and agreed by the other
(**AskAgainAgreement**); on that day the client is asked once, and answers **Lasted**, or the problem came back. An
**Inlet** is an address to which a program sends readings. A **PulseRhythm** is how often the client's people get one
short question, agreed by both (**PulseAgreement**); **Pulse** is one person's turn, **PulseQuestion** one question with
its **PulseAnswer**. **Revenue** is what a client brings the firm: read by the firm alone, after what the client says.

What others build on:

- `Problem.solved_at` (derived, index on firm and solved_at): when the client confirmed that it is solved; None while it
  is not, and again None once it came back. The Event of that moment is `solved` (reached) or `solved_enough` (good
  enough in the client's words), of coming back `came_back`, `relieved_and_back` or `eased_and_back`. A listener of the
  history that wants to follow hears these inside the deed's transaction, with `problem.solved_at` set already.
- `Solved`, one for each life of a problem that was solved: `at`, `by` (the client's seat), `words`, `proposal`
  (`basis`, `measure`, `reading`), `ended_at` (came back), `lasted_at` (said to have lasted, the first time).
  `reading.py` has `solved_now(problem)` and `solved_ever(problem)`.
- `ours/problem/measures.py`: Measure, Reading; `standing`, `baseline` (before), `newest_on(readings, day)` (after).
- `ours/problem/plot.py`: a measure as SVG, for pages, letters and PDF alike.

The verbs: `solving_acts`, `lasting_acts`, `inlet_acts`, `pulse_acts`, `pulse_rhythm_acts`, `revenue_acts`; taking and
correcting readings is `ours/problem/measure_acts.py`, since framing takes the first one.
"""
