// Holds the layers of docs/architecture.md: renderer -> shared <- electron/core <- electron/hosts <- electron/desktop.
// Runs in `npm test` (`npm run layers`). The swc parser keeps type-only imports, so types may not cross a border either.

const { toRules } = require('./scripts/house/walls.cjs');

const anyVendor = '^electron/core/vendors/[^/]+/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import each other cannot be read, tested or moved alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import must lead to a file or an installed package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs in the page and in Node: it knows neither node:, Electron nor React.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-imports-no-layer',
      comment: 'shared/ is the bottom: it imports itself and pure packages.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: ['^(electron|renderer|scripts|bench|test)/', 'node_modules/(electron|react|react-dom)/'] },
    },
    {
      name: 'core-stands-on-shared',
      comment: 'electron/core is plain Node: hosts, windows and pages build on it, never the other way round.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^(electron/(hosts|desktop|sandbox)|renderer|scripts|bench|test)/' },
    },
    {
      name: 'sandbox-stands-alone',
      comment: 'The vendor simulator is written from the documents: it must not share code with the adapters.',
      severity: 'error',
      from: { path: '^electron/sandbox/' },
      to: { path: '^(electron/(core|hosts|desktop)|renderer|scripts|bench|test)/' },
    },
    {
      name: 'hosts-know-no-window',
      comment: 'A host serves the router over one transport; what the desktop or the page does with it is theirs.',
      severity: 'error',
      from: { path: '^electron/hosts/' },
      to: { path: '^(electron/desktop|renderer|scripts|bench|test)/' },
    },
    {
      name: 'desktop-knows-no-page',
      comment: 'The desktop layer loads the built page; it shares only shared/ with its source.',
      severity: 'error',
      from: { path: '^electron/desktop/' },
      to: { path: '^(electron/(core|sandbox)|renderer|scripts|bench|test)/' },
    },
    {
      name: 'renderer-stands-on-shared',
      comment: 'The page reaches the core through the contract alone, and never the disk or the network.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|scripts|bench|test)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The page runs in a sandboxed browser context.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-desktop-imports-electron',
      comment: 'Everything else also runs without the Electron runtime.',
      severity: 'error',
      from: { pathNot: '^electron/desktop/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'databases-are-opened-in-db',
      comment: 'Everything else holds a handle of electron/core/db/handles.ts, which says whether it may write.',
      severity: 'error',
      from: {
        pathNot: ['^electron/core/(db|backup)/', '^electron/hosts/ownerLock\\.ts$', '^(test|bench)/'],
      },
      to: { path: 'node_modules/better-sqlite3/' },
    },
    {
      name: 'vendors-behind-the-registry',
      comment: 'No vendor is known outside its folder and the registry.',
      severity: 'error',
      from: { pathNot: [anyVendor, '^electron/core/vendors/registry\\.ts$', '^test/'] },
      to: { path: anyVendor },
    },
    {
      name: 'vendors-know-not-each-other',
      comment: 'What two vendors share belongs into electron/core/vendors/ itself.',
      severity: 'error',
      from: { path: '^electron/core/vendors/([^/]+)/' },
      to: { path: anyVendor, pathNot: '^electron/core/vendors/$1/' },
    },
    {
      name: 'packaged-code-needs-dependencies',
      comment: 'Packages that the Node side imports are shipped unbundled: they must be in "dependencies".',
      severity: 'error',
      from: { path: '^(shared|electron/(core|hosts|sandbox))/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    ...toRules(),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^release/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
    },
  },
};
