import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HINDRANCES } from '../../src/closing/hindrance';
import { PROBLEM } from './check-problem';
import { Contract } from './contract';
import { allExamples } from './examples';
import { problemKindsIn, type SourceProblemKind } from './problem-kinds';

const ROOT = join(__dirname, '..', '..');
const contract = Contract.load();
const kinds = problemKindsIn(join(ROOT, 'src'));
const reference = readFileSync(join(ROOT, 'docs', 'reference', 'problems.md'), 'utf8');

/** The words of a list in the contract. */
function wordsAt(pointer: string): string[] {
  return contract.document.at(pointer)!.node['enum'] as string[];
}

function kindOf(code: string): SourceProblemKind {
  return kinds.find((kind) => kind.code === code)!;
}

const codesOfKinds = kinds.map(({ code }) => code).sort();

describe('the problem codes of the sources', () => {
  it('are found, each once', () => {
    expect(kinds.length).toBeGreaterThan(25);
    expect(new Set(codesOfKinds).size).toBe(kinds.length);
  });

  it('are those of the contract', () => {
    expect(wordsAt('/components/schemas/ProblemCode').toSorted()).toEqual(codesOfKinds);
  });

  it('are those of the reference, under their status and with their Russian title', () => {
    const sections = reference.split(/^## /m).slice(1);
    const rows = sections.flatMap((section) =>
      [...section.matchAll(/^\| `(\w+)`.*$/gm)].map(([row, code]) => {
        const heading = /^[^:\n]+/.exec(section)![0];
        return { code: code!, row, statuses: /\| (\d{3}) +\|/.exec(row)?.[1] ?? heading };
      }),
    );
    expect(rows.map(({ code }) => code).sort()).toEqual(codesOfKinds);
    for (const { code, row, statuses } of rows) {
      expect(row).toContain(kindOf(code).title);
      expect([code, statuses]).toEqual([code, String(kindOf(code).status)]);
    }
  });

  it('stand in the contract under their own status only, and each of them somewhere', () => {
    const declared = contract.operations.flatMap(({ id, responses }) =>
      [...responses].flatMap(([status, { content }]) => {
        const media = content.get(PROBLEM);
        if (!media) return [];
        const codes = wordsAt(`${media.pointer}/schema/allOf/1/properties/code`);
        return codes.map((code) => ({ code, where: `${id} ${status} ${code}`, status }));
      }),
    );
    const misplaced = declared.filter(({ code, status }) => String(kindOf(code).status) !== status);
    expect(misplaced.map(({ where }) => where)).toEqual([]);
    expect([...new Set(declared.map(({ code }) => code))].sort()).toEqual(codesOfKinds);
  });

  it('have the same Russian words in the examples', () => {
    const problems = allExamples(contract).flatMap(({ name, value }) => {
      const body = value as Partial<SourceProblemKind & { type: string }>;
      return body.type?.startsWith('urn:') === true && body.code !== undefined ? [{ name, ...body }] : [];
    });
    for (const { name, code = '', title, status, detail = '' } of problems) {
      const kind = kindOf(code);
      expect({ name, title, status }).toEqual({ name, title: kind.title, status: kind.status });
      expect(detail).toMatch(patternOf(kind.detail));
    }
    expect([...new Set(problems.map(({ code }) => code))].sort()).toEqual(codesOfKinds);
  });

  it('of single fields are those of the contract and of the reference', () => {
    const words = wordsAt('/components/schemas/FieldError/properties/code');
    const sources = [
      'shared/problem/field-errors.ts',
      'shared/http/parameters.ts',
      'audit/audit-parameters.ts',
      'payments/history/history-range.ts',
      'payments/history/history-cursor.ts',
    ].map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));
    const used = sources.flatMap((text) =>
      [
        ...text.matchAll(
          /code: '(\w+)'|wrongParameter\(\s*\w+,\s*'(\w+)'|wrongParameter\(\s*'\w+',\s*'(\w+)'/g,
        ),
      ].map((match) => match[1] ?? match[2] ?? match[3]),
    );
    expect([...new Set([...used, ...HINDRANCES])].sort()).toEqual(words.toSorted());
    for (const word of words) expect(reference).toContain(`\`${word}\``);
  });
});

/** A text with `{name}` marks as a pattern for the text with the marks filled in. */
function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^{}]+')}$`);
}
