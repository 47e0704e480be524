/** Rejections and exceptions that nobody caught, while it watches. */
export function strayErrors(): { taken(): readonly string[]; stop(): void } {
  let seen: string[] = [];
  const keep = (error: unknown): void => {
    seen.push(`nobody caught ${error instanceof Error ? String(error.stack) : String(error)}`);
  };
  process.on('unhandledRejection', keep);
  process.on('uncaughtException', keep);
  return {
    taken: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: () => {
      process.off('unhandledRejection', keep);
      process.off('uncaughtException', keep);
    },
  };
}
