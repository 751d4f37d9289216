"""The pages of this room: coming in, one's own things, organisations, the people in them."""
