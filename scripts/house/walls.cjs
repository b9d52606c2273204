// The walls of the house, as data: which room may ask which, and through which doors. `.dependency-cruiser.cjs` makes
// rules of it, so that an import over a wall fails `npm test`. test/unit/project/walls.test.ts fails for a room without
// walls and for a door that no room uses.

/**
 * Floors, each from the ground up. A room imports from rooms of the levels below its own; rooms of one level do not import
 * from each other. `ground`: files right on the floor that its rooms may import. They import no other file of their floor:
 * such a file puts its rooms together. A room may be one file.
 */
const floors = {
  shared: { ground: ['actions.ts', 'assertNever.ts', 'fields.ts'], levels: [['words'], ['domain'], ['contract']] },
  'shared/domain': { ground: [], levels: [['numbers', 'time'], ['columns', 'entry', 'registries'], ['vendor']] },
  electron: { ground: [], levels: [['core', 'sandbox'], ['hosts'], ['desktop']] },
  'electron/core': {
    ground: ['answer.ts', 'ports.ts', 'thread.ts'],
    levels: [
      ['json'],
      ['files', 'vendors'],
      ['db', 'secrets'],
      ['backup', 'desk', 'journal'],
      ['registries'],
      ['list'],
      ['gate', 'intake', 'scrub', 'sync'],
      ['bulk'],
      ['compose'],
    ],
  },
  'electron/core/db': {
    ground: ['damagedRow.ts', 'handles.ts'],
    levels: [['desk', 'entries'], ['sync']],
  },
  'electron/core/files': { ground: ['readingError.ts'], levels: [['write'], ['text'], ['packed']] },
  'electron/core/intake': { ground: [], levels: [['staging'], ['plan']] },
  'electron/core/list': {
    ground: [],
    levels: [
      ['pages', 'write'],
      ['batches', 'commands'],
    ],
  },
  'electron/core/registries': { ground: [], levels: [['reading']] },
  'electron/core/scrub': { ground: [], levels: [['ask'], ['leads'], ['certificate']] },
  'electron/core/sync': { ground: [], levels: [['record'], ['conflicts', 'vendor'], ['run'], ['accounts']] },
  renderer: {
    ground: ['actions.ts', 'desk.tsx', 'keys.ts', 'route.ts', 'useActions.ts'],
    levels: [['stores'], ['ui'], ['features'], ['screens.tsx'], ['frame']],
  },
  'renderer/features': {
    ground: [],
    levels: [
      ['backups', 'bulk', 'conflicts', 'entry', 'import', 'list', 'number', 'registries', 'runs', 'scrub'],
      ['batches', 'settings'],
      ['accounts'],
    ],
  },
};

/**
 * The files of a room that others may import, its face first: reading begins there. Tests and benches look behind doors. Rows
 * of the database (`db/`) and the page's pieces (`renderer/ui`) are doors all of them.
 */
