cp -R "$ATLATCH_CHECKOUT/hooks" .githooks
git add .githooks
git config core.hooksPath .githooks
