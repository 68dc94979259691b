"""Tables that no recipe knows: made out, described, pointed at, and given a recipe."""
