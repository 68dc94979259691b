"""The page that adds official workbooks: dropped, asked about, pointed at, published."""
