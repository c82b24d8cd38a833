internal import GRDB

/// The tables, and how they came to be. A migration that was released is never changed, only followed by another.
enum Schema {
  static let textsForgotten = "3: texts forgotten"

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
    migrator.registerMigration(textsForgotten) { database in
      try database.alter(table: "deliveryIntent") { table in
        /// In bytes, and a hash: once it is known how the delivery ended, in the place of its text.
        table.add(column: "textLength", .integer)
        table.add(column: "textHash", .text)
      }
      try Journal.forgetTexts(where: "id IN (SELECT intent FROM deliveryResult)", in: database)
      // Reasons used to quote drafts.
      try database.execute(
        sql: """
          UPDATE deliveryResult SET reason = 'there is a draft in the box'
          WHERE reason LIKE 'there is a draft in the box: %'
          """)
    }
    // Of the socket, not of one life of the server: work outlives it.
    migrator.registerMigration("work: items, effects, records") { try createWork($0) }
    return migrator
  }

  private static func createWork(_ database: Database) throws {
    try database.create(table: "workItem") { table in
      table.primaryKey("id", .text)
      table.column("name", .text).notNull()
      table.column("repository", .text).notNull()
      table.column("status", .text).notNull()
      table.column("isOver", .boolean).notNull()
      table.column("createdAt", .integer).notNull()
      /// All of it, as JSON. The other columns are for questions to the database.
      table.column("body", .text).notNull()
    }
    try database.create(table: "workEffect") { table in
      table.primaryKey("number", .integer)
      table.column("item", .text).notNull()
      table.column("deed", .text).notNull()
      table.column("body", .text).notNull()
      table.column("begunAt", .integer).notNull()
      /// Null: under way, or whoever did it is gone.
      table.column("result", .text)
      table.column("endedAt", .integer)
    }
    try database.create(
      index: "workEffectOpen", on: "workEffect", columns: ["number"], condition: Column("result") == nil)
    try database.create(table: "workRecord") { table in
      table.autoIncrementedPrimaryKey("seq")
      table.column("item", .text).notNull()
      table.column("name", .text).notNull()
      table.column("kind", .text).notNull()
      table.column("stage", .text).notNull()
      table.column("text", .text).notNull()
      table.column("at", .integer).notNull()
    }
    try database.create(index: "workRecordByItem", on: "workRecord", columns: ["item", "seq"])
    try database.create(index: "workRecordByTime", on: "workRecord", columns: ["at"])
    /// What is true of this store as a whole: which one it is, how far something that follows it has come.
    try database.create(table: "workMark") { table in
      table.primaryKey("name", .text)
      table.column("value", .text).notNull()
    }
    try database.execute(
      sql: "INSERT INTO workMark (name, value) VALUES ('identity', lower(hex(randomblob(8))))")
  }
}
