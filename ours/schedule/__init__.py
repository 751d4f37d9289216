"""the worker’s schedule: a **Job** is one thing that it does again and again. It knows nothing of the rooms."""
