"""Extensions, created unbound and bound in `create_app`."""
