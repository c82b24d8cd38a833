#!/bin/sh
# The plugin manager's entry: finds argosy and lets it load its interface. All else is in the program.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for bin in "$(tmux show-options -gqv @argosy_bin)" "$(command -v argosy)" /opt/homebrew/bin/argosy \
  /usr/local/bin/argosy "$HOME/.local/bin/argosy" "$here/bin/argosy" "$here/.build/release/argosy"; do
  case $bin in /*) [ -x "$bin" ] && exec "$bin" tmux load ;; esac
done
tmux set-option -g @argosy '#[dim]argosy: not installed#[default] '
# The whole table: tmux 3.7c prints nothing for a single key of it.
taken() {
  tmux list-keys -T prefix | KEY=$1 awk '
    { for (i = 1; i < NF; i++) if ($i == "prefix") { sub(/^\\/, "", $(i + 1)); if ($(i + 1) == ENVIRON["KEY"]) found = 1; next } }
    END { exit !found }'
}
key=$(tmux show-options -gqv @argosy_key)
[ "${key:=G}" = none ] || taken "$key" ||
  tmux bind-key -N 'Argosy: how to install it' -T prefix "$key" display-popup -E \
    "echo 'argosy is not installed. In a shell:'; echo; echo \"  cd '$here' && scripts/setup && swift build -c release\"; read -r _"
exit 0
