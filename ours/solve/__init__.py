"""Ways out, tried in the open (S1–S9).

**Idea** and its **Fate**: what became of it, and why; **IdeasAsked**: a wish for some. **Constraint**: what stands in
the way, with its **Check** and with what was found to make it matter less (**Lessening**). **Option**: a way out, a
relief or a lasting one, **Held** against the gap, against what the client has and what it can do itself; **Pairing**
joins a relief with its lasting partner. **Position** of a person, **Decision** of both. **Attempt** and **Result**.
**NextLife**: the problem came back after something had helped. With the client, not with one problem:
**InventoryItem**, what it has, and **Initiative**, a change that would remove constraints; both are read by everybody
who may see the client.
"""
