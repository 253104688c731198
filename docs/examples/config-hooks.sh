for event in pre-commit pre-merge-commit commit-msg pre-push; do
    git config --global "hook.atlatch-$event.event" "$event"
done
git config --global hook.atlatch-pre-commit.command "'$HOME/.local/bin/atlatch' hook pre-commit"
git config --global hook.atlatch-pre-merge-commit.command "'$HOME/.local/bin/atlatch' hook pre-commit"
git config --global hook.atlatch-commit-msg.command "'$HOME/.local/bin/atlatch' hook commit-msg"
git config --global hook.atlatch-pre-push.command "'$HOME/.local/bin/atlatch' hook pre-push"
