"""How days and times are written, where Django's own way is not the product's. One package for each language."""
