import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

type Environment = Readonly<Record<string, string | undefined>>;

interface ProgramOptions {
  readonly name: string;
  /** Path of the compiled program. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly env: Environment;
  /** Where its output goes; nowhere when absent. */
  readonly logFile?: string;
}

/** A program of ours as a process of its own. */
export class ChildProgram {
  private readonly exit: Promise<number>;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    this.exit = new Promise((resolve) =>
      child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))),
    );
  }

  static start(options: ProgramOptions): ChildProgram {
    const child = spawn(process.execPath, [options.file, ...(options.args ?? [])], {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new ChildProgram(options.name, child);
    if (options.logFile === undefined) {
      child.stdout.resume();
      child.stderr.resume();
    } else {
      const log = createWriteStream(options.logFile, { flags: 'a' });
      child.stdout.pipe(log, { end: false });
      child.stderr.pipe(log, { end: false });
    }
    return program;
  }

  /** Resolves with the first line of output that is a JSON object with a `ready` key. */
  async untilReady(timeoutMs = 30_000): Promise<{ readonly url: string }> {
    const { stdout } = this.child;
    if (!stdout) throw new Error(`${this.name} has no output`);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.name} was not ready in time`)), timeoutMs);
      void this.exit.then((code) =>
        reject(new Error(`${this.name} ended at start with code ${String(code)}`)),
      );
      createInterface({ input: stdout }).on('line', (line) => {
        if (!line.startsWith('{"ready"')) return;
        clearTimeout(timer);
        resolve(JSON.parse(line) as { url: string });
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Resolves with the exit code. */
  ended(): Promise<number> {
    return this.exit;
  }

  kill(): Promise<number> {
    this.child.kill('SIGKILL');
    return this.exit;
  }

  /** Asks the program to end, and insists after a while. */
  async stop(patienceMs = 15_000): Promise<number> {
    if (this.hasEnded) return this.exit;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
    const code = await this.exit;
    clearTimeout(timer);
    return code;
  }
}

/** Runs a program to its end and answers what it printed. @throws Error with its complaint when it failed. */
export async function runProgram(file: string, args: readonly string[], env: Environment): Promise<string> {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${complaint || output}`);
  return output.trim();
}
