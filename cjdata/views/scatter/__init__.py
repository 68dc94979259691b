"""Two measures of every council, one laid against the other."""
