pre-commit install
