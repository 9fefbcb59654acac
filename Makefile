# The two that matter: `make demo` and `make test`. All verbs: docs/development.md.
.DEFAULT_GOAL := demo
DEV = python3 -m dev

demo test soak unit bench docs serve migrate assets reset console lint stop clean:
	@$(DEV) $@ $(if $(filter test soak unit bench,$@),$(ARGS))

# make bench-cmd CMD="list-apps"
bench-cmd:
	@$(DEV) bench-cmd $(CMD)

# make run SCRIPT=some.py SITE=test.localhost
run:
	@$(DEV) run $(SCRIPT) $(ARGS)

.PHONY: demo test soak unit bench docs serve migrate assets reset console lint stop clean bench-cmd run