const doors = {
  'electron/core/backup': [
    'backup.ts',
    'backupFiles.ts',
    'checkAside.ts',
    'copyDatabase.ts',
    'offerBackup.ts',
    'restore.ts',
  ],
  'electron/core/bulk': ['bulkService.ts', 'procedures.ts'],
  'electron/core/compose': ['composeDesk.ts', 'backupProcedures.ts', 'frontRouter.ts', 'restoreDesk.ts'],
  'electron/core/desk': [
    'context.ts',
    'appProcedures.ts',
    'columnMemory.ts',
    'events.ts',
    'housekeeping.ts',
    'jobs.ts',
    'paceMeter.ts',
    'rpc.ts',
    'settings.ts',
    'standing.ts',
    'targetIndex.ts',
  ],
  'electron/core/files': [
    'openFile.ts',
    'describe.ts',
    'locate.ts',
    'openRows.ts',
    'packed/askWorker.ts',
    'packed/budget.ts',
    'packed/caps.ts',
    'packed/openLeaf.ts',
    'packed/readParts.ts',
    'readingError.ts',
    'shelf.ts',
    'streamRows.ts',
    'text/dialect.ts',
    'text/recordReader.ts',
    'text/swallowedRows.ts',
    'write/csvCells.ts',
    'write/durableFile.ts',
    'write/rejectsCsv.ts',
    'write/workbookFile.ts',
    'write/writeProblem.ts',
    'write/writeTarget.ts',
  ],
  'electron/core/files/packed': [
    'containerRows.ts',
    'askWorker.ts',
    'budget.ts',
    'caps.ts',
    'contacts/contactRows.ts',
    'openLeaf.ts',
    'readParts.ts',
    'readingMessages.ts',
  ],
  'electron/core/files/packed/contacts': ['contactRows.ts', 'contact.ts'],
  'electron/core/files/text': [
    'describeText.ts',
    'detectDialect.ts',
    'dialect.ts',
    'recordReader.ts',
    'rowPieces.ts',
    'sniffBytes.ts',
    'swallowedRows.ts',
  ],
  'electron/core/files/write': [
    'csvCells.ts',
    'durableFile.ts',
    'rejectsCsv.ts',
    'workbookFile.ts',
    'writeProblem.ts',
    'writeTarget.ts',
  ],
  'electron/core/gate': [
    'gateService.ts',
    'procedures.ts',
    'askGate.ts',
    'closed.ts',
    'deskView.ts',
    'listEntries.ts',
    'log/answerLog.ts',
    'log/chain.ts',
    'log/numberKey.ts',
    'openApi.ts',
    'openToken.ts',
    'takeRequest.ts',
  ],
  'electron/core/gate/log': ['answerLog.ts', 'chain.ts', 'numberKey.ts', 'readAnswers.ts'],
  'electron/core/intake': [
    'intakeService.ts',
    'plan/lineCounts.ts',
    'plan/listApplier.ts',
    'previewIntake.ts',
    'procedures.ts',
    'source.ts',
    'staging/staging.ts',
  ],
  'electron/core/intake/plan': [
    'planStaged.ts',
    'applyStaged.ts',
    'lineCounts.ts',
    'listApplier.ts',
    'listLines.ts',
    'stagedLines.ts',
  ],
  'electron/core/intake/staging': ['stageFile.ts', 'doubts.ts', 'stageBeside.ts', 'staging.ts'],
  'electron/core/journal': ['journal.ts', 'journalPayload.ts', 'verify.ts'],
  'electron/core/json': [
    'answerReader.ts',
    'limits.ts',
    'problemWords.ts',
    'recordBuilder.ts',
    'schemaPath.ts',
    'shape.ts',
  ],
  'electron/core/list': [
    'listService.ts',
    'batches/batchService.ts',
    'batches/longBatch.ts',
    'batches/savedRejects.ts',
    'batches/takeBack.ts',
    'batches/undoBatch.ts',
    'commands/askText.ts',
    'commands/checkNumbers.ts',
    'commands/decide.ts',
    'commands/editPlan.ts',
    'commands/listDeps.ts',
    'commands/newBlock.ts',
    'commands/numberInput.ts',
    'commands/requestedScope.ts',
    'pages/listFilter.ts',
    'pages/listPager.ts',
    'pages/openConflicts.ts',
    'pages/usedCountries.ts',
    'procedures.ts',
    'write/batchWork.ts',
    'write/entryChange.ts',
    'write/listStore.ts',
    'write/newEntries.ts',
    'write/sweepExpired.ts',
    'write/writeNew.ts',
    'write/writer.ts',
  ],
  'electron/core/list/batches': ['batchService.ts', 'longBatch.ts', 'savedRejects.ts', 'takeBack.ts', 'undoBatch.ts'],
  'electron/core/list/commands': [
    'addEntries.ts',
    'askText.ts',
    'checkNumbers.ts',
    'compareLists.ts',
    'decide.ts',
    'editEntries.ts',
    'editPlan.ts',
    'entryView.ts',
    'keepBlocked.ts',
    'listDeps.ts',
    'newBlock.ts',
    'numberDetails.ts',
    'numberInput.ts',
    'redactEntries.ts',
    'requestedScope.ts',
  ],
  'electron/core/list/pages': [
    'listPager.ts',
    'exportList.ts',
    'listFilter.ts',
    'openConflicts.ts',
    'usedCountries.ts',
  ],
  'electron/core/list/write': [
    'writer.ts',
    'batchWork.ts',
    'entryChange.ts',
    'listStore.ts',
    'newEntries.ts',
    'sweepExpired.ts',
    'writeNew.ts',
  ],
  'electron/core/registries': ['registryService.ts', 'askRegistries.ts', 'catalog.ts', 'lookup.ts', 'procedures.ts'],
  'electron/core/registries/reading': ['readRegistry.ts', 'numberSink.ts', 'openMembers.ts', 'registryProblem.ts'],
  'electron/core/scrub': ['scrubService.ts', 'procedures.ts'],
  'electron/core/scrub/ask': [
    'lookUp.ts',
    'elsewhere.ts',
    'foundEntries.ts',
    'listKeeper.ts',
    'listSnapshot.ts',
    'numberSieve.ts',
    'question.ts',
    'registryAnswers.ts',
  ],
  'electron/core/scrub/certificate': ['certificate.ts', 'scrubParts.ts'],
  'electron/core/scrub/leads': [
    'splitLeads.ts',
    'halfFile.ts',
    'halfPair.ts',
    'leadColumns.ts',
    'leadFile.ts',
    'numberReaders.ts',
    'paths.ts',
    'scrubCounts.ts',
  ],
  'electron/core/sync': [
    'createSync.ts',
    'procedures.ts',
    'record/outbox.ts',
    'record/records.ts',
    'record/syncStore.ts',
  ],
  'electron/core/sync/accounts': ['accounts.ts', 'recordActions.ts', 'sameQuestions.ts', 'status.ts'],
  'electron/core/sync/conflicts': ['conflicts.ts', 'decision.ts'],
  'electron/core/sync/record': [
    'reconcile.ts',
    'afterAnswer.ts',
    'knownRecords.ts',
    'lastSeen.ts',
    'observation.ts',
    'outbox.ts',
    'records.ts',
    'syncStore.ts',
    'targets.ts',
  ],
  'electron/core/sync/run': ['engine.ts', 'runner.ts', 'runs.ts', 'scanFileJob.ts', 'scheduler.ts', 'syncJob.ts'],
  'electron/core/sync/vendor': [
    'push.ts',
    'accountToken.ts',
    'clockTrust.ts',
    'connection.ts',
    'exportFile.ts',
    'headLook.ts',
    'otherForms.ts',
    'owner.ts',
    'pull.ts',
    'readLists.ts',
    'requests.ts',
    'runContext.ts',
    'sameAccount.ts',
    'scanFile.ts',
    'traceLog.ts',
    'turnstile.ts',
  ],
  'electron/core/vendors': [
    'adapter.ts',
    'baseUrl.ts',
    'commonSettings.ts',
    'http.ts',
    'registry.ts',
    'remoteNumbers.ts',
  ],
  'electron/core/vendors/fluents': ['fluentsAdapter.ts'],
  'electron/core/vendors/osvi': ['osviAdapter.ts'],
  'electron/core/vendors/weya': ['weyaAdapter.ts'],
  'electron/core/vendors/yappr': ['yapprAdapter.ts'],
  'electron/hosts/gate': ['startGate.ts', 'forward.ts'],
  'electron/hosts/web': ['webServer.ts', 'answers.ts', 'doorFile.ts', 'guard.ts', 'openBrowser.ts', 'pageFiles.ts'],
  'renderer/features/accounts': ['AccountsScreen.tsx'],
  'renderer/features/backups': ['BackupsSection.tsx'],
  'renderer/features/batches': ['BatchesScreen.tsx'],
  'renderer/features/bulk': ['BulkPanel.tsx', 'LeftList.tsx'],
  'renderer/features/conflicts': ['ConflictsScreen.tsx'],
  'renderer/features/entry': [
    'AddPanel.tsx',
    'EditPanel.tsx',
    'RedactDialog.tsx',
    'RemoveDialog.tsx',
    'RescopePanel.tsx',
  ],
  'renderer/features/import': ['ImportScreen.tsx'],
  'renderer/features/list': ['ListScreen.tsx'],
  'renderer/features/number': ['NumberDrawer.tsx', 'verdictMark.ts'],
  'renderer/features/registries': ['RegistriesSection.tsx'],
  'renderer/features/runs': ['RunsScreen.tsx'],
  'renderer/features/scrub': ['ScrubScreen.tsx'],
  'renderer/features/settings': ['SettingsScreen.tsx', 'TokenStore.tsx'],
  'renderer/frame': ['Frame.tsx', 'ClosedDesk.tsx', 'ErrorBoundary.tsx', 'NoWayIn.tsx'],
};

