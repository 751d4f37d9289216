"""Finding problems by the words that lie on their tables.

One document for each problem, of all words that everybody at its table may read: the request, questions and answers,
statements, messages, commitments and so on; blind drafts and what one side says among itself are not in it. It is
written anew in the transaction of every deed. Who finds what is decided by the same doors as for the pages.
"""
