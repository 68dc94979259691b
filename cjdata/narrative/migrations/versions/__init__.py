"""The steps. A step that has been released is never changed; a new one is added."""
