"""The spine: the problem, who sits at its table, what happened, and the doors to it.

**Problem** belongs to an engagement. **Chair** is a seat's place at one problem's table. **Event** is one deed, written
in the deed's transaction (`history.record`). `access.py` is the only place that turns a person and an address into a
problem. **Parking** is something put aside with a date or an event at which it comes back by itself (L8, F5).
**BadSign** is a named fact that burns. `care.py` is the clock of our promise of care (T1).
"""
