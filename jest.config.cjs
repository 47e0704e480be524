/** One pass over the whole suite: unit tests beside the code, integration and end-to-end under test/. */
const typescript = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/sandbox'],
  testRegex: '\\.spec\\.ts$',
  // jest on Node 20 cannot require() ES modules, and Nest 12 ships nothing else: they are compiled on the way.
  transform: {
    '^.+\\.ts$': ['@swc/jest', typescript],
    '/src/finance-page/page/.+\\.mjs$': '<rootDir>/test/support/esm-package-transformer.cjs',
    '/node_modules/.+\\.m?js$': '<rootDir>/test/support/esm-package-transformer.cjs',
  },
  transformIgnorePatterns: [],
  cacheDirectory: '<rootDir>/.jest-cache',
  maxWorkers: 2,
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/test/support/closing-line-reporter.cjs'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
