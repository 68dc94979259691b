"""The front door: what stands before Streamlit, and answers or refuses before a page is drawn."""
