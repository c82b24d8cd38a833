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
    migrator.registerMigration("2: deliveries") { database in
      try database.create(table: "deliveryIntent") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("token", .text).notNull().unique()
        table.column("serverPID", .integer).notNull()
        table.column("serverStart", .integer).notNull()
        table.column("pane", .text).notNull()
        table.column("agent", .text).notNull()
        table.column("agentPID", .integer)
        /// `prompt` or `answer`.
        table.column("kind", .text).notNull()
        table.column("text", .text).notNull()
        table.column("manner", .text)
        table.column("askID", .text)
        table.column("echoesBefore", .integer).notNull()
        table.column("at", .integer).notNull()
      }
      try database.create(table: "deliveryResult") { table in
        table.primaryKey("intent", .integer).references("deliveryIntent", onDelete: .cascade)
        table.column("verdict", .text).notNull()
        table.column("reason", .text).notNull()
        table.column("at", .integer).notNull()
      }
      try database.create(
        index: "deliveryByServer", on: "deliveryIntent", columns: ["serverPID", "serverStart", "pane"])
      try database.create(index: "transitionByTime", on: "transition", columns: ["at"])
    }
    return migrator
  }
}
