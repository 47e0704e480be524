import { Controller, Get, Query } from '@nestjs/common';
import { AllowedFor } from '../../auth/access';
import { dayRangeOf } from '../../shared/http/day-range';
import { wrongParameter } from '../../shared/http/parameters';
import { SEAL_FAULTS, type SealFault } from './seal-fault';
import { SealCheck, type SealCheckSummary } from './seal-check';

interface SealFaultView extends SealFault {
  readonly text: { readonly ru: string; readonly en: string };
}

interface SealCheckView extends SealCheckSummary {
  readonly isWhole: boolean;
  /** The first of them. */
  readonly items: readonly SealFaultView[];
}

const FAULTS_SHOWN = 1_000;
const DAYS_AT_ONCE = 3_660;

/** Whether what was closed is still as it was closed. */
@Controller('seal-check')
@AllowedFor('finance')
export class SealCheckController {
  constructor(private readonly check: SealCheck) {}

  @Get()
  async run(
    @Query('from') from: unknown,
    @Query('to') to: unknown,
    @Query('expect') expect: unknown,
  ): Promise<SealCheckView> {
    const isOfAll = from === undefined && to === undefined;
    const days = isOfAll ? null : dayRangeOf(from, to, DAYS_AT_ONCE);
    const items: SealFaultView[] = [];
    const summary = await this.check.run({ expectedHash: hashOf(expect), days }, (fault) => {
      if (items.length < FAULTS_SHOWN) items.push({ ...fault, text: SEAL_FAULTS[fault.kind] });
    });
    return { isWhole: summary.faults === 0, ...summary, items };
  }
}

function hashOf(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw wrongParameter(
    'expect',
    'wrong_format',
    'Нужна печать: 64 шестнадцатеричных знака.',
    'Must be the hash of a seal: 64 hexadecimal digits.',
  );
}
