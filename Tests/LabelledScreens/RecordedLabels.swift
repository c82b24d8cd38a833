/// What recorded screens are that stay outside the repository, by the name of the recording.
public enum RecordedLabels {
  /// Screens of Claude Code 2.1.29, files `v2.1.29__NAME.tui.bin` of 120x40 cells, as a person reads them.
  public static let claudeCode: [String: ScreenLabel] = [
    "bash_permission_dialog": .permission, "clear_after": .working, "clear_before": .idle, "compact_after": .idle,
    "compact_before": .idle, "compact_during": .working, "context_autocomplete": .idle, "context_usage": .idle,
    "ctrl_s_stash_active": .idle, "edit_permission_dialog": .permission, "escape_clear_hint": .idle,
    "exit_autocomplete": .idle, "export_autocomplete": .idle, "export_filename_dialog": .hold,
    "export_method_dialog": .hold, "fork_no_conversation": .idle, "help_autocomplete": .idle,
    "help_commands_tab": .hold, "help_response": .hold, "hook_session_start": .idle, "hook_settings_merge": .idle,
    "hook_stop_after_response": .idle, "hooks_autocomplete": .idle, "hooks_dialog": .hold,
    "hooks_matcher_dialog": .hold, "initial_state": .idle, "model_haiku": .idle, "model_opus": .idle,
    "model_picker": .hold, "model_sonnet": .idle, "permission_accept_edits": .idle, "permission_bypass_mode": .idle,
    "permission_default": .idle, "permission_plan": .idle, "plan_autocomplete": .idle,
    "plan_command_already_active": .idle, "plan_command_enable": .working, "setup_01_select_theme_dark": .login,
    "setup_01_select_theme_light": .login, "setup_01a_syntax_highlighting_disabled": .login,
    "setup_02_login_method": .login, "shell_mode_command": .idle, "shell_mode_prefix": .idle,
    "shortcuts_display": .idle, "slash_menu": .idle, "slash_menu_filtered": .idle, "slash_search_tab_complete": .idle,
    "status_bar_extended": .idle, "tasks_empty_dialog": .hold, "thinking_dialog": .hold,
    "thinking_dialog_disabled_selected": .hold, "thinking_dialog_enabled_selected": .hold,
    "thinking_dialog_mid_conversation": .hold, "thinking_off_status": .idle, "todos_empty": .idle,
    "trust_folder_dialog": .permission, "welcome_back": .idle, "with_input": .idle,
    "write_permission_dialog": .permission,
  ]

  /// The name of the recording in the name of a file; nil for other files.
  public static func name(ofFile file: String) -> String? {
    guard let start = file.firstRange(of: "__")?.upperBound, file.hasSuffix(".tui.bin") else { return nil }
    return String(file[start...].dropLast(8))
  }
}
