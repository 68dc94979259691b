"""The lists of the first page: worse and getting worse, what moved, what is new."""
