import { loadDatabaseSettings, WrongSettings } from '../config/load-settings';
import { openDataSource } from './data-source';
import { runMigrations } from './run-migrations';

const USAGE = 'Usage: npm run migrate [-- up|down|status]   (down takes back the last migration)';

async function main(): Promise<void> {
  const settings = loadDatabaseSettings(process.env);
  const dataSource = await openDataSource(settings.DATABASE_URL, 2);
  try {
    switch (process.argv[2] ?? 'up') {
      case 'up': {
        const applied = await runMigrations(dataSource);
        console.log(applied.length === 0 ? 'the schema is up to date' : `applied: ${applied.join(', ')}`);
        break;
      }
      case 'down':
        await dataSource.undoLastMigration();
        console.log('took back the last migration');
        break;
      case 'status':
        console.log(
          (await dataSource.showMigrations()) ? 'migrations are pending' : 'the schema is up to date',
        );
        break;
      default:
        console.error(USAGE);
        process.exitCode = 2;
    }
  } finally {
    await dataSource.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof WrongSettings ? error.message : error);
  process.exitCode = 1;
});
