"""Cases, not claims: a solved problem told as a short story, shown only as far as the client permits (P2, P3).

A **Case** is drafted from the record of a solved problem, or brought in from a firm's earlier work (no problem, with
the **outside id** it had there). Each **CaseVersion** is kept, with its **CaseWords** in two forms: named and
anonymous. A **Permission** is asked of one person of the client for one version and answered with one of three: by
name, without names, not at all; it may be withdrawn at any time. A **Pack** holds chosen cases for somebody; a
**PackLink** opens it for one named reader until it runs out or is revoked; a **PackOpening** is one opening by the
button on its page.

What others build on: columns of `Case`, kept up to date by the deeds.

- `firm_id`; `client_id` and `problem_id` (None for what was brought in); `outside_id` (None for what was not)
- `shown`: "" (to nobody else), "named", "anonymous" (to anybody the firm chooses), "firm" (brought in; within the firm
  only). Index on (firm, shown).
- `shown_title`, `shown_text`: the very words that may be shown and found; empty while `shown` is "". Lists of similar
  cases use these and nothing else.
- `title`, `text`: the whole words of the newest version, with names: only for who may see the case whole
  (`access.whole_cases`).
- `changed_at`, `state` (one of Case.State)

`following.follow(listener)`: `listener(case)` is called inside the transaction of every deed that changes one of these;
also when a permission is withdrawn (`shown` is then "" and both shown texts are empty). Who brings many in at once
writes them with `bulk_create` (state "brought", shown "firm", and the same words in `title`/`shown_title` and
`text`/`shown_text`) and calls no listener.

`naming.py` knows the names of a room and takes them out of a text, `checking.py` refuses what still has one; both are
plain Python.
"""
