import { language, t } from './words.mjs';

/** Beside the page, wherever a proxy has put both. */
const ROOT = new URL('../v1/', import.meta.url);

/** What the service did not do, in words for people. */
export class ApiProblem extends Error {
  constructor({ status, code, title, detail, traceId, errors }) {
    super(detail ?? title);
    Object.assign(this, { status, code, title, detail, traceId, errors: errors ?? [] });
  }
}

async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new ApiProblem({
    title: t('failed'),
    detail: t('failedUnknown', { status: response.status }),
    traceId: response.headers.get('x-request-id'),
    ...body,
    status: response.status,
  });
}

function fileNameOf(response, fallback) {
  const header = response.headers.get('content-disposition') ?? '';
  const whole = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return whole ? decodeURIComponent(whole) : (/filename="([^"]+)"/i.exec(header)?.[1] ?? fallback);
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The service as one key sees it. The key lives in here and nowhere else: neither in an address nor in any storage. */
export class Api {
  #key;

  /** Called when the service takes the key no more. */
  ended = () => {};

  constructor(key) {
    this.#key = key;
  }

  async #send(method, path, { query = {}, body, type } = {}) {
    const address = new URL(path, ROOT);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined && value !== '') address.searchParams.set(name, value);
    }
    const headers = { 'x-api-key': this.#key, 'accept-language': language() };
    if (type) headers['content-type'] = type;
    const init = { method, headers, body, credentials: 'omit', cache: 'no-store', redirect: 'error' };
    const response = await fetch(address, init).catch(() => {
      throw new ApiProblem({
        status: 0,
        code: 'no_connection',
        title: t('noConnection'),
        detail: t('noConnectionMore'),
      });
    });
    if (response.status === 401) this.ended();
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async get(path, query) {
    return (await this.#send('GET', path, { query })).json();
  }

  /** Every item of a list, page after page, at most so many; `isWhole` tells whether there are more. */
  async all(path, query, most = 1000) {
    const items = [];
    let cursor = null;
    do {
      const page = await this.get(path, { ...query, limit: 200, cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null && items.length < most);
    return { items, isWhole: cursor === null };
  }

  async post(path, body) {
    const content = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
    const response = await this.#send('POST', path, content);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  }

  async remove(path) {
    await this.#send('DELETE', path);
  }

  /** Sends a file as it is. Answers what became of it, and whether it was there before. */
  async upload(path, file) {
    const type = /\.xlsx$/i.test(file.name)
      ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      : /\.csv$/i.test(file.name)
        ? 'text/csv'
        : 'application/octet-stream';
    const response = await this.#send('POST', path, { query: { fileName: file.name }, body: file, type });
    return { body: await response.json(), isNew: response.status !== 200 };
  }

  async download(path, query, fallback) {
    const response = await this.#send('GET', path, { query });
    const name = fileNameOf(response, fallback);
    save(await response.blob(), name);
    return name;
  }
}
