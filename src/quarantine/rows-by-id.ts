/** Every row of a list that is read in pages by id, each page when it is needed. */
export async function* rowsById<T extends { readonly id: string }>(
  read: (afterId: string | null) => Promise<readonly T[]>,
): AsyncIterable<T> {
  let after: string | null = null;
  for (;;) {
    const page: readonly T[] = await read(after);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)?.id ?? null;
  }
}
