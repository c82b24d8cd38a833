import TestSupport
import Testing

@testable import TmuxUI

@Suite("Settings of the interface")
struct InterfaceSettingsTests {
  @Test("an answer without options of ours gives the defaults, and no remark")
  func defaults() {
    let settings = InterfaceSettings(shown: "status on\nstatus-left \"[#{session_name}] \"\n@other x\n")
    #expect(settings == InterfaceSettings())
    #expect(settings.key == "G" && settings.keyNext == "N" && settings.keyRoot == nil)
    #expect(settings.remarks.isEmpty)
  }

  @Test("every option is taken")
  func taken() {
    let settings = InterfaceSettings(
      shown: """
        @argosy_key M-g
        @argosy_key_next none
        @argosy_key_root F9
        @argosy_icons ascii
        @argosy_icon_done D
        @argosy_style_done "fg=#ff0000,bold"
        @argosy_segment manual
        @argosy_oldest_show on
        @argosy_line on
        @argosy_border_show blocked
        @argosy_window_marks on
        @argosy_mouse off
        @argosy_menu_pos status
        @argosy_popup_size 90%,60%
        @argosy_popup_border "#eb6f92"
        @argosy_notify off
        @argosy_notify_bell on
        @argosy_notify_osc on
        @argosy_notify_desktop off
        @argosy_notify_message on
        @argosy_notify_command "notify  '$X'"
        @argosy_confirm_allow off
        @argosy_next_states blocked,done
        @argosy_bin /opt/argosy
        @argosy_autostart on
        """)
    #expect(settings.remarks.isEmpty)
    #expect(settings.key == "M-g" && settings.keyNext == nil && settings.keyRoot == "F9")
    #expect(settings.icons == .ascii && settings.iconOf == [.done: "D"])
    #expect(settings.styleOf == [.done: "fg=#ff0000,bold"])
    #expect(settings.segment == .manual && settings.oldestShow && settings.line && settings.windowMarks)
    #expect(settings.borderShow == .blocked && !settings.mouse && settings.menuPos == .status)
    #expect(settings.popupSize == .init(width: 90, height: 60) && settings.popupBorder == "#eb6f92")
    #expect(settings.notify.isEmpty && settings.notifyBell && settings.notifyOsc && settings.notifyMessage)
    #expect(!settings.notifyDesktop && !settings.confirmAllow && settings.nextStates == [.blocked, .done])
    #expect(settings.notifyCommand == "notify  '$X'")
    #expect(settings.bin == "/opt/argosy" && settings.autostart)
  }

  @Test(
    "a value that cannot be taken leaves the default and one remark that names the option",
    arguments: [
      ("key", "\"a b\""), ("icons", "emoji"), ("icon_done", "toolong"), ("icon_done", "\u{E0B0}"),
      ("style_done", "\"fg=red]#[bg=blue\""), ("segment", "maybe"), ("line", "2"), ("border_show", "always"),
      ("menu_pos", "left"), ("popup_size", "80,20"), ("popup_size", "80%"), ("popup_size", "5%,20%"),
      ("popup_border", "\"red ; kill-server\""), ("notify", "blocked,loud"), ("next_states", ","), ("bin", "argosy"),
    ])
  func refused(name: String, value: String) {
    let settings = InterfaceSettings(shown: "@argosy_\(name) \(value)")
    #expect(settings.remarks.count == 1)
    #expect(settings.remarks.first?.hasPrefix("@argosy_\(name) ") == true)
    var plain = settings
    plain.remarks = []
    #expect(plain == InterfaceSettings())
  }

  @Test("values come back from a real tmux as they went in")
  func quoting() async throws {
    try await withTmux { server in
      let values = [
        "", " ", "a b", "it's", "\"", "'", "\\", "\\n", "#{x}", "$HOME", "${x}", "%1", "~", "~/x", ";", "a;b", "✗●",
        "tab\there", "a\nb", "fg=#ff0000,bold", "back\\slash", "$", "#", "'\"'", "\\$x", "-x", "{a}", "\u{1B}[1m",
        "s s",
      ]
      for (index, value) in values.enumerated() {
        // A semicolon at the end would end the command.
        let word = value.hasSuffix(";") ? value.dropLast() + "\\;" : value
        try await server.run("set-option", "-g", "@v\(index)", word)
      }
      let shown = ShownOptions(try await server.run("show-options", "-g"))
      for (index, value) in values.enumerated() {
        #expect(shown["@v\(index)"] == value, "\(value.debugDescription)")
      }
    }
  }
}
