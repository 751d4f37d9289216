"""A problem that both can own, in words that both signed (F1, F3–F6, F8).

**Statement**: one immutable wording, counted up. **Signer**: who must agree. **Agreement**: one person agreed to one
wording. **BlindDraft**: how a side sees the problem and how it believes the other sees it, opened together.
**Disagreement** is placed with the problem, the words or the solution. **State** (now, wanted), **Measure** with its
**Reading**, **Opportunity** (what it opens up) and **Fear** (shared by the one who has it).
"""
