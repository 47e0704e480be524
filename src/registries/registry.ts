/** What became of a file: it is being read, was read to its end, or could not be. */
export type RegistryState = 'reading' | 'read' | 'failed';

/** A registry of the bank that was uploaded. */
export interface Registry {
  readonly id: string;
  /** SHA-256 of the file, in hex. */
  readonly contentHash: string;
  readonly fileName: string;
  readonly format: string;
  readonly sizeBytes: number;
  readonly state: RegistryState;
  /** Code of the problem that it failed by. */
  readonly failure: string | null;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
  readonly linesGood: number;
  readonly linesBad: number;
  /** First and last business day of its operations; null while there is none. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}
