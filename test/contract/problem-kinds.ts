import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A kind of problem as the sources define it. */
export interface SourceProblemKind {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** In Russian, with `{name}` marks. */
  readonly detail: string;
}

type Literal = string | number | { readonly [name: string]: Literal };

/** Every problem kind under a folder, wherever it is defined: an object with a code, a status, a title and a detail. */
export function problemKindsIn(folder: string): readonly SourceProblemKind[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes('ProblemKind'))
    .flatMap(kindsOf);
}

function kindsOf(text: string): SourceProblemKind[] {
  const kinds: SourceProblemKind[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const kind = toKind(literalOf(node));
      if (kind) kinds.push(kind);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
  return kinds;
}

function literalOf(node: ts.ObjectLiteralExpression): Record<string, Literal> {
  const entries = node.properties.flatMap((property): [string, Literal][] => {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) return [];
    const { initializer: value } = property;
    const name = property.name.text;
    if (ts.isStringLiteralLike(value)) return [[name, value.text]];
    if (ts.isNumericLiteral(value)) return [[name, Number(value.text)]];
    return ts.isObjectLiteralExpression(value) ? [[name, literalOf(value)]] : [];
  });
  return Object.fromEntries(entries);
}

function toKind({ code, status, title, detail }: Record<string, Literal>): SourceProblemKind | null {
  if (typeof code !== 'string' || typeof status !== 'number') return null;
  const russian = (words: Literal | undefined): string | null =>
    typeof words === 'object' && typeof words['ru'] === 'string' ? words['ru'] : null;
  const [ruTitle, ruDetail] = [russian(title), russian(detail)];
  return ruTitle === null || ruDetail === null ? null : { code, status, title: ruTitle, detail: ruDetail };
}
