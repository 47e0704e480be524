import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Lines of the service's log that must not be there, and what must not be in any. */
const ALARMS: readonly (readonly [RegExp, string])[] = [
  [/"level":"fatal"/, 'the log has a fatal error'],
  [/unhandled ?rejection/i, 'the log has an unhandled rejection'],
  [/uncaught ?exception/i, 'the log has an uncaught exception'],
  [
    /"type":"(TypeError|RangeError|ReferenceError|SyntaxError|AssertionError)"/,
    'the log has an error of the code itself',
  ],
  [/for a reason we did not foresee/, 'the log has an unforeseen failure'],
  [/could not be (stored|applied)/, 'a notification could not be kept'],
  [/A worker failed/, 'a worker failed'],
  [/^(?!\{)/, 'the log has a line that is no JSON'],
];

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/demo\$Secret/, 'the password of the terminal'],
  [/sandbox-only-secret/, 'the key of the tokens'],
  [/\b[0-9a-f]{64}\b/i, 'a token of the bank'],
  [/eyJ[\w-]{10,}\.[\w-]{10,}/, 'a token of a subscriber'],
  [/ba_[0-9a-f]{32}_[\w-]{43}/, 'a key of a program'],
  [/4300000000000777/, 'a card number'],
];

/** Reads a log as it grows. */
export class LogWatch {
  private at = 0;
  private rest = '';
  private lines = 0;

  constructor(private readonly file: string) {}

  /** What is wrong with the lines since the last look. */
  complaints(): readonly string[] {
    const lines = `${this.rest}${this.more()}`.split('\n');
    this.rest = lines.pop() ?? '';
    this.lines += lines.length;
    const found = new Map<string, string>();
    for (const line of lines) {
      for (const [pattern, words] of ALARMS) if (pattern.test(line)) found.set(words, line);
      for (const [pattern, words] of SECRETS)
        if (pattern.test(line)) found.set(`the log holds ${words}`, line);
    }
    return [...found].map(([words, line]) => `${words}: ${line.slice(0, 1500)}`);
  }

  get count(): number {
    return this.lines;
  }

  private more(): string {
    const size = statSync(this.file).size;
    const bytes = Buffer.alloc(size - this.at);
    const file = openSync(this.file, 'r');
    readSync(file, bytes, 0, bytes.length, this.at);
    closeSync(file);
    this.at = size;
    return bytes.toString('utf8');
  }
}
