#!/bin/sh
# The plugin manager's entry: finds argosy and lets it load its interface. All else is in the program.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for bin in "$(tmux show-options -gqv @argosy_bin)" "$(command -v argosy)" /opt/homebrew/bin/argosy \
  /usr/local/bin/argosy "$HOME/.local/bin/argosy" "$here/bin/argosy" "$here/.build/release/argosy"; do
  case $bin in /*) [ -x "$bin" ] && exec "$bin" tmux load ;; esac
done
tmux set-option -g @argosy '#[dim]argosy: not installed#[default] '
key=$(tmux show-options -gqv @argosy_key)
[ "${key:=G}" = none ] || [ -n "$(tmux list-keys -T prefix "$key" 2>/dev/null)" ] ||
  tmux bind-key -N 'Argosy: how to install it' -T prefix "$key" display-popup -E \
    "echo 'argosy is not installed. In a shell:'; echo; echo \"  cd '$here' && scripts/setup && swift build -c release\"; read -r _"
exit 0
