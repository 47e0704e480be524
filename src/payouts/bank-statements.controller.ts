import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Actor, AllowedFor } from '../auth/access';
import { SqlUnits } from '../database/sql-units';
import { cursorOf, isUuid, wholeNumber } from '../shared/http/parameters';
import { fileNameOf, withUploadedFile } from '../shared/http/uploaded-file';
import { Problem } from '../shared/problem/problem';
import { viewOf, type BankStatement, type BankStatementView } from './bank-statement';
import { PayoutProblems } from './payout-problems';
import type { Fault } from './statement/statement';
import { StatementRows } from './statement-rows';
import { UploadStatement } from './upload-statement';

/** Largest file that may be uploaded, in bytes. */
export abstract class StatementLimit {
  abstract readonly maxBytes: number;
}

const LIMIT = { min: 1, max: 200, fallback: 50 };

/** Statements of the provider's bank. */
@Controller('bank-statements')
@AllowedFor('finance')
export class BankStatementsController {
  constructor(
    private readonly upload: UploadStatement,
    private readonly units: SqlUnits,
    private readonly limit: StatementLimit,
  ) {}

  /** 201 when it is new, 200 when the same file was loaded before. */
  @Post()
  async create(
    @Body() body: unknown,
    @Query('fileName') fileNameText: unknown,
    @Actor() by: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BankStatementView> {
    const fileName = fileNameOf(fileNameText);
    const { statement, isNew } = await withUploadedFile(body, this.limit.maxBytes, (file) =>
      this.upload.execute(file, fileName, by),
    );
    void reply.code(isNew ? 201 : 200);
    return viewOf(statement);
  }

  /** Newest first. */
  @Get()
  async list(
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: BankStatementView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, LIMIT);
    const cursor = cursorOf(cursorText);
    const rows = await this.units.alone((connection) =>
      new StatementRows(connection).list(cursor, limit + 1),
    );
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<BankStatementView> {
    return viewOf(await this.found(id));
  }

  /** What could not be read, in the order of the file; the first thousand. */
  @Get(':id/faults')
  async faults(
    @Param('id') id: string,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: Fault[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, LIMIT);
    const after = wholeNumber('cursor', cursorText, { min: 1, max: 1_000_000, fallback: 0 });
    const statement = await this.found(id);
    const rows = await this.units.alone((connection) =>
      new StatementRows(connection).faults(statement.id, after, limit + 1),
    );
    const some = rows.slice(0, limit);
    const items = some.map(({ lineNumber, code, detail }) => ({ lineNumber, code, detail }));
    return { items, nextCursor: rows.length > limit ? String(some.at(-1)?.position) : null };
  }

  private async found(id: string): Promise<BankStatement> {
    const statement = isUuid(id)
      ? await this.units.alone((connection) => new StatementRows(connection).byId(id))
      : null;
    if (!statement) throw new Problem(PayoutProblems.statementNotFound);
    return statement;
  }
}
