import { agreements } from './cabinet-contract/agreements.contract';
import { history } from './cabinet-contract/history.contract';
import { outages } from './cabinet-contract/outages.contract';
import { passwords } from './cabinet-contract/passwords.contract';
import { promisedPayments } from './cabinet-contract/promised-payments.contract';
import { services } from './cabinet-contract/services.contract';
import { signingIn } from './cabinet-contract/signing-in.contract';
import type { CabinetStage, ContractPart } from './cabinet-contract/stage.contract';

export type { CabinetAbilities, CabinetStage, UpstreamMood } from './cabinet-contract/stage.contract';

const PARTS: readonly ContractPart[] = [
  signingIn,
  agreements,
  services,
  history,
  promisedPayments,
  passwords,
  outages,
];

/**
 * What every adapter of the cabinet port must do, before stand-ins that speak its upstream's real protocol. The stage is
 * opened once and reset before each test; what one upstream cannot tell, its abilities say.
 */
export function describeCabinetPort(name: string, open: () => Promise<CabinetStage>): void {
  describe(`the cabinet port ${name}`, () => {
    let stage: CabinetStage | undefined;
    const current = (): CabinetStage => {
      if (!stage) throw new Error('The stage is not open');
      return stage;
    };
    beforeAll(async () => {
      stage = await open();
    });
    beforeEach(() => current().reset());
    afterAll(() => stage?.close());

    for (const part of PARTS) part(current);
  });
}
