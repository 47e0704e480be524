import type { CabinetPort } from '../cabinet.port';

/** The upstream's own name of the operation behind each call of the cabinet port. Every adapter has a list of its own. */
export type CabinetOperationNames = Readonly<Record<keyof CabinetPort, string>>;
