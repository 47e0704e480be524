import { existsSync } from 'node:fs';
import { findProgram, orInstall } from '../shared/debian-packages';

export interface MariadbBinaries {
  readonly server: string;
  readonly install: string;
}

function installed(): MariadbBinaries | undefined {
  const server = findProgram('mariadbd');
  const install = findProgram('mariadb-install-db');
  return server && install ? { server, install } : undefined;
}

/** The local MariaDB server's programs; on Debian as root they are installed when missing. */
export function localMariadb(say: (line: string) => void): MariadbBinaries | undefined {
  return orInstall(installed, ['mariadb-server-core', 'mariadb-client-core'], say);
}

export interface GaleraBinaries extends MariadbBinaries {
  /** The replication library that `mariadbd` loads. */
  readonly provider: string;
}

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'];

function galeraInstalled(): GaleraBinaries | undefined {
  const mariadb = installed();
  const provider = PROVIDERS.find((path) => existsSync(path));
  return mariadb && provider && findProgram('rsync') && findProgram('wsrep_sst_rsync')
    ? { ...mariadb, provider }
    : undefined;
}

/** What a Galera cluster needs: the server, the library, and the script that copies data to a node that joins. */
export function localGalera(say: (line: string) => void): GaleraBinaries | undefined {
  return orInstall(galeraInstalled, ['mariadb-server', 'galera-4', 'rsync'], say);
}
