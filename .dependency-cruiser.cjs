/** The rules of the house: arrows point rooms -> pillars -> ground, and never back. */
const ROOMS =
  'accounts|balances|payments|notifications|unconfirmed|posting|read-back|quarantine|autopayments|registries|reconciliation|closing|suspense|payouts|reports|finance-page|operations';
const PILLARS = 'ledger|acquiring|billing|books';
const GROUND = 'auth|audit|database|config|shared';

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pillars-stand-apart',
      comment: 'Only the port of acquiring speaks the words of the ledger.',
      severity: 'error',
      from: { path: `^src/(${PILLARS})/` },
      to: { path: `^src/(${PILLARS})/`, pathNot: ['^src/$1/', '^src/ledger/bank-status\\.ts$'] },
    },
    {
      name: 'pillars-know-no-room',
      severity: 'error',
      from: { path: `^src/(${PILLARS})/` },
      to: { path: `^src/(${ROOMS}|composition)/` },
    },
    {
      name: 'pillars-know-no-http-server',
      severity: 'error',
      from: { path: `^src/(${PILLARS})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '(^|/)node_modules/(@nestjs|fastify)(/|$)' },
    },
    {
      name: 'rooms-stand-apart',
      severity: 'error',
      from: { path: `^src/(${ROOMS})/` },
      to: { path: `^src/(${ROOMS}|composition)/`, pathNot: '^src/$1/' },
    },
    {
      name: 'ground-carries-only',
      comment: 'Signing in is verified by billing: auth may know its ports, and nothing else above it.',
      severity: 'error',
      from: { path: `^src/(${GROUND})/` },
      to: {
        path: `^src/(${PILLARS}|${ROOMS}|composition)/`,
        pathNot: '^src/billing/(billing|cabinet)\\.port\\.ts$',
      },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(?!shared/)' },
    },
    {
      name: 'ports-know-no-adapter',
      severity: 'error',
      from: { path: '\\.port\\.ts$' },
      to: {
        path: '^src/(acquiring/tinkoff|billing/(api3|lbweb-client|wrappers)|ledger/(sql|memory|file-journal))/',
      },
    },
    {
      name: 'adapters-stay-inside',
      comment:
        'A bank’s or billing’s own types never leave their adapter; only the composition root picks one.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/(acquiring/tinkoff|billing/(api3|lbweb-client)|ledger/(sql|memory|file-journal))/',
          '^src/composition/',
        ],
      },
      to: { path: '^src/(acquiring/tinkoff|billing/(api3|lbweb-client)|ledger/(sql|memory|file-journal))/' },
    },
    {
      name: 'nobody-reads-the-environment-but-settings',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main\\.ts$', '\\.cli\\.ts$', '\\.spec\\.ts$'] },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'product-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|contract)\\.ts$' },
      to: { path: '^(sandbox|test)/' },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|contract)\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
