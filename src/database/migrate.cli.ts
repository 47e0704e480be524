import type { DataSource } from 'typeorm';
import { runDatabaseCommand } from './run-database-command';
import { runMigrations } from './run-migrations';

const USAGE = 'Usage: npm run migrate [-- up|down|status]   (down takes back the last migration)';

async function act(dataSource: DataSource): Promise<boolean> {
  switch (process.argv[2] ?? 'up') {
    case 'up': {
      const applied = await runMigrations(dataSource);
      console.log(applied.length === 0 ? 'the schema is up to date' : `applied: ${applied.join(', ')}`);
      return true;
    }
    case 'down':
      await dataSource.undoLastMigration();
      console.log('took back the last migration');
      return true;
    case 'status':
      console.log(
        (await dataSource.showMigrations()) ? 'migrations are pending' : 'the schema is up to date',
      );
      return true;
    default:
      return false;
  }
}

runDatabaseCommand(USAGE, act);
