import type { z } from 'zod';

/** Answered as `{"error": "…"}` with this HTTP status. */
export class ControlError extends Error {
  constructor(
    readonly httpStatus: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads the JSON body of a control call; an absent one counts as `{}`.
 * @throws ControlError
 */
export function readBody<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  let value: unknown;
  try {
    value = JSON.parse(typeof body === 'string' && body.trim() !== '' ? body : '{}');
  } catch {
    throw new ControlError(400, 'the body is no JSON');
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) =>
    [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
  );
  throw new ControlError(400, problems.join('; '));
}
