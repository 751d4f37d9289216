"""The pages of this room: at one table, at one engagement, over all problems."""
