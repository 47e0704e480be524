const { writeSync } = require('node:fs');

/** Ends the output with the one line that other tools read: how many tests passed and how many failed. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // jest prints its summary after every reporter has had its say, so this waits for the very end.
    process.on('exit', () => writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed\n`));
  }
};
