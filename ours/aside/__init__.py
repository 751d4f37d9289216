"""What one side says among itself. Each side of a problem has its own aside.

Nothing that serves the Table imports this room; it is loaded by its own request and keeps its own history. A note is
never moved to the Table: its author writes it anew there.
"""
