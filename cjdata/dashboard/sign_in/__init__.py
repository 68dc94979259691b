"""Who is signed in, and who may load and write."""
