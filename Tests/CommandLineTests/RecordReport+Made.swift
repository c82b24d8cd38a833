import Daemon
import Fleet

extension RecordReport {
  /// As if the journal had given the line this number.
  init(_ record: WorkRecord, number: Int64) {
    self.init(
      LoggedRecord(
        sequence: number, item: record.item, name: record.name, word: record.kind.rawValue, stage: record.stage,
        text: record.text, at: record.at))
  }
}
