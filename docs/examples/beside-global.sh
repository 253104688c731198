GIT_CONFIG_GLOBAL=/dev/null pre-commit install
