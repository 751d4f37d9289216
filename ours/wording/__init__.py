"""What the coach sees in words that are being written at a table, and what people made of it (F2, T7, L5).

Findings are shown to whoever writes and to nobody else; they are computed anew each time and not kept. What is kept of
a finding is that it was pointed out, taken or dismissed, by rule and a hash of its surroundings, without a text.
"""
