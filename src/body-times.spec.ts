import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import fastify from 'fastify';
import { useBodyParsers } from './body-parsers';
import { limitBodyTimes } from './body-times';

describe('a body that does not come to its end', () => {
  const app = fastify();
  useBodyParsers(app);
  limitBodyTimes(app, 30);
  app.post('/other', () => ({}));
  app.post('/v1/registries', async (request) => {
    let length = 0;
    for await (const chunk of request.body as AsyncIterable<Buffer>) length += chunk.length;
    return { length };
  });
  beforeAll(() => app.listen({ port: 0, host: '127.0.0.1' }));
  afterAll(() => app.close());

  const half = (path: string): Socket => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\ncontent-length: 4\r\n`);
    socket.write('connection: close\r\n\r\nab');
    return socket;
  };

  it('is broken off', async () => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(
      'POST /other HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    );
    socket.on('error', () => undefined);
    socket.resume();
    await once(socket, 'close');
    expect(socket.destroyed).toBe(true);
  });

  it('is waited for when it is a file', async () => {
    const [other, file] = [half('/other'), half('/v1/registries')];
    let answer = '';
    file.on('data', (text: string) => (answer += text));
    other.resume();
    // By then the file has had longer than any other body may take.
    await once(other, 'close');
    const slow = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    slow.write(
      'POST /other HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    );
    slow.on('error', () => undefined);
    slow.resume();
    await once(slow, 'close');
    file.write('cd');
    await once(file, 'close');
    expect(answer).toContain('{"length":4}');
  });
});
