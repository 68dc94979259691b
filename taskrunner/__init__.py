"""What ``tasks.py`` is made of: the standard library only, and nothing newer than Python 3.6.

An older Python must be able to read these files far enough to be told that it is too old. Hence
newer annotations stand in quotes, and nothing newer stands outside them.
"""
