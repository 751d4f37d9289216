"""The proofs that nothing leaks and nothing is lost: one file for each experiment, `test_<id>_<what>.py`.

`bin/test` runs them short, `bin/trust` long. docs/trust.md says what each shows and what it last found.
"""
