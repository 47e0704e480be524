import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Actor, AllowedFor } from '../auth/access';
import { SqlUnits } from '../database/sql-units';
import { cursorOf, isUuid, wholeNumber } from '../shared/http/parameters';
import { fileNameOf, withUploadedFile } from '../shared/http/uploaded-file';
import { Problem } from '../shared/problem/problem';
import { LoadRegistry } from './load-registry';
import { RegistryProblems } from './registry-problems';
import { findRegistry, listRegistries } from './registry-rows';
import {
  detailOf,
  listFaults,
  viewOf,
  type FaultView,
  type RegistryDetailView,
  type RegistryView,
} from './registry-view';

/** How long a file may be that is uploaded. */
export abstract class RegistryLimit {
  abstract readonly maxBytes: number;
}

/** The bank's registries, for finance. */
@Controller('registries')
@AllowedFor('finance')
export class RegistriesController {
  constructor(
    private readonly load: LoadRegistry,
    private readonly units: SqlUnits,
    private readonly limit: RegistryLimit,
  ) {}

  /** 201 when it is taken in, 200 when the same file was before. */
  @Post()
  async upload(
    @Query('fileName') fileNameText: unknown,
    @Body() body: unknown,
    @Actor() uploadedBy: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RegistryDetailView> {
    const fileName = fileNameOf(fileNameText);
    const { id, isNew } = await withUploadedFile(body, this.limit.maxBytes, (file) =>
      this.load.execute({ file, fileName, uploadedBy }),
    );
    void reply.code(isNew ? 201 : 200);
    return this.find(id);
  }

  /** Newest first. */
  @Get()
  async list(
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: RegistryView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 200, fallback: 50 });
    const cursor = cursorOf(cursorText);
    const rows = await this.units.alone((connection) => listRegistries(connection, cursor, limit + 1));
    const items = rows.slice(0, limit).map(viewOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  find(@Param('id') id: string): Promise<RegistryDetailView> {
    return this.units.together(async (connection) => {
      const registry = isUuid(id) ? await findRegistry(connection, id) : null;
      if (!registry) throw new Problem(RegistryProblems.notFound);
      return detailOf(connection, registry);
    });
  }

  /** In the order of the file. */
  @Get(':id/faults')
  async faults(
    @Param('id') id: string,
    @Query('limit') limitText: unknown,
    @Query('cursor') cursorText: unknown,
  ): Promise<{ items: FaultView[]; nextCursor: string | null }> {
    const limit = wholeNumber('limit', limitText, { min: 1, max: 1_000, fallback: 200 });
    const afterLine = wholeNumber('cursor', cursorText, { min: 0, max: 999_999_999, fallback: 0 });
    const rows = await this.units.alone(async (connection) => {
      const registry = isUuid(id) ? await findRegistry(connection, id) : null;
      if (!registry) throw new Problem(RegistryProblems.notFound);
      return listFaults(connection, id, afterLine, limit + 1);
    });
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.lineNumber) : null };
  }
}
