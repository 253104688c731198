git hook run pre-commit
