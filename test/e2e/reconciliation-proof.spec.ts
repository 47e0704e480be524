import { prove, PROOF_ENVIRONMENT, type Proof } from '../reconciliation-proof/prove';
import { isPerfect, scoreText } from '../reconciliation-proof/score';
import { sizesOf } from '../reconciliation-proof/sizes';
import { DEMO_TERMINAL, World } from '../support/world';

const SEED = 7;

// Goal: through the real service, whatever is planted between bank, ledger and billing is found once in its class and nothing
// else is; what can be healed is healed by one approval each, and the money is then where it belongs. The large form of it is
// `npm run prove:reconciliation`.
describe('reconciliation of generated days', () => {
  let world: World;
  let proof: Proof;
  beforeAll(async () => {
    world = await World.start({ env: PROOF_ENVIRONMENT });
    const sizes = sizesOf(400, DEMO_TERMINAL, new Date());
    proof = await prove(world, { seed: SEED, sizes, say: () => undefined });
  }, 300_000);
  afterAll(() => world.stop());

  it('finds all that was planted, and nothing else', () => {
    if (!isPerfect(proof.first)) throw new Error(scoreText(proof.first));
    expect(proof.first.classes.every(({ planted }) => planted > 0)).toBe(true);
  });

  it('leaves after healing what needs a person, and nothing else', () => {
    if (!isPerfect(proof.afterHealing)) throw new Error(scoreText(proof.afterHealing));
    expect(proof.approved).toBeGreaterThan(0);
    expect(proof.refused).toBeGreaterThan(0);
  });

  it('has the money where it belongs', () => {
    expect(proof.wrongSums).toEqual([]);
  });
});
