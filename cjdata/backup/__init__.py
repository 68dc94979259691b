"""One dated file that holds all that cannot be built anew, and the way back from it."""
