import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Recorder } from './recorder';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'recorder-'))));
afterEach(() => rmSync(root, { recursive: true }));

describe('recorder', () => {
  it('writes numbered files, and never over another one', () => {
    new Recorder('bank', root).json('Init', { a: 1 });
    new Recorder('bank', root).json('Init', { a: 2 });
    const files = readdirSync(join(root, 'bank')).sort();
    expect(files).toEqual([`000001-p${process.pid}-Init.json`, `000002-p${process.pid}-Init.json`]);
    expect(JSON.parse(readFileSync(join(root, 'bank', files[1]!), 'utf8'))).toEqual({ a: 2 });
  });

  it('writes question and answer as they are', () => {
    const recorder = new Recorder('api3', root);
    recorder.exchange('Login', 'xml', '<a/>', '<b/>');
    recorder.exchange('Logout', 'xml', '<c/>', undefined);
    expect(readdirSync(join(root, 'api3')).sort()).toEqual([
      `000001-p${process.pid}-Login-request.xml`,
      `000001-p${process.pid}-Login-response.xml`,
      `000002-p${process.pid}-Logout-request.xml`,
    ]);
  });

  it('does nothing without a folder', () => {
    new Recorder('bank', undefined).json('Init', {});
    expect(readdirSync(root)).toEqual([]);
  });
});
