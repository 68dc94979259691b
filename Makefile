# The work is done by tasks.py, which also runs where there is no make.
#
#   make run PORT=8502
#   make test ARGS="-k sentences"

PYTHON ?= python3
export PORT

.DEFAULT_GOAL := help
.PHONY: help run demo check test long bench lint

help:
	@exec $(PYTHON) tasks.py --help

# exec leaves no shell between make and the program, so that Ctrl-C reaches it at once.
run demo check test long bench lint:
	@exec $(PYTHON) tasks.py $@ $(ARGS)