const isFile = (room) => room.includes('.');
const escape = (path) => path.replaceAll('.', '\\.');
/** Matches what lies in one of these rooms; a room may be a file right on its floor. */
const inOneOf = (rooms) => `^(${rooms.map((room) => `${escape(room)}${isFile(room) ? '$' : '/'}`).join('|')})`;

/** The walls as rules of dependency-cruiser, each named after its room. */
function toRules() {
  const rules = [];
  for (const [floor, { ground, levels }] of Object.entries(floors)) {
    rules.push({
      name: `${floor}: rooms ask no file above them`,
      comment:
        'A file right on a floor puts its rooms together. What rooms share lies in a room below, or on the ground.',
      severity: 'error',
      from: { path: inOneOf(levels.flat().map((room) => `${floor}/${room}`)) },
      to: {
        path: `^${floor}/[^/]+$`,
        pathNot: [...ground, ...levels.flat().filter(isFile)].map((file) => inOneOf([`${floor}/${file}`])),
      },
    });
    for (const [height, level] of levels.entries())
      for (const room of level) {
        const others = levels.slice(height).flat();
        if (others.length === 1) continue;
        rules.push({
          name: `${floor}/${room} asks only below`,
          comment: 'A room asks rooms of the levels below its own: see scripts/house/walls.cjs.',
          severity: 'error',
          from: { path: inOneOf([`${floor}/${room}`]) },
          to: { path: inOneOf(others.filter((other) => other !== room).map((other) => `${floor}/${other}`)) },
        });
      }
  }
  for (const [room, files] of Object.entries(doors))
    rules.push({
      name: `${room} is entered by its doors`,
      comment: 'What a room does not show may change without asking: see scripts/house/walls.cjs.',
      severity: 'error',
      from: { pathNot: [`^${room}/`, '^(test|bench)/'] },
      to: { path: `^${room}/`, pathNot: files.map((file) => inOneOf([`${room}/${file}`])) },
    });
  return rules;
}

module.exports = { floors, doors, toRules };
