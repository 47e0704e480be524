import { join } from 'node:path';
import { ChildProgram } from './child-program';
import { HOUSE } from './house';
import type { Environment } from './service';

export interface StandIn {
  readonly program: ChildProgram;
  readonly url: string;
}

/** The cabinet needs the address of the core beneath it in SANDBOX_API3_URL. */
export type StandInName = 'bank' | 'api3' | 'lbweb';

/** Starts one of the stand-ins as a process of its own and waits for its address. */
export async function startStandIn(name: StandInName, env: Environment): Promise<StandIn> {
  const program = ChildProgram.start({
    name,
    file: join(HOUSE, 'dist-sandbox', name, 'main.js'),
    env,
  });
  const { url } = await program.untilReady();
  return { program, url };
}
