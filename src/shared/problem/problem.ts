export type Language = 'ru' | 'en';

/** A kind of problem that the REST interface can answer: its stable code, and its words for people. */
export interface ProblemKind {
  /** Stable; clients decide by it. */
  readonly code: string;
  readonly status: number;
  readonly title: Readonly<Record<Language, string>>;
  /** May hold `{name}` marks, filled in from the problem's parameters. */
  readonly detail: Readonly<Record<Language, string>>;
}

/** One wrong field of a request. */
export interface FieldError {
  /** JSON pointer into the body, or the name of a header or parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: Readonly<Record<Language, string>>;
}

interface ProblemOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly FieldError[];
  /** Whole seconds after which it makes sense to try again. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A request that ends in a problem document (RFC 9457). */
export class Problem extends Error {
  readonly params: Readonly<Record<string, string | number>>;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly kind: ProblemKind,
    options: ProblemOptions = {},
  ) {
    super(kind.code, { cause: options.cause });
    this.name = 'Problem';
    this.params = options.params ?? {};
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What goes over the wire as `application/problem+json`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

export function toDocument(
  problem: Problem,
  context: { readonly language: Language; readonly instance: string; readonly traceId: string },
): ProblemDocument {
  const { kind, errors } = problem;
  const detail = kind.detail[context.language].replace(/\{(\w+)\}/g, (mark, name: string) =>
    String(problem.params[name] ?? mark),
  );
  return {
    type: `urn:billing-adapter:problem:${kind.code}`,
    title: kind.title[context.language],
    status: kind.status,
    detail,
    instance: context.instance,
    code: kind.code,
    traceId: context.traceId,
    ...(errors && {
      errors: errors.map((error) => ({
        pointer: error.pointer,
        code: error.code,
        detail: error.detail[context.language],
      })),
    }),
  };
}

/** The language of people's texts for an `Accept-Language` header: English where it is preferred, else Russian. */
export function languageOf(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
    return { tag: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality) };
  });
  const weightOf = (tag: string): number =>
    Math.max(0, ...wishes.filter((w) => w.tag === tag).map((w) => w.weight));
  return weightOf('en') > weightOf('ru') ? 'en' : 'ru';
}
