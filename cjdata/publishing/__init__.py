"""What is published now, and the two ways to publish: loading files, and building."""
