"""What may be wrong with figures that were read: one module for each kind of doubt."""
