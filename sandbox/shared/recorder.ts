import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The last number given in each folder by this process. */
const lastNumber = new Map<string, number>();

function lastOnDisk(folder: string, mark: string): number {
  const numbers = readdirSync(folder)
    .filter((name) => name.includes(mark))
    .map((name) => Number.parseInt(name, 10));
  return Math.max(0, ...numbers.filter(Number.isInteger));
}

/**
 * Keeps what went over the wire, under `SANDBOX_RECORD_DIR/<stand-in>/`, in numbered files. Without that variable it
 * does nothing. Names look like `000001-p4711-Init.json`: number, process, message; so that several processes, and
 * several instances in one process, may share the folder.
 */
export class Recorder {
  private readonly folder: string | undefined;
  private readonly mark = `-p${process.pid}-`;

  constructor(standIn: string, root: string | undefined = process.env['SANDBOX_RECORD_DIR']) {
    this.folder = root ? join(root, standIn) : undefined;
    if (!this.folder || lastNumber.has(this.folder)) return;
    mkdirSync(this.folder, { recursive: true });
    lastNumber.set(this.folder, lastOnDisk(this.folder, this.mark));
  }

  /** One message as JSON. */
  json(name: string, value: unknown): void {
    if (!this.folder) return;
    writeFileSync(this.nextFile(this.folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
  }

  /** A question and its answer as raw text: `…-<name>-request.<extension>` and `…-<name>-response.<extension>`. */
  exchange(name: string, extension: string, request: string, response: string | undefined): void {
    if (!this.folder) return;
    const file = this.nextFile(this.folder, name);
    writeFileSync(`${file}-request.${extension}`, request);
    if (response !== undefined) writeFileSync(`${file}-response.${extension}`, response);
  }

  private nextFile(folder: string, name: string): string {
    const number = (lastNumber.get(folder) ?? 0) + 1;
    lastNumber.set(folder, number);
    return join(folder, `${String(number).padStart(6, '0')}${this.mark}${name}`);
  }
}
