import { UpstreamChanged } from '../../shared/upstream-errors';
import { CABINET, pageWith } from './canned-page.contract';
import { filledIn, formsWith, formWith, namesLike, submitsTo, valueOf } from './forms';

const FORM = `<form action="?r=x/y&amp;old=1" method="POST"><table><tr>
<input type="hidden" name="token" value="a&amp;b"><input name="text" value="t"><input type="text" name="empty">
<input type="checkbox" name="off" value="1"><input type="checkbox" name="on" value="2" checked>
<input type="radio" name="radio" value="1"><input type="radio" name="radio" value="2" checked="checked">
<input name="gone" value="x" disabled><input type="file" name="file"><textarea name="area">text</textarea>
<select name="one"><option value="1">a</option><option value="2" selected>b</option></select>
<select name="first"><option>c</option><option>d</option></select><select name="none"></select>
<button name="go" value="1">Go</button><input type="submit" name="later" value="2"><input value="nameless">
</tr></table></form>`;

describe('forms of a page', () => {
  it('send what a browser would, in tables as well', () => {
    const form = formWith(pageWith(FORM), /^token$/, 'form');
    expect(form.method).toBe('POST');
    expect(form.action.href).toBe(`${CABINET}api.php?r=x/y&old=1`);
    expect(form.fields).toEqual([
      ['token', 'a&b'],
      ['text', 't'],
      ['empty', ''],
      ['on', '2'],
      ['radio', '2'],
      ['area', 'text'],
      ['one', '2'],
      ['first', 'c'],
      ['go', '1'],
    ]);
    expect(namesLike(form, /^o/)).toEqual(['off', 'on', 'one']);
    expect(valueOf(form, 'gone')).toBeNull();
  });

  it('are filled in: by POST in the body, by GET in place of the query', () => {
    const page = pageWith(
      `${FORM}<form action="/api.php?lost=1"><input type="hidden" name="r" value="payment/history"><input name="d[1]"></form>`,
    );
    const post = filledIn(formWith(page, /^token$/, 'form'), [
      ['text', 'ё'],
      ['new', '1'],
    ]);
    expect(post.url.href).toBe(`${CABINET}api.php?r=x/y&old=1`);
    expect(post.body?.slice(-3)).toEqual([
      ['go', '1'],
      ['text', 'ё'],
      ['new', '1'],
    ]);
    expect(post.body).toContainEqual(['token', 'a&b']);
    const get = filledIn(formWith(page, /^d/, 'form'), [['d[1]', 'a b']]);
    expect(get).toEqual({ url: new URL(`${CABINET}api.php?r=payment%2Fhistory&d%5B1%5D=a+b`), body: null });
    expect(submitsTo(get, 'payment/history')).toBe(true);
    expect(submitsTo(post, 'payment/history')).toBe(false);
    expect(submitsTo({ url: post.url, body: [['r', 'payment/history']] }, 'payment/history')).toBe(true);
  });

  it('are found by their fields, whatever else is on the page', () => {
    const search = '<form action="https://search.example/"><input name="q"></form>';
    expect(formsWith(pageWith(search + FORM), /^text$/)).toHaveLength(1);
    expect(formsWith(pageWith(search), /^text$/)).toEqual([]);
    expect(() => formsWith(pageWith(search), /^q$/)).toThrow(UpstreamChanged);
    expect(() => formWith(pageWith(FORM + FORM), /^text$/, 'form')).toThrow(UpstreamChanged);
    expect(() => formWith(pageWith(''), /^text$/, 'form')).toThrow(UpstreamChanged);
  });

  it('are resolved against the base of the page, unless that lies elsewhere', () => {
    const form = '<form action="x"><input name="a"></form>';
    const actionOf = (head: string) =>
      formWith(pageWith(form, 'account/index', head), /a/, 'form').action.href;
    expect(actionOf('<base href="/lk/">')).toBe(`${CABINET}lk/x`);
    expect(actionOf('<base href="https://evil.example/">')).toBe(`${CABINET}x`);
  });
});
