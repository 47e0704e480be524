import type { Recorder } from '../shared/recorder';
import type { Api3Core } from './api3-core';
import { performCall } from './perform-call';
import { OPERATIONS } from './operations/operations';
import { readSessionCookie } from './sessions/session-cookies';
import { readMessage } from './soap/read-message';
import { readRequest, type SoapRequest } from './soap/read-request';
import { faultOf, SoapFault } from './soap/soap-fault';
import type { SoapReply } from './soap/soap-reply';
import { StrictRefusal } from './soap/strict-refusal';
import { type EnvelopeStyle, ENVELOPE_END, writeFault, writeResponse } from './soap/write-envelope';
import type { XmlField } from './soap/xml-writer';

/** What is known of a request while it is worked on, and what goes with any answer to it. */
export interface Exchange {
  operation: string | undefined;
  readonly cookies: string[];
}

/** Reads a SOAP request strictly, has it performed, and turns what is thrown on the way into faults. */
export class SoapEndpoint {
  private answers = 0;

  constructor(
    private readonly core: Api3Core,
    private readonly recorder: Recorder,
  ) {}

  async handle(request: SoapRequest): Promise<SoapReply> {
    const exchange: Exchange = { operation: undefined, cookies: [] };
    const reply = await this.answer(exchange, () => this.serve(request, exchange));
    this.record(exchange, request, reply);
    return reply;
  }

  private async serve(request: SoapRequest, exchange: Exchange): Promise<SoapReply> {
    const element = readRequest(request);
    exchange.operation = element.name;
    const operation = OPERATIONS.get(element.name);
    const message = operation && readMessage(element, operation.request);
    const sessionToken = readSessionCookie(request.headers['cookie']);
    this.core.journal.countCall(element.name);
    if (!operation || !message) throw faultOf('function $1 not found', element.name);

    return performCall(this.core, { operation, message, sessionToken, cookies: exchange.cookies }, (work) =>
      this.answer(exchange, async () =>
        this.result(exchange, operation.responseElement ?? `${operation.name}Response`, await work()),
      ),
    );
  }

  private result({ cookies }: Exchange, element: string, fields: readonly XmlField[]): SoapReply {
    return { kind: 'answer', status: 200, body: writeResponse(element, fields, this.style()), cookies };
  }

  /** Faults travel as HTTP 500, as gSOAP does it. */
  private async answer(exchange: Exchange, work: () => Promise<SoapReply>): Promise<SoapReply> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StrictRefusal) this.core.journal.reject(exchange.operation, error.message);
      const body = writeFault(faultFrom(error), this.style());
      return { kind: 'answer', status: 500, body, cookies: exchange.cookies };
    }
  }

  /** Only what can be read again as XML is kept as XML, and a cut answer is as good as none. */
  private record({ operation }: Exchange, request: SoapRequest, reply: SoapReply): void {
    const whole = reply.kind === 'answer' && reply.body.endsWith(ENVELOPE_END) ? reply.body : undefined;
    const extension = operation === undefined ? 'txt' : 'xml';
    this.recorder.exchange(operation ?? 'unreadable', extension, request.body.toString('utf8'), whole);
  }

  private style(): EnvelopeStyle {
    return { withHeader: this.answers++ % 2 === 0 };
  }
}

function faultFrom(error: unknown): SoapFault {
  if (error instanceof SoapFault) return error;
  if (error instanceof StrictRefusal) return new SoapFault('Message is not valid', error.message, 'Client');
  throw error;
}
