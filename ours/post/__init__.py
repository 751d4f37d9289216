"""Letters out and mails in.

A **Notice** is one thing a person should hear of, written in the deed's transaction (`notices.py`). The worker bundles
a person's due notices into one **Letter** (`bundling.py`), after asking again who may see what, and hands it to the
mail server (`sending.py`). A **Pass** opens one page from a letter (`passes.py`). An **InboundMail** is stored raw
before anything reads it; `reading/` reads it in a child process with limits.
"""
