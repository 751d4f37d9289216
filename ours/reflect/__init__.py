"""The private room of one person: what somebody thinks for themselves, before or beside the Table (R1–R6).

A snapshot of one's thoughts, a self-diagnosis, where one stands with a client, trust that was lost, lessons. Everybody
with a seat has such a room, and it belongs to the person, not to the seat or the firm. Nothing of it exists for anybody
else: every word is sealed with a key of its author (`sealing.py`), which lies in the database only wrapped by a key
that does not (`keys.py`). The acts here write no Event; nobody imports this room but the table of contents, the list of
addresses and the commands that turn the installation's key. Nothing can be moved from here to a table: what is to be
said there is written there anew. The choices and what they cost: `docs/decisions/private-room.md`.
"""
