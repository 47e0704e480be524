/** Tells the parent process that a stand-in listens: one line of JSON on standard output. */
export function announce(standIn: string, url: string): void {
  process.stdout.write(`${JSON.stringify({ ready: standIn, url })}\n`);
}

/** Ends the process cleanly on Ctrl-C or SIGTERM; a second signal ends it at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
