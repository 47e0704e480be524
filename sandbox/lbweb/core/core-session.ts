import type { XmlElement } from '../../api3/soap/xml-tree';
import type { XmlField } from '../../api3/soap/xml-writer';
import { callCore, type CoreAddress } from './core-call';

/** The core as one visitor reaches it: with the session of the signed-in subscriber, or with none. */
export class CoreSession {
  constructor(
    private readonly address: CoreAddress,
    private readonly sessnum?: string,
  ) {}

  /**
   * The `ret` elements of the answer.
   * @throws CoreFault, CoreUnreachable
   */
  async call(operation: string, fields: readonly XmlField[] = []): Promise<XmlElement[]> {
    return (await callCore(this.address, operation, fields, this.sessnum)).returned;
  }

  /** As `call`, where the answer is one scalar. */
  async callForText(operation: string, fields: readonly XmlField[] = []): Promise<string> {
    return (await this.call(operation, fields))[0]?.text ?? '';
  }
}
