"""Who is here: firms and their clients, people and the seats they have, and how they sign in.

Firm (an agency, a consultancy, a freelancer) → Client → Engagement → problems. A **Person** is one mail address. A
**Seat** is a person's place in one organisation: on the firm's side or on a client's side, with a role, a level (1 is
the top) and whom it reports to; a seat without a person is a placeholder for somebody not yet known. A **Crew** row
puts a firm's seat on an engagement. Whoever has several seats chooses the one they act from.

Lowest of the rooms: it imports nothing but `ours.ids` and `ours.records`.
"""
