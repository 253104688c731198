cd my-repository
atlatch install
atlatch doctor
