"""How the words' database came to be as it is: one file of ``versions`` for each step."""
