"""Which texts are alike, in words and in meaning: plain Python and numpy, no Django, no network.

- `features.py`: a text's words, pairs of words and parts of words, each as a number
- `wordpiece.py`, `encoder.py`, `quick.py`, `plain.py`: a text as 384 numbers (MiniLM), where weights are installed
- `passages.py`: where a long text is taken apart
- `index.py`: many texts in files that several processes map into memory; what comes nearest to a text, and why

Without the weights (`docs/similar.md`) everything works on words alone; `encoder.installed()` says which it is.
"""

import os

# The products of a question are too small to share among threads, and threads that wait spin. Before numpy loads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
