"""What the page that loads workbooks shows: checks, questions, changes, history."""
