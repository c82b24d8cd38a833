import Fleet
public import Logging
public import NIOCore
import Recognition
import Screens
import Store
import Terminal
import TmuxControl
import TmuxUI
import World

/// Watches one tmux server: wires the rooms together and decides nothing itself.
///
/// One event loop is the actor's executor, so what is read from tmux changes the model in the same turn of the loop.
public actor Daemon {
  let loop: any EventLoop
  let configuration: DaemonConfiguration
  let log: Logger
  /// The rules inside the program.
  let builtIn: AgentCatalog
  /// The rules in force.
  var catalog: AgentCatalog
  /// What is wrong in a person's files, which have therefore changed nothing.
  var ruleFaults: [RuleError] = []
  var recognizers: [RecognizerKey: Recognizer] = [:]
  var ruleFiles: FileWatcher?
  var rulesAlarm: Scheduled<Void>?

  public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
  private nonisolated let executor: any SerialExecutor

  // The connection of now; a new one starts over with all of these.
  var transport: ControlTransport?
  var connection = ControlConnection<Purpose>()
  var intake: Intake
  var hub: Hub?
  var listing = Listing()
  var linksAwaited: Set<WindowID> = []
  var seedsAwaited: Set<PaneID> = []
  var clientName = ""
  var hasAskedIdentity = false
  /// Connections in a row that did not get as far as a hub.
  var failures = 0

  // The server, for as long as it lives.
  var epoch: ServerEpoch?
  var serverVersion = ""
  var journal: Journal?
  var exits: ProcessExits?

  // What agents keep in files.
  var sessionFiles: FileWatcher?
  var claudeFiles: [Int32: ClaudeFiles] = [:]

  // What is known.
  var fleet = Fleet()
  var panes: [PaneID: WatchedPane] = [:]
  var looks = LookSchedule()
  var frames = FrameClock()
  var publisher = Publisher()
  var canary = Canary()
  let keeper: ScreenKeeper
  var isComplete = false

  // What a person has around the agents.
  var interface = InterfaceState()
  var isAskingBorders = false
  var flags = SessionFlags()
  var notices = NoticeState()

  // What is due when, in monotonic nanoseconds.
  var agenda = Agenda()
  var alarm: Scheduled<Void>?
  var alarmDue: UInt64?
  var lastListing: UInt64 = 0
  /// When the listing under way, or the last one, was asked for; nanoseconds since 1970.
  var listingAskedAt: Int64 = 0
  var isListing = false
  var isListingStale = false
  /// A listing of this connection was answered.
  var hasListed = false
  var listingPace = ListingPace()
  var lastPublication: UInt64 = 0
  var reconnects = 0
  var missedDeadlines = 0
  /// An answer is late; the pipe is looked at once more before the connection is given up.
  var isDeadlineSuspected = false
  /// Monotonic nanoseconds.
  var connectedAt: UInt64 = 0
  var socketFile: SocketFile?
  /// Another file lies at the socket's path; whose it is, is being asked.
  var isSocketSuspected = false
  var captures = CaptureBudget(leaks: true)

  // What is given to agents.
  var outbox = Outbox()
  var orders: [Outbox.Number: Order] = [:]
  var wakes: Set<UInt64> = []
  var holds = Holds()
  /// What an earlier life had begun is taken up once.
  var hasRecovered = false

  // The work items.
  var coordinator = Coordinator()
  var ledger = WorkLedger()
  /// What is being done off the loop.
  var deeds: [EffectID: Task<Void, Never>] = [:]
  /// Processes that have ended, and of which tmux has not told how.
  var reminders: [Int32: Reminder] = [:]
  /// Who waits until a pane is paused.
  var quieted: [PaneID: [CheckedContinuation<Void, Never>]] = [:]
  var worktreeFiles: FileWatcher?
  var teamFiles: FileWatcher?
  var teamPlaces: Set<String> = []
  var teamsAlarm: Scheduled<Void>?
  /// A person's settings, and what is wrong in them.
  var settings = Configuration()
  var configurationFault: String?
  var projection: FleetProjection?
  /// Sessions with the mark of an item that nobody knows.
  var orphans: [ManagedPane] = []
  var watchedPlaces: [String: Set<WatchedPlace>] = [:]
  var pullRequests: PullRequestWatch
  var followedBranches: [RepositoryName: [FollowedBranch]] = [:]
  /// Items whose branch is at its remote.
  var pushedItems: Set<ItemID> = []
  /// What keeps pull requests from being followed.
  var obstacles: [PullRequestWatch.Obstacle: GitHubFailure] = [:]
  /// Why the last question about a repository was not answered, where it was not.
  var unanswered: [RepositoryName: GitHubFailure] = [:]
  /// Who waits for pull requests that were asked for by a person.
  var refreshes: [Int: Refresh] = [:]
  /// What an earlier life left is being looked for on this server, or was.
  var hasSurveyed = false
  /// The look failed and is made again; said once.
  var isSurveyDelayed = false
  /// It was found, and everything is known of it. Until then nothing is begun.
  var isSurveyed = false
  /// What came before that.
  var early: [WorkEvent] = []
  var earlyOrders: [@Sendable (isolated Daemon) -> Void] = []
  /// The order that is being written down, and those behind it.
  var orderUnderWay: OrderUnderWay?
  var waitingOrders: [WaitingOrder] = []
  /// What came while an order was being written down, or waited for that.
  var deferred: [WorkEvent] = []
  /// Why the journal cannot be opened.
  var journalTrouble: JournalError?
  /// Who waits until the journal was written, or was not.
  var probers: [CheckedContinuation<Void, Never>] = []
  /// Effects that an earlier life began, and of which no end is known.
  var inherited: Set<EffectID> = []
  var followers: [Int: Follower] = [:]
  var itemReports: [ItemID: ItemReport] = [:]

  // Who waits for something.
  var readers: [CheckedContinuation<Void, Never>] = []
  var observers: [Int: @Sendable (StatusReport) -> Void] = [:]
  var listeners: [Int: @Sendable (EventReport) -> Void] = [:]
  var watchers = ScreenWatchers()
  var nextObserver = 0
  var sightings = Sightings()
  var ending: CheckedContinuation<Void, Never>?
  /// Nothing new is begun any more.
  var hasEnded = false
  /// Everything is done.
  private var isOver = false

  /// - Throws: when the embedded rules cannot be read.
  public init(_ configuration: DaemonConfiguration, on loop: any EventLoop, log: Logger) throws {
    self.loop = loop
    executor = loop.executor
    self.configuration = configuration
    self.log = log
    builtIn = try AgentCatalog.embedded()
    catalog = builtIn
    intake = Intake(tmux: .v3_3)
    pullRequests = PullRequestWatch(pace: configuration.pullRequestPace)
    keeper = ScreenKeeper(
      UnknownScreens(directory: configuration.unknownScreensPath), argosy: configuration.version, log: log)
  }

  /// Connects, and begins to watch.
  ///
  /// - Throws: when there is no server, or it cannot be reached.
  public func start() async throws {
    exits = try ProcessExits { [weak self] pid in
      guard let self else { return }
      loop.execute { self.assumeIsolated { $0.processEnded(pid) } }
    }
    watchSessionFiles()
    watchRules()
    readConfiguration()
    watchWorktrees()
    watchTeams()
    try await connect()
  }

  /// Returns when the server has ended, or somebody stopped the daemon.
  public func untilEnd() async {
    if !isOver { await withCheckedContinuation { ending = $0 } }
    exits?.stop()
    sessionFiles?.stop()
    ruleFiles?.stop()
    worktreeFiles?.stop()
    teamFiles?.stop()
    projection?.finish()
    do {
      try journal?.close()
    } catch {
      log.error("the journal was not closed; whoever opens it next brings it in order: \(error)")
    }
  }

  /// Waits until every pane's screen is known and every agent was found; not for long where there is no connection.
  public func complete() async {
    if isComplete || hasEnded { return }
    await withCheckedContinuation { readers.append($0) }
  }

  /// A server on which something always changes, or a pane that cannot be seeded, must not keep the rest waiting: after
  /// a while what is known is shown.
  func becomeCompleteIfSo(isOverdue: Bool = false) {
    guard !isComplete, hub != nil, hasListed, !hasEnded else { return }
    let isSettled =
      linksAwaited.isEmpty && seedsAwaited.isEmpty && !isListing && agenda.due(.listing) == nil
      && !intake.screens.hasStale
    guard isSettled || isOverdue else { return }
    agenda.clear(.completion)
    for pane in panes.keys.sorted() { read(pane) }
    isComplete = true
    let (panes, agents) = (panes.count, fleet.agents.count)
    log.info("the model is complete", metadata: ["panes": "\(panes)", "agents": "\(agents)"])
    publishNow()
    watchNotices()
    recoverDeliveries()
    surveyWork()
    letReadersGo()
  }

  /// Whoever waits for the model gets it as it is.
  func letReadersGo() {
    for reader in readers { reader.resume() }
    readers = []
  }

  /// Lets ``untilEnd()`` return.
  public func end() {
    hasEnded = true
    isOver = true
    alarm?.cancel()
    letReadersGo()
    sightings.abandon()
    for prober in probers { prober.resume() }
    probers = []
    ending?.resume()
    ending = nil
  }
}
