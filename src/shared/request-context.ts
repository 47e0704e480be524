import { AsyncLocalStorage } from 'node:async_hooks';

interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs work under a request id, so that log lines and upstream calls made inside carry it. */
export function runWithRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId }, work);
}

/** The id of the request or worker run that the current code serves. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}
