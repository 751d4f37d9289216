"""The views of cases: the list and one case, its words, its permission, packs, and what a link opens."""
