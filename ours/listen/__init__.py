"""From the request to the real need (L1–L8).

**Request**: the client's own words, kept for ever. **Question** and **Rung**: a round of probing and the client's
answer; a rung may overturn an earlier one and both stay; client people give a **Confirmation**. **Need**: what it is
really about, with its verdict. **ListeningSession**, **Playback** and **Hearing**: a talk without advice, played back
in the client's words until they say "you heard me". **Aim**: the relief wanted now, and the future it should serve.
**Message**: a word said at the table.
"""
