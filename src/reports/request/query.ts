/** The parameters of a request, as they came. */
export type Query = Readonly<Record<string, unknown>>;
