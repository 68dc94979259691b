"""What the pages share: the address, the frame round each page, and how views are drawn."""
