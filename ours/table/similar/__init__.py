"""Cases like this one: what a firm has solved before, found by words and by meaning (P3).

Only what may be shown is found: the words that a client permitted, and what a firm brought in from before Ours. A
`CaseTrace` says that a case can be found, and holds its meaning; the files under the data folder are made of traces and
cases, and made anew when they fall behind. What is shown is read from the cases' own rows each time.
"""
