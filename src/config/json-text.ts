import { z } from 'zod';

/** A setting written as JSON; what stands in it is checked by its schema. An empty text is the fallback. */
export function jsonText<T extends z.ZodType>(schema: T, fallback: z.input<T>) {
  return z
    .string()
    .transform((text, context): unknown => {
      if (text.trim() === '') return fallback;
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
