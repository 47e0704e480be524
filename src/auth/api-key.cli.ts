import { runDatabaseCommand } from '../database/run-database-command';
import { SystemClock } from '../shared/clock';
import { Ids } from '../shared/ids';
import { SystemRandom } from '../shared/random';
import { ApiKeys } from './api-keys';
import { API_KEY_SCOPES, type ApiKeyScope } from './principal';

const USAGE = `Usage:
  npm run api-key -- create --name NAME --scope ${API_KEY_SCOPES.join('|')}[,...]
  npm run api-key -- list
  npm run api-key -- revoke --id ID`;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
}

function scopesOf(text: string | undefined): ApiKeyScope[] | undefined {
  const words = text?.split(',') ?? [];
  const scopes = API_KEY_SCOPES.filter((scope) => words.includes(scope));
  return words.length > 0 && scopes.length === words.length ? scopes : undefined;
}

async function act(keys: ApiKeys): Promise<boolean> {
  const name = option('name');
  const scopes = scopesOf(option('scope'));
  const id = option('id');
  switch (process.argv[2]) {
    case 'create': {
      if (name === undefined || !/^[\w.-]{1,64}$/.test(name) || !scopes) return false;
      console.log((await keys.create(name, scopes)).text);
      return true;
    }
    case 'list':
      for (const key of await keys.list()) {
        const state = key.revokedAt ? `revoked ${key.revokedAt.toISOString()}` : 'active';
        console.log([key.id, key.name, key.scopes.join(','), key.createdAt.toISOString(), state].join('\t'));
      }
      return true;
    case 'revoke': {
      if (id === undefined) return false;
      const done = await keys.revoke(id);
      console.log(done ? `revoked ${id}` : `no active key ${id}`);
      if (!done) process.exitCode = 1;
      return true;
    }
    default:
      return false;
  }
}

runDatabaseCommand(USAGE, (dataSource) => {
  const clock = new SystemClock();
  const random = new SystemRandom();
  return act(new ApiKeys(dataSource, clock, new Ids(clock, random), random));
});
