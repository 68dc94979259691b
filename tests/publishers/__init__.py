"""A stand-in for the publishers’ sites on loopback: pages of their form, files of the tests."""
