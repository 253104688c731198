atlatch install --global
