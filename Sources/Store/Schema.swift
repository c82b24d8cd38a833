internal import GRDB

/// The tables, and how they came to be. A migration that was released is never changed, only followed by another.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: transitions") { database in
      try database.create(table: "transition") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("serverPID", .integer).notNull()
        table.column("serverStart", .integer).notNull()
        table.column("pane", .text).notNull()
        table.column("session", .text).notNull()
        table.column("sessionName", .text).notNull()
        table.column("agent", .text).notNull()
        table.column("agentPID", .integer)
        table.column("fromState", .text)
        table.column("toState", .text)
        table.column("toKind", .text)
        table.column("question", .text)
        table.column("reason", .text).notNull()
        /// Nanoseconds since 1970.
        table.column("at", .integer).notNull()
      }
      try database.create(
        index: "transitionByPane", on: "transition", columns: ["serverPID", "serverStart", "pane", "id"])
    }
    return migrator
  }
}
