import { BusinessDays } from '../../src/shared/business-days';
import { registryCsv, registryXlsx } from '../support/registry-file';
import { registryEntries, type RegistryEntry } from './registry-lines';
import type { Book, ToldStory } from './story';

export interface RegistryFile {
  readonly name: string;
  readonly lines: number;
  readonly body: Buffer;
}

const DAYS = new BusinessDays('Europe/Moscow');
const FEE_PER_MILLE = 12;
const SERVICE_FEE_KOPECKS = 1_000;

/** The bank's registries of a terminal, a file for each day; every second one as a workbook. */
export async function registryFilesOf(
  stories: readonly ToldStory[],
  book: Book,
): Promise<readonly RegistryFile[]> {
  const payments = stories.filter((story) => story.book === book).flatMap(({ bank }) => bank);
  const byDay = new Map<string, RegistryEntry[]>();
  for (const entry of registryEntries(payments)) {
    const day = DAYS.nameOf(entry.operation.at);
    const entries = byDay.get(day) ?? [];
    byDay.set(day, entries);
    entries.push(entry);
  }
  return Promise.all(
    [...byDay].map(async ([day, entries], index) => {
      const samples = entries.map(sampleOf);
      const isSheet = index % 2 === 1;
      const body = isSheet ? await registryXlsx(samples) : registryCsv(samples);
      return { name: `${book.terminal}-${day}.${isSheet ? 'xlsx' : 'csv'}`, lines: samples.length, body };
    }),
  );
}

function sampleOf({ operation, payment }: RegistryEntry): Parameters<typeof registryCsv>[0][number] {
  const { type, kopecks, at, namesOrderOnly } = operation;
  return {
    orderId: payment.orderId,
    ...(namesOrderOnly === true ? {} : { acquirerPaymentId: payment.bankPaymentId }),
    operation: type,
    amountKopecks: kopecks,
    feeKopecks: type === 'ServiceFee' ? SERVICE_FEE_KOPECKS : Math.round((kopecks * FEE_PER_MILLE) / 1_000),
    operatedAt: at,
    terminal: payment.terminal,
  };
}
