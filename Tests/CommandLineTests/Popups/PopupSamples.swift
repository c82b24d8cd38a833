import Canvas
import Daemon
import Foundation

@testable import argosy

/// Agents as popups see them.
enum PopupSamples {
  struct Agent {
    var pane: String
    var name: String
    var state = "idle"
    var kind: String?
    var ago = 60.0
    var title = ""
    var ask: String?
  }

  static func status(_ agents: [Agent], items: [ItemReport]? = nil) throws -> StatusReport {
    let objects: [[String: Any]] = try agents.map { agent in
      var object: [String: Any] = [
        "pane": agent.pane, "window": "@\(agent.pane.dropFirst())", "session": "$\(agent.pane.dropFirst())",
        "session_name": agent.name, "agent": "claude", "state": agent.state, "since": Samples.time(agent.ago),
        "title": agent.title,
      ]
      object["kind"] = agent.kind
      if let ask = agent.ask { object["ask"] = try JSONSerialization.jsonObject(with: Data(ask.utf8)) }
      return object
    }
    let all: [String: Any] = ["server": ["pid": 1, "version": "3.3a", "socket": "/s"], "agents": objects]
    let data = try JSONSerialization.data(withJSONObject: all)
    var status = try JSONDecoder().decode(StatusReport.self, from: data)
    status.items = items
    return status
  }

  static func permission(_ id: String, command: String = "npm test") -> String {
    """
    {"id":"\(id)","form":"confirm","question":"Do you want to proceed?","detail":["Bash command","\(command)"],
     "options":[{"key":"1","label":"Yes","selected":true,"role":"choice"},
                {"key":"2","label":"Yes, and don't ask again for npm","selected":false,"role":"choice"},
                {"key":"3","label":"No","selected":false,"role":"choice"}],
     "digits":"confirm","enter":"confirm","partial":false}
    """
  }

  static func question(_ id: String, form: String = "single", yes: String = "Yes, all of it") -> String {
    """
    {"id":"\(id)","form":"\(form)","question":"Which database?","detail":[],
     "options":[{"key":"1","label":"\(yes)","selected":true,"role":"choice"},
                {"key":"2","label":"SQLite","selected":false,"role":"choice"},
                {"key":"3","label":"Type something","selected":false,"role":"freeText"}],
     "digits":"confirm","enter":"confirm","partial":false}
    """
  }

  static let fleet = [
    Agent(pane: "%1", name: "calm", state: "idle", ago: 5000),
    Agent(pane: "%2", name: "young", state: "blocked", kind: "permission", ago: 30, ask: permission("a2")),
    Agent(
      pane: "%3", name: "old", state: "blocked", kind: "permission", ago: 900,
      ask: permission("a3", command: "rm -rf x")),
    Agent(pane: "%4", name: "asks", state: "blocked", kind: "question", ago: 2000, ask: question("a4")),
    Agent(pane: "%5", name: "busy", state: "working", ago: 10, title: Samples.hostile),
  ]

  static func screen(_ pane: String, _ rows: [String], columns: Int = 80) throws -> Response {
    let object: [String: Any] = ["pane": pane, "title": "", "columns": columns, "rows": rows]
    let screen = try JSONDecoder().decode(ScreenReport.self, from: JSONSerialization.data(withJSONObject: object))
    return Response(screen: screen, pane: pane)
  }

  static func delivery(_ verdict: String, _ reason: String) throws -> Response {
    Response(
      delivery: try Samples.decoded(
        #"{"pane":"%1","verdict":"\#(verdict)","reason":"\#(reason)","code":"x","changes":[],"token":"t","seconds":1}"#)
    )
  }
}

extension Frame {
  var text: String { (0..<rows).map { text(row: $0) }.joined(separator: "\n") }
}
